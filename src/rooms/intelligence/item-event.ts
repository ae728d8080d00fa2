/**
 * Where and when something happened that an item tells of: the pure rules. Part of the item, as its text is: it is
 * shared, sanitised and taken back with it. It names nobody and nothing, so that nothing can join the places of one.
 */
import { z } from 'zod'
import { findIdentifiers } from '../../library/identifiers/index.ts'
import * as codes from '../../wire/codes.ts'
import { readEventTime } from '../../wire/event-time.ts'
import { parsePosition, turnedRound, type Position } from '../coast/index.ts'

/** Events of one item. An item that tells of more is a list, and no item. */
export const MOST_EVENTS = 20
const LONGEST_PLACE = 200
const LONGEST_WHERE = 1_000
const WIDEST_M = 100_000

const NO_POSITION =
  'This position was not understood. Write it like 50.910, 0.775 or TQ 9512 1598. Put a name or a description under the place in words'
const THREE_WORDS =
  'Three words can be turned into a position by their owner only. Ask for a position, or put them under the place in words'

// Without the figures themselves: a refused row of an import says this to people who may not read the row.
const MAY_BE_TURNED =
  'This is far from Britain: the two figures may be turned round. Write N or S behind the latitude, and E or W behind the longitude'

/**
 * Writes a position so that it can be read in one way only.
 * @param position - WGS 84, degrees
 * @returns like `50.91000 N, 0.77500 E`: to a metre
 */
export function keptPosition({ lat, lon }: Position): string {
  const side = (value: number, positive: string, negative: string) =>
    `${Math.abs(value).toFixed(5)} ${value < 0 && Math.abs(value) >= 0.000005 ? negative : positive}`
  return `${side(lat, 'N', 'S')}, ${side(lon, 'E', 'W')}`
}

/**
 * Reads a position in any notation.
 * @param text - as it was typed
 * @returns the position as it is kept; or what is wrong with it. `turned`: the pair the right way round, where it was
 *   probably written the wrong way. Whoever means it as it stands writes N or S, E or W behind the figures
 */
export function readWhere(text: string): { where: string } | { fault: string; turned?: string } {
  const read = parsePosition(text)
  if (read === null) return { fault: NO_POSITION }
  if (!('position' in read)) return { fault: THREE_WORDS }
  const turned = /[a-z]/i.test(text) ? null : turnedRound(read.position)
  if (turned === null) return { where: keptPosition(read.position) }
  return { fault: MAY_BE_TURNED, turned: keptPosition(turned) }
}

const when = z.string().superRefine((text, context) => {
  const read = readEventTime(text, new Date())
  if ('fault' in read) context.addIssue({ code: 'custom', message: read.fault })
})

const where = z
  .string()
  .max(LONGEST_WHERE, NO_POSITION)
  .superRefine((text, context) => {
    const read = readWhere(text)
    if ('fault' in read) context.addIssue({ code: 'custom', message: read.fault })
  })

// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/

const place = z
  .string({ error: 'Enter the place in words' })
  .trim()
  .min(1, 'Enter the place in words')
  .max(LONGEST_PLACE, `Must be ${String(LONGEST_PLACE)} characters or fewer`)
  .refine(
    (value) => value.isWellFormed() && !CONTROL_CHARACTER.test(value),
    'Contains a character that cannot be stored',
  )
  .refine(
    (value) => findIdentifiers(value).every(({ kind }) => kind === 'coordinates' || kind === 'date'),
    'A place holds no telephone number, plate or account. Put those into the text, and name them as subjects',
  )

/** One event as the API takes it. */
export const itemEvent = z
  .strictObject({
    kind: z.enum(codes.codesOf(codes.whatHappened), { error: 'Choose what happened' }),
    when: when
      .optional()
      .describe(
        'in any notation; kept as a moment in UTC, a day or month in London, or two of them with / between, with ~ behind what is only about so',
      ),
    where: where.optional().describe('a position in any notation; kept in degrees with N or S, E or W'),
    where_sure: z
      .enum(codes.codesOf(codes.positionSureness), { error: 'Say how sure the position is' })
      .optional()
      .describe('where nothing is said: about'),
    within_m: z
      .int('Enter metres as a whole number')
      .min(1, 'Enter metres as a whole number')
      .max(WIDEST_M, 'Enter 100,000 metres or fewer')
      .optional(),
    place: place.optional().describe('the place in words: a beach, a harbour, a stretch of the coast'),
  })
  .superRefine((event, context) => {
    const say = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message })
    }
    if (event.when === undefined && event.where === undefined && event.place === undefined)
      say('when', 'Say when it was, where it was, or both')
    if (event.where === undefined && event.where_sure !== undefined)
      say('where', 'Enter the position, or leave out how sure it is')
    if (event.where_sure === 'within' && event.within_m === undefined)
      say('within_m', 'Enter within how many metres')
    if (event.where_sure !== 'within' && event.within_m !== undefined)
      say('where_sure', 'Choose “within so many metres”, or leave the metres out')
  })
  .meta({ id: 'ReportEvent' })

export type ItemEvent = z.output<typeof itemEvent>

/**
 * Writes an event as it is kept: its time and its position each in the one way that reads back to itself.
 * @param event - checked
 * @returns the same event
 */
export function withEventRead(event: ItemEvent): ItemEvent {
  const time = event.when === undefined ? null : readEventTime(event.when, new Date())
  const position = event.where === undefined ? null : readWhere(event.where)
  return {
    ...event,
    ...(time !== null && 'when' in time ? { when: time.when } : {}),
    ...(position !== null && 'where' in position
      ? { where: position.where, where_sure: event.where_sure ?? 'about' }
      : {}),
  }
}
