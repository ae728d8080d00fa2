/** Takes one small file of a form into memory: a coastline, a table of sites, a list of recommendations. */
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { invalid } from '../errors.ts'
import { FORM_PARTS } from './body-limits.ts'

/** Bytes; the whole coast of Great Britain to some hundred metres is smaller. */
const LARGEST = 10_000_000

declare module 'fastify' {
  interface FastifyRequest {
    /** the file of a form, null where none was chosen */
    oneFile: { name: string; bytes: Buffer } | null
  }
}

/** Lets the routes of this encapsulated part take `multipart/form-data`; fields arrive as in other forms. */
export async function takeFiles(app: FastifyInstance): Promise<void> {
  app.decorateRequest('oneFile', null)
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { ...FORM_PARTS, fileSize: LARGEST, fields: 10, fieldSize: 10_000 },
    async onFile(this: FastifyRequest, part) {
      const bytes = await part.toBuffer()
      // A form whose file was not chosen has a part without a name, whatever the package's types say.
      const name = (part.filename as string | undefined) ?? ''
      this.oneFile = name === '' ? null : { name, bytes }
    },
  })
}

/**
 * @param field - the form's field that a fault is said at
 * @returns the file's text
 * @throws invalid when none was chosen, or when it is no text
 */
export function textOf(request: FastifyRequest, field: string): { name: string; text: string } {
  const { oneFile } = request
  if (oneFile === null) throw invalid({ [field]: 'Choose a file' })
  if (oneFile.bytes.length === 0) throw invalid({ [field]: 'This file is empty' })
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(oneFile.bytes)
    if (!text.includes('\0')) return { name: oneFile.name, text }
  } catch {
    // told below
  }
  throw invalid({ [field]: 'This file is not text in UTF-8. Save it as “CSV UTF-8” or GeoJSON' })
}
