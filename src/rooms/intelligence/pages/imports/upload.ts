/** Taking an uploaded export: straight to disk, whatever its size, and only from whoever may. */
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { checkAccess } from '../../../../platform/http/access.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { UPLOADS } from '../../import-upload.ts'

/** Bytes; an export of a million reports is smaller. */
const LARGEST_UPLOAD = 2 * 1024 ** 3

/** A file as it arrived. `size` is 0 when the person had chosen none. */
export type Upload = { id: string; file: string; fileName: string; size: number }

declare module 'fastify' {
  interface FastifyInstance {
    /** the node's data folder, where the house says which it is */
    dataFolder?: string
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
      try {
        await pipeline(part.file, target)
      } catch (fault) {
        await rm(file, { force: true })
        throw fault
      }
      this.upload = { id, file, fileName, size: target.bytesWritten }
    },
  })
}
