/** Where a page of a list ended: opaque to whoever carries it, and no secret. */
import { z } from 'zod'
import { invalid } from '../../platform/errors.ts'

const cursor = z.tuple([z.iso.datetime(), z.uuid()])

export function writeCursor(at: Date, id: string): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** @throws invalid with `cursor` when it is not one of ours */
export function readCursor(text: string | undefined): { at: string; id: string } | null {
  if (text === undefined || text === '') return null
  try {
    const [at, id] = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return { at, id }
  } catch {
    throw invalid({ cursor: 'This list cannot be continued here. Start it again.' })
  }
}
