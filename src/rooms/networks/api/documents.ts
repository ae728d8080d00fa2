/** What the API says of subjects, their neighbours and the ways between them. */
import { z } from 'zod'
import * as codes from '../../../wire/codes.ts'
import type { Neighbours } from '../paths/neighbours.ts'
import type { readPath } from '../paths/read-way.ts'
import type { SubjectView } from '../subjects/read-subject.ts'

const kind = z.enum(codes.codesOf(codes.subjectKind))
const how = z.enum(['named', 'link', 'same'])
const card = z.object({
  id: z.uuid(),
  kind,
  written: z.array(z.string()).describe('a value, or the names of a person'),
})

const mention = z.object({
  report: z.object({ id: z.uuid(), reference: z.string() }),
  agency: z.string(),
  own: z.boolean(),
  item: z.int(),
  written: z.array(z.string()),
  born: z.string().nullable(),
  category: z.enum(codes.codesOf(codes.personCategory)).nullable(),
  country: z.string().nullable(),
  note: z.string().nullable(),
  source_evaluation: z.string(),
  intelligence_assessment: z.string(),
  basis: z.enum(codes.codesOf(codes.statementBasis)),
  date: z.iso.datetime().describe('the report’s own, UTC'),
})

const link = z.object({
  id: z.uuid(),
  kind: z.enum(codes.codesOf(codes.linkKind)),
  from: z.uuid(),
  to: z.uuid(),
  from_on: z.iso.date().nullable(),
  to_on: z.iso.date().nullable(),
  report: z.object({ id: z.uuid(), reference: z.string() }),
})

const subject = card.extend({
  same: z.array(z.uuid()).describe('it, and what persons decided to be the same'),
  reports: z.array(mention).describe('newest first, fifty at a time'),
  cursor: z.string().nullable(),
  matches: z
    .array(z.object({ id: z.uuid(), agency: z.string(), month: z.string() }))
    .describe('of your own reports'),
  links: z.array(link),
  neighbours: z.array(card.extend({ how: z.array(how) })),
  more_neighbours: z.int().describe('in your sight, besides those'),
})

/** A subject as far as its reader sees it. */
export const subjectDocument = {
  schema: subject,
  of: (view: SubjectView): z.input<typeof subject> => ({
    id: view.subject.id,
    kind: view.subject.kind,
    written: [...new Set(view.statements.filter(({ what }) => what === 'written').map(({ value }) => value))],
    same: view.subject.same,
    reports: view.page.rows.map((one) => ({
      report: { id: one.record, reference: one.reference },
      ...{ agency: one.agency, own: one.own, item: one.item, written: one.written, born: one.born },
      ...{ category: one.category, country: one.country, note: one.note, basis: one.basis },
      source_evaluation: one.sourceEvaluation,
      intelligence_assessment: one.intelligenceAssessment,
      date: one.saidAt.toISOString(),
    })),
    cursor: view.page.cursor,
    matches: view.matches.map(({ id, partner, month }) => ({ id, agency: partner, month })),
    links: view.links.map((one) => ({
      ...{ id: one.id, kind: one.kind, from: one.from, to: one.to, from_on: one.fromOn, to_on: one.toOn },
      report: { id: one.record, reference: one.reference },
    })),
    neighbours: view.neighbours.shown.map((one) => ({
      ...{ id: one.id, kind: one.kind, written: one.written, how: one.how },
    })),
    more_neighbours: view.neighbours.more,
  }),
}

const near = z.object({
  items: z.array(
    card.extend({ how: z.array(how), over: z.uuid().nullable().describe('of two steps: over whom') }),
  ),
  more: z.int().describe('in your sight, besides those'),
  bounded: z.boolean().describe('only the newest reports of some were looked through'),
})

/** What stands near a subject. */
export const neighboursDocument = {
  schema: near,
  of: ({ shown, more, bounded }: Neighbours): z.input<typeof near> => ({
    items: shown.map((one) => ({
      ...{ id: one.id, kind: one.kind, written: one.written, how: one.how, over: one.over },
    })),
    more,
    bounded,
  }),
}

const steps = z.object({
  steps: z
    .array(z.object({ from: z.uuid(), to: z.uuid(), how, report: z.uuid().nullable() }))
    .nullable()
    .describe('null where no way was found'),
  bounded: z.boolean(),
  subjects: z.array(card).describe('those that the way passes'),
})

/** The way between two subjects. */
export const pathDocument = {
  schema: steps,
  of: ({ path, cards }: Awaited<ReturnType<typeof readPath>>): z.input<typeof steps> => ({
    steps:
      path.steps?.map((one) => ({ from: one.from, to: one.to, how: one.how, report: one.record })) ?? null,
    bounded: path.bounded,
    subjects: [...cards.values()].map((one) => ({ id: one.id, kind: one.kind, written: one.written })),
  }),
}
