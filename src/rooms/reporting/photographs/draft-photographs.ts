/** The photographs of one browser: on their way, made safe, or kept away from everybody's eyes. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { notFound, SeamarkError } from '../../../platform/errors.ts'
import { draftFiles, dropDraftFile, keepDraftFile } from '../arrival/draft-files.ts'
import type { PublicServices } from '../arrival/services.ts'
import { roomForFiles } from '../flood/admit.ts'
import { takePhotograph } from './clean-photograph.ts'
import { foundSchema, quarantineReason, type RefusalReason } from './decoder/answer.ts'
import { dropPieces, eachPiece, senderOf, sizesOfFiles, writePieces } from './pieces.ts'

/** How many photographs somebody may add at once. */
export const MOST_PHOTOGRAPHS = 6

// What is kept of each, locked like the draft. The name it had on the telephone is not among it.
const noteSchema = z.object({
  /** bytes that are to arrive; null: as many as come */
  size: z.number().int().nullable(),
  why: quarantineReason.nullable(),
  keepsOriginal: z.boolean(),
  found: foundSchema,
})
type Note = z.output<typeof noteSchema>

export type Photograph = Note & {
  id: string
  /** as the person counts them, from 1 */
  number: number
  /**
   * arriving: not all of it is there; waiting: to be made safe; ready: safe; quarantined: may be a picture
   * but cannot be made safe, and goes nowhere unless the person asks to keep its original
   */
  state: 'arriving' | 'waiting' | 'ready' | 'quarantined'
  /** bytes that have arrived */
  arrived: number
}

/** Why a photograph was not taken; the words are in wording/. */
export type Fault = 'none' | 'type' | 'empty' | 'large' | 'many' | 'failed' | 'pixels'

const faultOf: Record<RefusalReason, Fault> = {
  'too-big': 'large',
  'too-many-pixels': 'pixels',
  'not-a-picture': 'type',
  damaged: 'failed',
  empty: 'empty',
}

/**
 * Lists the photographs of one browser.
 * @param cookie - the public cookie's value: of a draft, or of a receipt that was given
 * @returns in the order in which they were added, numbered from 1
 */
export async function listPhotographs(services: PublicServices, cookie: string): Promise<Photograph[]> {
  const files = await draftFiles(services, cookie)
  if (files.length === 0) return []
  const sizes = await sizesOfFiles(services.database, cookie)
  return files.map(({ id, state, note }, index) => ({
    ...noteSchema.parse(note),
    id,
    number: index + 1,
    state: state === 'refused' ? 'quarantined' : state,
    arrived: sizes.get(id)?.arrived ?? 0,
  }))
}

/**
 * Makes room for a photograph that is about to arrive.
 * @param cookie - of the draft
 * @param photograph - `id`: a new one when left out; `size`: bytes, where the browser has said so;
 *   `keepsOriginal`: the person wants the untouched copy kept
 * @returns the photograph, of which nothing has arrived
 * @throws not-found when there is no such draft (any more); invalid `too-many`; `no-room` (503) when the node
 * has taken as many photographs this hour as it can, or as this network or browser may send
 */
export async function expectPhotograph(
  services: PublicServices,
  cookie: string,
  { id = randomUUID(), size, keepsOriginal }: { id?: string; size: number | null; keepsOriginal: boolean },
): Promise<Photograph> {
  if ((await draftFiles(services, cookie)).length >= MOST_PHOTOGRAPHS)
    throw new SeamarkError('invalid', 'too-many', 'This is one photograph too many.', { status: 413 })
  const sender = senderOf({ cookie, network: services.network })
  if (!(await roomForFiles(sender, services.diskFolder ?? null)))
    throw new SeamarkError(
      'unavailable',
      'no-room',
      'Very many photographs are arriving. Send your words now; photographs can be added in an hour.',
    )
  const note: Note = { size, why: null, keepsOriginal, found: null }
  const kept = await write(services, cookie, { ...note, id, state: 'arriving' })
  return { ...note, ...kept, state: 'arriving', arrived: 0 }
}

async function write(
  services: PublicServices,
  cookie: string,
  { id, state, size, why, keepsOriginal, found }: Note & Pick<Photograph, 'id' | 'state'>,
): Promise<{ id: string; number: number }> {
  const kept = await keepDraftFile(services, cookie, {
    id,
    bytes: Buffer.alloc(0), // its bytes are in pieces
    media: '',
    state: state === 'quarantined' ? 'refused' : state,
    note: { size, why, keepsOriginal, found } satisfies Note,
  })
  if (!kept) throw notFound()
  return kept
}

/**
 * Notes that all of a photograph is there: it waits to be made safe.
 * @param cookie - of the draft
 * @param photograph - as it was listed
 */
export async function hasArrived(
  services: PublicServices,
  cookie: string,
  photograph: Photograph,
): Promise<void> {
  await write(services, cookie, { ...photograph, state: 'waiting' })
}

/**
 * Makes a photograph safe that has arrived. Of a safe one the original goes, unless it is to be kept; one
 * that is refused goes whole.
 * @param cookie - of the draft
 * @param photograph - one that has arrived
 * @returns why it was refused, or null
 * @throws unavailable when too many wait: it stays `waiting`, and the next look at the list tries again
 */
export async function settlePhotograph(
  services: PublicServices,
  cookie: string,
  photograph: Photograph,
): Promise<Fault | null> {
  const { id, keepsOriginal } = photograph
  const of = { database: services.database, cookie, file: id, network: services.network }
  const bytes = (await sizesOfFiles(services.database, cookie)).get(id)?.arrived ?? 0
  const { cleaned, found } = await takePhotograph({ bytes, read: () => eachPiece(of, 'arrived') }, [
    services.network ?? 'unknown',
    cookie,
  ])
  if (cleaned.state === 'refused') {
    await dropDraftFile(services, cookie, id)
    return faultOf[cleaned.why]
  }
  if (cleaned.state === 'quarantined') {
    await write(services, cookie, { ...photograph, state: 'quarantined', why: cleaned.why, found })
    return null
  }
  await dropPieces(of, 'picture') // of a try that was cut off
  await writePieces(of, 'picture', 0, Readable.from([cleaned.jpeg]))
  await write(services, cookie, { ...photograph, state: 'ready', found })
  if (!keepsOriginal) await dropPieces(of, 'arrived')
  return null
}

/**
 * Tries again with those that arrived while too many waited.
 * @param cookie - of the draft
 */
export async function settleWaiting(services: PublicServices, cookie: string): Promise<void> {
  for (const photograph of await listPhotographs(services, cookie))
    if (photograph.state === 'waiting') await settlePhotograph(services, cookie, photograph)
}

/**
 * Removes a photograph with all its pieces.
 * @param cookie - of the draft
 * @param id - of the photograph
 */
export async function removePhotograph(services: PublicServices, cookie: string, id: string): Promise<void> {
  await dropDraftFile(services, cookie, id)
}

/**
 * The person says whether the original may be kept, as evidence, as it came. It can be said of what is
 * quarantined; of a safe picture whose original is gone already it changes nothing.
 * @param cookie - of the draft
 * @param id - of the photograph
 * @param keep - false: it need not be kept
 */
export async function keepOriginal(
  services: PublicServices,
  cookie: string,
  id: string,
  keep: boolean,
): Promise<void> {
  const photograph = (await listPhotographs(services, cookie)).find((one) => one.id === id)
  if (!photograph || (keep && photograph.arrived === 0)) return
  await write(services, cookie, { ...photograph, keepsOriginal: keep })
  if (!keep && photograph.state === 'ready')
    await dropPieces({ database: services.database, cookie, file: id }, 'arrived')
}

/**
 * Forgets place and time of a photograph: the offer of them was accepted, or declined.
 * @param cookie - of the draft
 * @param id - of the photograph
 */
export async function forgetFound(services: PublicServices, cookie: string, id: string): Promise<void> {
  const photograph = (await listPhotographs(services, cookie)).find((one) => one.id === id)
  if (photograph?.found) await write(services, cookie, { ...photograph, found: null })
}
