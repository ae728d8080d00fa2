/** What the API says of requests to systems of record. */
import { z } from 'zod'
import { codesOf } from '../../../wire/codes.ts'
import type { NamedRecord, RequestRow, RequestView, SystemRow } from '../read-requests.ts'
import { CATEGORIES, NOT_ALONE, OUTCOMES, REFUSED_FOR, STATES } from '../words.ts'

const text = z.string().nullable()
const at = z.iso.datetime()

const row = z.object({
  id: z.uuid(),
  number: z.int().describe('by which the agency’s own people call it'),
  state: z.enum(codesOf(STATES)),
  lapsed: z.boolean().describe('authorised, and not made in time: by the clock of the database'),
  system: z.string(),
  category: z.enum(codesOf(CATEGORIES)),
  subject: z.string(),
  outcome: z.enum(codesOf(OUTCOMES)).nullable(),
  notice: text.describe('stands with a possible answer'),
  requester: z.string(),
  valid_until: at.nullable(),
  changed_at: at,
  revision: z.int().describe('send it as If-Match'),
})

export const listDocument = z.object({
  items: z.array(row).describe('those that changed last first'),
  next: z.string().nullable().describe('send it as cursor'),
  previous: z.string().nullable().describe('send it as cursor, with back=yes'),
})

const named = z.array(z.object({ id: z.uuid(), reference: text.describe('null: you do not see it') }))

export const requestDocument = row.extend({
  operation: z.uuid().nullable(),
  matter: text,
  power: z.string(),
  purpose: z.string(),
  asked: z.string(),
  necessity: z.string(),
  proportionality: z.string(),
  less_intrusive: z.string(),
  sensitive: z.boolean(),
  condition: text,
  review_on: z.iso.date(),
  asked_at: at.nullable(),
  authoriser: text,
  decided_at: at.nullable(),
  refused_for: z.enum(codesOf(REFUSED_FOR)).nullable(),
  reason: text,
  made_at: at.nullable(),
  made_by: text,
  desk: text,
  reference: text.describe('theirs'),
  outcome_text: text,
  outcome_at: at.nullable(),
  outcome_by: text,
  safeguarding: z.object({ decision: z.string(), person: z.string(), at }).nullable(),
  corroboration: z.object({ words: z.string(), person: z.string(), at, records: named }).nullable(),
  wrong_records: z.array(
    z.object({
      id: z.uuid(),
      reference: text,
      correction: z
        .enum(['open', 'tell', 'done'])
        .describe('open: no version follows the wrong one; tell: partners that have it are not told yet'),
    }),
  ),
  actions: z.array(z.int()).describe('numbers in the operation'),
  again_of: z.uuid().nullable(),
})

const system = z.object({
  code: z.string(),
  name: z.string(),
  holds: z.string(),
  rank: text.describe('that whoever authorises holds, or one above'),
  sensitive: z.boolean(),
  has_access: z.boolean().describe('your agency has somebody accredited'),
  desk: text,
  telephone: text,
  answer_hours: z.int().nullable().describe('as that desk says'),
  half_within_hours: z.int().nullable().describe('of your agency’s answers in 90 days; null under five'),
})
export const systemsDocument = z.object({ items: z.array(system) })

const iso = (moment: Date | null) => moment?.toISOString() ?? null

/** Writes a row of the list. */
export const rowDocument = (one: RequestRow): z.input<typeof row> => ({
  ...{ id: one.id, number: one.number, state: one.state, lapsed: one.lapsed, system: one.system },
  ...{ category: one.category, subject: one.subject, outcome: one.outcome, requester: one.requester },
  notice: one.outcome === 'possible' ? NOT_ALONE : null,
  ...{ valid_until: iso(one.validUntil), changed_at: one.changedAt.toISOString(), revision: one.revision },
})

const namedDocument = (records: readonly NamedRecord[]) =>
  records.map(({ id, reference }) => ({ id, reference }))

/** Writes a request with all that belongs to it. */
export const documentOf = (one: RequestView): z.input<typeof requestDocument> => ({
  ...rowDocument(one),
  ...{ operation: one.operationId, matter: one.matter, power: one.power, purpose: one.purpose },
  ...{ asked: one.asked, necessity: one.necessity, proportionality: one.proportionality },
  ...{ less_intrusive: one.lessIntrusive, sensitive: one.sensitive, condition: one.condition },
  ...{ review_on: one.reviewOn, asked_at: iso(one.askedAt), authoriser: one.authoriser },
  ...{ decided_at: iso(one.decidedAt), refused_for: one.refusedFor, reason: one.reason },
  ...{ made_at: iso(one.madeAt), made_by: one.madeBy, desk: one.desk, reference: one.reference },
  ...{ outcome_text: one.outcomeText, outcome_at: iso(one.outcomeAt), outcome_by: one.outcomeBy },
  safeguarding:
    one.safeguarding === null ? null : { ...one.safeguarding, at: one.safeguarding.at.toISOString() },
  corroboration:
    one.corroboration === null
      ? null
      : {
          ...{ words: one.corroboration.words, person: one.corroboration.person },
          at: one.corroboration.at.toISOString(),
          records: namedDocument(one.corroboration.records),
        },
  wrong_records: one.wrongRecords.map(({ id, reference, stands }) => ({ id, reference, correction: stands })),
  actions: one.actions.map(({ number }) => number),
  again_of: one.againOf?.id ?? null,
})

/** Writes a system. */
export const systemDocument = (one: SystemRow): z.input<typeof system> => ({
  ...{ code: one.code, name: one.name, holds: one.holds, rank: one.rank, sensitive: one.sensitive },
  ...{ has_access: one.hasAccess, desk: one.desk, telephone: one.telephone },
  ...{ answer_hours: one.answerHours, half_within_hours: one.halfWithin },
})
