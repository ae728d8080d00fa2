/** Photographs from a form, without any script: read as they come, never on this machine's disk unencrypted. */
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError, SeamarkError } from '../../../platform/errors.ts'
import type { PublicServices } from '../arrival/services.ts'
import { MOST_BYTES } from './decoder/limits.ts'
import {
  expectPhotograph,
  hasArrived,
  MOST_PHOTOGRAPHS,
  removePhotograph,
  settlePhotograph,
  type Fault,
  type Photograph,
} from './draft-photographs.ts'
import { writePieces } from './pieces.ts'

/** `file`: which of those that were chosen, from 1; 0 when it is about all of them */
export type FileFault = { fault: Fault; file: number }

const MOST_FIELDS = 10
const LONGEST_FIELD = 200

/** Lets this part of the site take forms with files. Nothing is read before `readForm` asks for it. */
export async function takeForms(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    // A larger file is cut off there and refused, so that the others of the form still come in.
    throwFileSizeLimit: false,
    limits: {
      fileSize: MOST_BYTES,
      files: MOST_PHOTOGRAPHS * 2,
      fields: MOST_FIELDS,
      fieldSize: LONGEST_FIELD,
      parts: MOST_PHOTOGRAPHS * 2 + MOST_FIELDS,
      headerPairs: 20,
      fieldNameSize: 100,
    },
  })
}

/**
 * Takes the photographs of a form and makes them safe. Their names are not looked at.
 * @param cookie - of the draft
 * @returns the form's other fields, and what was wrong with which file
 * @throws not-found when there is no draft; what was written of a form that was cut off is removed
 */
export async function readForm(
  services: PublicServices,
  cookie: string,
  request: FastifyRequest,
): Promise<{ fields: Record<string, string>; taken: number; faults: FileFault[] }> {
  const fields: Record<string, string> = {}
  const faults: FileFault[] = []
  const arrived: { photograph: Photograph; file: number }[] = []
  let file = 0
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') fields[part.fieldname] = part.value
        continue
      }
      file += 1
      const came = await takeFile(services, cookie, part.file)
      // A form in which no file was chosen has a part for it all the same: empty, and without a name.
      const chosen = (part.filename as string | undefined) ?? ''
      if (came === 'empty' && chosen === '') file -= 1
      else if (typeof came === 'string') faults.push({ fault: came, file })
      else arrived.push({ photograph: came, file })
    }
  } catch (fault) {
    for (const { photograph } of arrived) await removePhotograph(services, cookie, photograph.id)
    throw fault
  }
  if (file === 0) faults.push({ fault: 'none', file: 0 })
  const keepsOriginal = fields['original'] === 'yes'
  for (const { photograph, file: number } of arrived) {
    const fault = await arriveAndSettle(services, cookie, { ...photograph, keepsOriginal })
    if (fault) faults.push({ fault, file: number })
  }
  faults.sort((a, b) => a.file - b.file)
  return { fields, taken: file - faults.filter((one) => one.file > 0).length, faults }
}

type Stream = AsyncIterable<Uint8Array> & { truncated?: boolean; resume: () => unknown }

/** Where too many wait to be made safe it stays waiting, which is no fault of the file. */
async function arriveAndSettle(
  services: PublicServices,
  cookie: string,
  photograph: Photograph,
): Promise<Fault | null> {
  await hasArrived(services, cookie, photograph)
  try {
    return await settlePhotograph(services, cookie, photograph)
  } catch (fault) {
    if (asSeamarkError(fault).kind === 'unavailable') return null
    throw fault
  }
}

/** @returns the photograph, all of it here, or why there is none */
async function takeFile(
  services: PublicServices,
  cookie: string,
  stream: Stream,
): Promise<Photograph | Fault> {
  let photograph: Photograph
  try {
    photograph = await expectPhotograph(services, cookie, { size: null, keepsOriginal: false })
  } catch (fault) {
    stream.resume() // the rest of the form is behind it
    if (fault instanceof SeamarkError && fault.code === 'too-many') return 'many'
    throw fault
  }
  const of = { database: services.database, cookie, file: photograph.id, network: services.network }
  try {
    const arrived = await writePieces(of, 'arrived', 0, stream)
    if (arrived > 0 && stream.truncated !== true) return { ...photograph, arrived }
    await removePhotograph(services, cookie, photograph.id)
    return arrived === 0 ? 'empty' : 'large'
  } catch (fault) {
    await removePhotograph(services, cookie, photograph.id).catch(() => undefined)
    throw fault
  }
}

/**
 * Says what is wrong with the form itself, for which no single file is to blame.
 * @param thrown - anything
 * @returns null when it is no fault of the form
 */
export function faultOfForm(thrown: unknown): FileFault | null {
  const error = asSeamarkError(thrown)
  if (error.status === 413) return { fault: 'many', file: 0 }
  return error.kind === 'unavailable' ? { fault: 'failed', file: 0 } : null
}

export type Show = (
  request: FastifyRequest,
  reply: FastifyReply,
  faults: FileFault[],
) => Promise<FastifyReply>
