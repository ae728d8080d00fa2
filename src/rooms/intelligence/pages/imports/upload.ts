/** Taking an uploaded export: straight to disk, whatever its size, and only from whoever may. */
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { checkAccess } from '../../../../platform/http/access.ts'
import type { Database } from '../../../../platform/database/perform.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { describeFault } from '../../../../platform/log.ts'
import { UPLOADS } from '../../import-upload.ts'
import { removeLeftUploads } from '../../remove-left-uploads.ts'
import { hasRoom, keptOf, LARGEST_UPLOAD } from './take-upload.ts'

const HOUR = 3_600_000

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
  interface FastifyInstance {
    /** the node's data folder, where the house says which it is */
    dataFolder?: string
    /** where the house says which it is */
    database?: Database
  }
  interface FastifyRequest {
    upload: Upload | null
  }
}

const endings = ['.csv', '.xlsx', '.jsonl', '.txt']

/** Is this the name of a file of the kinds that mappings read? */
export function isExportName(fileName: string): boolean {
  return endings.includes(path.extname(fileName).toLowerCase())
}

/** Lets the routes of this encapsulated part take `multipart/form-data`; fields arrive as in other forms. */
export async function takeUploads(app: FastifyInstance): Promise<void> {
  const base = app.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'seamark-')))
  const folder = path.join(base, UPLOADS)
  app.decorateRequest('upload', null)
  // Who may is asked before a byte is taken: the ordinary check comes only after the body.
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.method === 'POST') checkAccess(request)
    done()
  })
  // A form that was refused for whatever reason (its token, a fault of ours) leaves nothing on the disk.
  app.addHook('onResponse', async ({ upload }) => {
    if (upload !== null && !upload.awaited) await rm(upload.file, { force: true })
  })
  removeByTheClock(app, folder)
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { fileSize: LARGEST_UPLOAD, files: 1, fields: 10, fieldSize: 10_000 },
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
      const kept = keptOf(
        part.file,
        ending === '.xlsx',
        () => hasRoom(folder),
        (words) => {
          upload.refused = words
        },
      )
      try {
        await pipeline(kept, target)
      } catch (fault) {
        await rm(file, { force: true })
        throw fault
      }
      upload.size = target.bytesWritten
    },
  })
}

/** Uploads lie on this node's disk, so this node's clock removes what a node that was killed left of them. */
function removeByTheClock(app: FastifyInstance, folder: string): void {
  const { database } = app
  if (!database) return
  const remove = () => {
    removeLeftUploads(database, folder, new Date()).catch((fault: unknown) => {
      app.log.error({ fault: describeFault(fault) }, 'uploads that were left could not be removed')
    })
  }
  const timer = setInterval(remove, HOUR)
  timer.unref()
  app.addHook('onReady', (done) => {
    remove()
    done()
  })
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer)
    done()
  })
}
