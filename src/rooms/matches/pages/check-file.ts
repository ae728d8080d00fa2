/** Takes one small file of a form into memory: a list of things to check. */
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { invalid } from '../../../platform/errors.ts'
import { FORM_PARTS } from '../../../platform/http/body-limits.ts'

/** Bytes; two hundred lines are a tenth of it. */
const LARGEST = 200_000

declare module 'fastify' {
  interface FastifyRequest {
    /** the file of a form, null where none was chosen */
    listFile: Buffer | null
  }
}

/** Lets the routes of this encapsulated part take `multipart/form-data`; fields arrive as in other forms. */
export async function takeLists(app: FastifyInstance): Promise<void> {
  app.decorateRequest('listFile', null)
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { ...FORM_PARTS, fileSize: LARGEST, fields: 10, fieldSize: LARGEST },
    async onFile(this: FastifyRequest, part) {
      const bytes = await part.toBuffer()
      // A form whose file was not chosen has a part without a name, whatever the package's types say.
      this.listFile = ((part.filename as string | undefined) ?? '') === '' ? null : bytes
    },
  })
}

/** @returns the file's text, or null where none was chosen. @throws invalid when it is no text */
export function listText({ listFile }: FastifyRequest): string | null {
  if (listFile === null) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(listFile)
    if (!text.includes('\0')) return text
  } catch {
    // told below
  }
  throw invalid({ file: 'This file is not text in UTF-8. Save it as “CSV UTF-8”' })
}
