/** From a file that somebody sent to a picture that may be shown, or the reason why there is none. */
import { randomUUID } from 'node:crypto'
import { unavailable } from '../../../platform/errors.ts'
import { fairTurns } from '../../../platform/fair-turns.ts'
import type { Found, QuarantineReason, RefusalReason, Task } from './decoder/answer.ts'
import { askDecoder, type Decoded } from './decoder/ask-decoder.ts'
import { MOST_BYTES } from './decoder/limits.ts'

export type Cleaned =
  | { state: 'safe'; jpeg: Buffer; width: number; height: number }
  | { state: 'quarantined'; why: QuarantineReason }
  | { state: 'refused'; why: RefusalReason }

/** A file in memory, or one that is read when its turn has come. */
export type File = Uint8Array | { bytes: number; read: () => AsyncIterable<Uint8Array> }

/** Who sent it: the network under an hour's key, then the browser. In memory, and only while it waits. */
export type Sender = readonly [network: string, browser: string]

/** One file is decoded at a time, so memory has a bound; these many may wait, and so many of one browser. */
const turns = fairTurns({ places: 1, most: 23, mostEach: 6 })

/** @throws unavailable when too many wait already: trying again later works */
async function inTurn(task: Task, file: File, sender: Sender): Promise<Decoded> {
  const leave = await turns.enter(sender)
  if (leave === null) throw unavailable()
  try {
    return await askDecoder(task, file instanceof Uint8Array ? [file] : file.read())
  } finally {
    leave()
  }
}

/** Of whom nothing is known: a sender of its own. */
const somebody = (): Sender => ['unknown', randomUUID()]

/**
 * Makes a photograph safe to show: decoded and painted anew as JPEG by a process of its own, upright, no
 * metadata, 2,560 pixels on the longer side at most. Reads its own account of place and time on the way.
 * @param file - the whole file as it came, of any kind
 * @param sender - whose turn it takes: nobody waits behind the many files of another
 * @returns the photograph or why there is none; and what it said of place and time, to be offered as an
 *   answer and kept nowhere unless the person accepts it
 * @throws unavailable when too many photographs wait to be decoded; what reading the file throws
 */
export async function takePhotograph(
  file: File,
  sender: Sender = somebody(),
): Promise<{ cleaned: Cleaned; found: Found }> {
  const refused = refusedUnread(file)
  if (refused) return { cleaned: refused, found: null }
  const { answer, jpeg } = await inTurn('clean', file, sender)
  const { found, ...said } = answer
  if (said.state !== 'safe') return { cleaned: said, found }
  if (jpeg === null) return { cleaned: { state: 'quarantined', why: 'unknown' }, found: null }
  return { cleaned: { ...said, jpeg }, found }
}

/**
 * Makes a photograph safe. It is `takePhotograph` without place and time.
 * @param file - its bytes, and how many there are
 * @param sender - network and browser, for turns; somebody of their own when left out
 * @returns a picture, or the reason why there is none
 */
export async function cleanPhotograph(file: File, sender?: Sender): Promise<Cleaned> {
  return (await takePhotograph(file, sender)).cleaned
}

/**
 * Where and when a photograph says it was taken, read by the same kind of process; HEIC files tell it too.
 * @param file - its bytes, and how many there are
 * @param sender - network and browser, for turns; somebody of their own when left out
 * @returns `taken` is the camera's clock, `YYYY-MM-DDTHH:MM`, in no known time zone; null: says neither
 * @throws unavailable when too many photographs wait
 */
export async function readPlaceAndTime(file: File, sender: Sender = somebody()): Promise<Found> {
  if (refusedUnread(file)) return null
  return (await inTurn('place', file, sender)).answer.found
}

function refusedUnread(file: File): Cleaned | null {
  const bytes = file instanceof Uint8Array ? file.byteLength : file.bytes
  if (bytes === 0) return { state: 'refused', why: 'empty' }
  if (bytes > MOST_BYTES) return { state: 'refused', why: 'too-big' }
  return null
}
