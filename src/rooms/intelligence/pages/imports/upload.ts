/** Taking an uploaded export: straight to disk, whatever its size, and only from whoever may. */
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { askAgain } from '../../../../platform/http/access.ts'
import { FORM_PARTS } from '../../../../platform/http/body-limits.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { describeFault } from '../../../../platform/log.ts'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { UPLOADS } from '../../import-upload.ts'
import { lookAfterUploads } from '../../look-after-uploads.ts'
import { keptOf, LARGEST_UPLOAD, reserveRoom } from './take-upload.ts'

/** Milliseconds between two words that the files are here. */
const LOOK_EVERY = 60_000

/** Milliseconds between two questions whether whoever sends a file may still: two gigabytes can take an hour. */
const ASK_EVERY = 5_000

/** A file as it arrived. */
export type Upload = {
  id: string
  file: string
  fileName: string
  /** bytes; 0 when the person had chosen none */
  size: number
  /** why it was not taken whole, in words */
  refused: string | null
  /** a job waits for it; whatever is not awaited goes with the request */
  awaited: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    /** removed when the request is over, unless the handler has taken it and put null here */
    upload: Upload | null
  }
}

const endings = ['.csv', '.xlsx', '.jsonl', '.txt']

/**
 * Tells whether this is the name of a file of the kinds that mappings read.
 * @param fileName - as the browser sent it
 * @returns true when its ending is one of them
 */
export function isExportName(fileName: string): boolean {
  return endings.includes(path.extname(fileName).toLowerCase())
}

/**
 * Lets the routes of this encapsulated part take `multipart/form-data`; fields arrive as in other forms.
 * @param services - `dataFolder`: files wait there, in a folder of their own
 */
export async function takeUploads(
  app: FastifyInstance,
  services: Pick<RoomServices, 'database' | 'dataFolder'>,
): Promise<void> {
  const folder = path.join(services.dataFolder, UPLOADS)
  app.decorateRequest('upload', null)
  app.addHook('onRequest', (request, reply, done) => {
    // A file that no job waits for (its form was refused, its sender was signed out or went away) does not stay.
    reply.raw.once('close', () => {
      const { upload } = request
      if (upload !== null && !upload.awaited) void rm(upload.file, { force: true }).catch(() => undefined)
    })
    done()
  })
  lookAfterByTheClock(app, services, folder)
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    // One byte more than is kept, so that it is ours to say that it is too much.
    limits: { ...FORM_PARTS, fileSize: LARGEST_UPLOAD + 1, fields: 10, fieldSize: 10_000 },
    throwFileSizeLimit: false,
    async onFile(this: FastifyRequest, part) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const id = newId()
      // A form whose file was not chosen has a part without a name, whatever the package's types say.
      const fileName = (part.filename as string | undefined) ?? ''
      // The stored name is ours; what the person calls it decides only the ending, which tells formats apart.
      const ending = isExportName(fileName) ? path.extname(fileName).toLowerCase() : ''
      const file = path.join(folder, id + ending)
      const target = createWriteStream(file, { mode: 0o600 })
      const upload: Upload = { id, file, fileName, size: 0, refused: null, awaited: false }
      this.upload = upload
      const announced = Number(this.headers['content-length'] ?? LARGEST_UPLOAD)
      const { room, release } = reserveRoom(folder, Math.min(announced, LARGEST_UPLOAD))
      const kept = keptOf(part.file, ending === '.xlsx', room, (words) => {
        upload.refused = words
      })
      try {
        await pipeline(kept, whileAllowed(this, services), target)
      } catch (fault) {
        await rm(file, { force: true })
        throw fault
      } finally {
        release()
      }
      upload.size = target.bytesWritten
    },
  })
}

/** Uploads lie on this machine's disk, so it is this node's clock that looks after them. */
function lookAfterByTheClock(
  app: FastifyInstance,
  { database }: Pick<RoomServices, 'database'>,
  folder: string,
): void {
  const look = () => {
    lookAfterUploads(database, folder, new Date()).catch((fault: unknown) => {
      app.log.error({ fault: describeFault(fault) }, 'uploads could not be looked after')
    })
  }
  const timer = setInterval(look, LOOK_EVERY)
  timer.unref()
  app.addHook('onReady', (done) => {
    look()
    done()
  })
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer)
    done()
  })
}

/**
 * Lets a file through for as long as its sender may send it. What arrives shows that they are there, so a slow
 * line does not end a session; signing out, an administrator and the hours of a session do, and a lost role.
 */
function whileAllowed(request: FastifyRequest, { database }: Pick<RoomServices, 'database'>): Transform {
  let asked = Date.now()
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (Date.now() - asked < ASK_EVERY) {
        done(null, chunk)
        return
      }
      asked = Date.now()
      askAgain(request, database, true).then(
        () => {
          done(null, chunk)
        },
        (fault: unknown) => {
          done(fault instanceof Error ? fault : new Error('not allowed any more'))
        },
      )
    },
    flush(done) {
      askAgain(request, database, true).then(
        () => {
          done()
        },
        (fault: unknown) => {
          done(fault instanceof Error ? fault : new Error('not allowed any more'))
        },
      )
    },
  })
}
