/** What the API says of encounters. */
import { z } from 'zod'
import { codesOf } from '../../../wire/codes.ts'
import type { Encounter, EncounterView } from '../read-encounters.ts'
import {
  ANSWERS,
  GUARDIAN,
  HOW_FOUND,
  IDENTIFIED,
  INNERSTE,
  OFFENCES,
  OPPORTUNITIES,
  POWERS,
  RECIPIENTS,
  ROUTES,
  STATES,
} from '../words.ts'

const row = z.object({
  id: z.uuid(),
  number: z.int().describe('by which the agency’s own people call it'),
  state: z.enum(codesOf(STATES)),
  found_at: z.iso.datetime(),
  place: z.string().nullable().describe('null once its time is over'),
  how_found: z.enum(codesOf(HOW_FOUND)),
  adults: z.int(),
  may_be_children: z.int(),
  age_unknown: z.int(),
  injured: z.int(),
  answered: z.int().describe('steps of eight'),
  revision: z.int().describe('send it as If-Match'),
})

export const listDocument = z.object({
  items: z.array(row).describe('those that were found last first'),
  next: z.string().nullable().describe('send it as cursor'),
  previous: z.string().nullable().describe('send it as cursor, with back=yes'),
})

const text = z.string().nullable()
const at = z.iso.datetime()

export const encounterDocument = row.extend({
  recorded_by: z.string(),
  checked_by: text,
  check_note: text,
  confirmed_at: at.nullable(),
  own_work: z.boolean().describe('you recorded part of it, so a colleague checks it'),
  steps: z.array(
    z.object({
      step: z.int(),
      answer: z.enum(codesOf(ANSWERS)),
      at: at.nullable(),
      by_whom: text,
      reference: text,
      reason: text,
      note: text,
      routes: z.array(z.enum(codesOf(ROUTES))),
      revision: z.int(),
    }),
  ),
  children: z.array(
    z.object({
      id: z.uuid(),
      how_many: z.int(),
      told_at: at,
      services_reference: text,
      place_of_safety: text,
      guardian: z.enum(codesOf(GUARDIAN)),
      innerste: z.enum(codesOf(INNERSTE)),
      reason: text,
    }),
  ),
  opportunities: z.array(
    z.object({
      id: z.uuid(),
      adult: z.int(),
      kind: z.enum(codesOf(OPPORTUNITIES)),
      code: z.enum([...codesOf(OFFENCES), ...codesOf(POWERS)]).nullable(),
      taken: z.boolean(),
      at,
      officer: text,
      grounds: text,
      reason: text,
      s45_considered: z.boolean().nullable(),
      s45_by: text,
    }),
  ),
  identified: z.partialRecord(z.enum(codesOf(IDENTIFIED)), z.int()),
  handovers: z.array(
    z.object({
      id: z.uuid(),
      recipient: z.enum(codesOf(RECIPIENTS)),
      how_many: z.int(),
      at,
      reference: text,
      receipts: text,
      property_return: text,
    }),
  ),
})

const iso = (moment: Date | null) => moment?.toISOString() ?? null

/** Writes a row of the list. */
export const rowDocument = (one: Encounter): z.input<typeof row> => ({
  ...{ id: one.id, number: one.number, state: one.state, found_at: one.foundAt.toISOString() },
  ...{ place: one.place, how_found: one.howFound, adults: one.adults, may_be_children: one.mayBeChildren },
  ...{ age_unknown: one.ageUnknown, injured: one.injured, answered: one.answered, revision: one.revision },
})

/** Writes an encounter with all that belongs to it. */
export const documentOf = (view: EncounterView): z.input<typeof encounterDocument> => ({
  ...rowDocument(view),
  ...{ recorded_by: view.recordedBy, checked_by: view.checkedBy, check_note: view.checkNote },
  ...{ confirmed_at: iso(view.confirmedAt), own_work: view.ownWork },
  steps: view.steps.map(
    ({ number, answer, at: done, byWhom, reference, reason, note, routes, revision }) => ({
      ...{ step: number, answer, at: iso(done), by_whom: byWhom, reference, reason, note, routes, revision },
    }),
  ),
  children: view.children.map((one) => ({
    ...{ id: one.id, how_many: one.howMany, told_at: one.toldAt.toISOString(), reason: one.reason },
    ...{ services_reference: one.servicesReference, place_of_safety: one.placeOfSafety },
    ...{ guardian: one.guardian, innerste: one.innerste },
  })),
  opportunities: view.opportunities.map((one) => ({
    ...{
      id: one.id,
      adult: one.adult,
      kind: one.kind,
      code: one.code,
      taken: one.taken,
      officer: one.officer,
    },
    ...{ at: one.at.toISOString(), grounds: one.grounds, reason: one.reason },
    ...{ s45_considered: one.s45Considered, s45_by: one.s45By },
  })),
  identified: Object.fromEntries(view.identified.map(({ outcome, howMany }) => [outcome, howMany])),
  handovers: view.handovers.map((one) => ({
    ...{ id: one.id, recipient: one.recipient, how_many: one.howMany, at: one.at.toISOString() },
    ...{ reference: one.reference, receipts: one.receipts, property_return: one.propertyReturn },
  })),
})
