/** From a file that somebody sent to a picture that may be shown, or the reason why there is none. */
import { unavailable } from '../../../platform/errors.ts'
import type { Found, QuarantineReason, RefusalReason, Task } from './decoder/answer.ts'
import { askDecoder, type Decoded } from './decoder/ask-decoder.ts'
import { MOST_BYTES } from './decoder/limits.ts'

export type Cleaned =
  | { state: 'safe'; jpeg: Buffer; width: number; height: number }
  | { state: 'quarantined'; why: QuarantineReason }
  | { state: 'refused'; why: RefusalReason }

/** A file in memory, or one that is read when its turn has come. */
export type File = Uint8Array | { bytes: number; read: () => AsyncIterable<Uint8Array> }

/** One file is decoded at a time, so memory has a bound; these many may wait. */
const MOST_WAITING = 24

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** @throws unavailable when too many wait already: trying again later works */
async function inTurn(task: Task, file: File): Promise<Decoded> {
  if (waiting >= MOST_WAITING) throw unavailable()
  waiting += 1
  const mine = last.then(() => askDecoder(task, file instanceof Uint8Array ? [file] : file.read()))
  last = mine.catch(() => undefined)
  try {
    return await mine
  } finally {
    waiting -= 1
  }
}

/**
 * Makes a photograph safe to show: decoded and painted anew as JPEG by a process of its own, upright, no
 * metadata, 2,560 pixels on the longer side at most. Reads its own account of place and time on the way.
 * @param file - the whole file as it came, of any kind
 * @returns the photograph or why there is none; and what it said of place and time, to be offered as an
 *   answer and kept nowhere unless the person accepts it
 * @throws unavailable when too many photographs wait to be decoded; what reading the file throws
 */
export async function takePhotograph(file: File): Promise<{ cleaned: Cleaned; found: Found }> {
  const refused = refusedUnread(file)
  if (refused) return { cleaned: refused, found: null }
  const { answer, jpeg } = await inTurn('clean', file)
  const { found, ...said } = answer
  if (said.state !== 'safe') return { cleaned: said, found }
  if (jpeg === null) return { cleaned: { state: 'quarantined', why: 'unknown' }, found: null }
  return { cleaned: { ...said, jpeg }, found }
}

/** `takePhotograph` without place and time. */
export async function cleanPhotograph(file: File): Promise<Cleaned> {
  return (await takePhotograph(file)).cleaned
}

/**
 * Where and when a photograph says it was taken, read by the same kind of process; HEIC files tell it too.
 * @returns `taken` is the camera's clock, `YYYY-MM-DDTHH:MM`, in no known time zone; null: says neither
 * @throws unavailable when too many photographs wait
 */
export async function readPlaceAndTime(file: File): Promise<Found> {
  if (refusedUnread(file)) return null
  return (await inTurn('place', file)).answer.found
}

function refusedUnread(file: File): Cleaned | null {
  const bytes = file instanceof Uint8Array ? file.byteLength : file.bytes
  if (bytes === 0) return { state: 'refused', why: 'empty' }
  if (bytes > MOST_BYTES) return { state: 'refused', why: 'too-big' }
  return null
}
