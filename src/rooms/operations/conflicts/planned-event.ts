/** The pure rules of a planned event: what its lodging holds, and what is refused. */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import {
  asLooked,
  boxAround,
  faultOfSpan,
  LEAST_BUFFER,
  MOST_BUFFER,
  plannedKind,
  plannedZones,
  readLocalTime,
  readPlace,
  usualBuffer,
  type Box,
  type Ground,
  type Place,
  type PlannedDisclosure,
  type PlannedKind,
  type PlannedZone,
} from '../../../library/planned-events/index.ts'
import { codesOf } from '../../../wire/codes.ts'
import { text } from '../operation.ts'
import { groundWords, kindWords } from './words.ts'

export const LONGEST_OF_EVENT = {
  purpose: 1_000,
  desk: 200,
  telephone: 40,
  note: 2_000,
  reason: 1_000,
} as const

/** A reason that is asked for once a conflict was shown. */
export const reasonOfChange = text(LONGEST_OF_EVENT.reason, 'Say why')

const local = (what: string) =>
  z
    .string({ error: `Enter when it ${what}` })
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, `Write when it ${what} as 2026-11-02T05:10`)

const which = z
  .enum(['first', 'second'])
  .nullish()
  .describe('of an hour that comes twice: its first or second time')

/** What a change says anew. */
export const changeSchema = z.strictObject({
  ground: z.enum(codesOf(groundWords), { error: 'Choose what the place is' }),
  place: z.unknown().describe('a circle, polygon, route, stretch or premises, in WGS 84'),
  buffer_m: z
    .number({ error: 'Enter the buffer in metres' })
    .int('Enter whole metres')
    .min(LEAST_BUFFER, `The buffer is ${String(LEAST_BUFFER)} metres at least`)
    .max(MOST_BUFFER, `The buffer is ${MOST_BUFFER.toLocaleString('en-GB')} metres at most`)
    .nullish()
    .describe('left out: as usual for the ground'),
  starts_at: local('begins').describe('by the clock of the zone'),
  starts_which: which,
  ends_at: local('ends'),
  ends_which: which,
  zone: z.enum(plannedZones, { error: 'Choose whose clock it is' }).default('Europe/London'),
  desk: text(LONGEST_OF_EVENT.desk, 'Enter the desk to ring, and no person'),
  telephone: text(LONGEST_OF_EVENT.telephone, 'Enter the telephone of the desk on that day').regex(
    /^[0-9+() ext.]{3,40}$/,
    'Write the telephone in digits, like 01632 960123',
  ),
  note: text(LONGEST_OF_EVENT.note, 'Enter a note').nullish(),
})

export const lodgeSchema = changeSchema.extend({
  kind: z.enum(codesOf(kindWords), { error: 'Choose what is planned' }),
  purpose: text(LONGEST_OF_EVENT.purpose, 'Enter the policing purpose'),
  disclosure: z.enum(['open', 'broker', 'silent'], {
    error: 'Choose who may learn of it. There is no default',
  }),
  silent_reason: text(LONGEST_OF_EVENT.reason, 'Say why nobody may learn of it').nullish(),
})

/** As the database takes it: moments in UTC, and the box of the index beside it. */
type Where = {
  ground: Ground
  place: Place
  buffer_m: number
  starts_at: string
  ends_at: string
  zone: PlannedZone
}
export type ChangedEvent = Where & { desk: string; telephone: string; note: string | null }
export type NewEvent = ChangedEvent & {
  kind: PlannedKind
  purpose: string
  disclosure: PlannedDisclosure
  silent_reason: string | null
}
type Read<E> = { event: E } | { fields: Record<string, string> }

/**
 * Reckons the box of the index: the place as the finder looks at it, with its buffer, lies in it.
 * @param event - place and buffer
 * @param disclosure - of the event
 * @returns degrees
 */
export function boxToLookIn(
  { place, buffer_m: buffer }: Pick<ChangedEvent, 'place' | 'buffer_m'>,
  disclosure: PlannedDisclosure,
): Box {
  const { place: looked, slack } = asLooked(place, disclosure)
  return boxAround(looked, buffer + slack)
}

/**
 * Reads a lodging that nobody vouched for.
 * @param input - as a form or a program sent it
 * @param now - the moment of asking
 * @returns the event, or what is wrong with which field
 */
export function parseLodging(input: unknown, now: Date): Read<NewEvent> {
  const parsed = lodgeSchema.safeParse(input)
  if (!parsed.success) return { fields: inFields(fieldErrors(parsed.error)) }
  const { kind, purpose, disclosure, silent_reason: reason = null, ...rest } = parsed.data
  const group = plannedKind[kind]
  const fields: Record<string, string> = {}
  if (group === 'enforcement' && disclosure === 'silent')
    fields['disclosure'] = 'Enforcement may not be silent. Choose the duty post or open'
  if (group === 'safety' && disclosure !== 'open')
    fields['disclosure'] = 'A notice of safety is open to all. Choose open'
  if (disclosure === 'silent' && reason === null) fields['silent_reason'] = 'Say why nobody may learn of it'
  const where = placeAndTime(rest, now)
  if ('fields' in where) return { fields: { ...fields, ...where.fields } }
  if (Object.keys(fields).length > 0) return { fields }
  const said = { kind, purpose, disclosure, silent_reason: disclosure === 'silent' ? reason : null }
  return { event: { ...where.event, ...said } }
}

/**
 * Reads a change of a planned event.
 * @param input - as a form or a program sent it
 * @param now - the moment of asking
 * @returns what it says anew, or what is wrong with which field
 */
export function parseChange(input: unknown, now: Date): Read<ChangedEvent> {
  const parsed = changeSchema.safeParse(input)
  return parsed.success ? placeAndTime(parsed.data, now) : { fields: inFields(fieldErrors(parsed.error)) }
}

function placeAndTime(said: z.output<typeof changeSchema>, now: Date): Read<ChangedEvent> {
  const fields: Record<string, string> = {}
  const moment = (at: string, of: 'first' | 'second' | null | undefined, field: string): Date | null => {
    const [day = '', time = ''] = at.split('T')
    const read = readLocalTime(day, time, said.zone, of ?? null)
    if (!('fault' in read)) return read
    fields[field] = read.fault
    return null
  }
  const from = moment(said.starts_at, said.starts_which, 'starts_at')
  const until = moment(said.ends_at, said.ends_which, 'ends_at')
  const fault = from && until && faultOfSpan({ from, until }, now)
  if (fault) fields['ends_at'] = fault.fault
  const place = readPlace(said.place)
  if ('fault' in place) fields['place'] = place.fault
  if (!from || !until || 'fault' in place || Object.keys(fields).length > 0) return { fields }
  const buffer = said.buffer_m ?? usualBuffer[said.ground]
  return {
    event: {
      ...{ ground: said.ground, place, buffer_m: buffer, zone: said.zone },
      ...{ starts_at: from.toISOString(), ends_at: until.toISOString() },
      ...{ desk: said.desk, telephone: said.telephone, note: said.note ?? null },
    },
  }
}

/** A fault of a part is a fault of the whole. */
const inFields = (faults: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field.split(/[.[]/)[0] ?? field, fault]))
