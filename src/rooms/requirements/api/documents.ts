/** What the API says of requirements, lines and answers. */
import { z } from 'zod'
import * as codes from '../../../wire/codes.ts'
import type { Answer } from '../answers-of.ts'
import type { Line } from '../line-store.ts'
import type { OwnRow } from '../list-requirements.ts'
import type { RequirementView } from '../read-requirement.ts'

const instant = z.iso.datetime().describe('UTC')
const agency = z.object({ slug: z.string(), name: z.string() })
const named = ({ slug, name }: { slug: string; name: string }) => ({ slug, name })
const state = z.enum(codes.codesOf(codes.requirementState))
const classification = z.enum(codes.codesOf(codes.classification))

const line = z.object({
  id: z.uuid(),
  number: z.int(),
  agency: agency.describe('whose line it is'),
  source: z.enum(codes.codesOf(codes.collectionSource)),
  basis: z.string(),
  by_when: z.iso.date(),
  state: z.enum(codes.codesOf(codes.lineState)),
  person: z.string().nullable(),
  decline_reason: z.enum(codes.codesOf(codes.declineReason)).nullable(),
  words: z.string().nullable(),
  revision: z.int().describe('send it as If-Match'),
})

/** A line as whoever sees it reads it. */
export const lineDocument = {
  schema: line,
  of: (one: Line): z.input<typeof line> => ({
    id: one.id,
    number: one.number,
    agency: named(one.agency),
    source: one.source,
    basis: one.basis,
    by_when: one.byWhen,
    state: one.state,
    person: one.person,
    decline_reason: one.declineReason,
    words: one.words,
    revision: one.revision,
  }),
}

const requirement = z.object({
  sight: z.enum(['full', 'conditions']),
  id: z.uuid(),
  reference: z.string().nullable(),
  version: z.int(),
  owner: agency,
  question: z.string(),
  classification,
  handling: z.enum(codes.codesOf(codes.handling)),
  conditions: z.string().nullable(),
  action_code: z.enum(codes.codesOf(codes.actionCode)).nullable(),
  sanitisation_code: z.enum(codes.codesOf(codes.sanitisationCode)).nullable(),
  status: z.enum(['draft', 'submitted', 'disseminated', 'withdrawn']).nullable(),
  state: state.nullable(),
  why: z.string().nullable(),
  decision: z.string().nullable(),
  priority: z.string().nullable(),
  about_kind: z.enum(codes.codesOf(codes.requirementAbout)).nullable(),
  about: z.string().nullable(),
  person_category: z.enum(codes.codesOf(codes.requirementPerson)).nullable(),
  person_basis: z.string().nullable(),
  valuable_until: z.iso.date().nullable(),
  answers_for: z.string().nullable().describe('own only'),
  closing_words: z.string().nullable(),
  revision: z.int().nullable().describe('send it as If-Match'),
  lines: z.array(line).describe('of an own requirement all, of a partner’s those that ask your agency'),
  answers: z.array(
    z.object({
      id: z.uuid(),
      agency,
      line: z.int().nullable(),
      at: instant,
      report: z
        .object({ id: z.uuid(), reference: z.string() })
        .nullable()
        .describe('null: an answer is there, and its report is not released to you'),
    }),
  ),
})

/** A requirement as far as its reader sees it. */
export const requirementDocument = {
  schema: requirement,
  of: (view: RequirementView, lines: readonly Line[], answers: readonly Answer[]): object => ({
    sight: view.sight,
    id: view.id,
    reference: view.reference,
    version: view.version,
    owner: named(view.owner),
    question: view.title,
    classification: view.classification,
    handling: view.handling,
    conditions: view.conditions,
    action_code: view.actionCode,
    sanitisation_code: view.sanitisationCode,
    status: view.status,
    state: view.body?.state ?? null,
    why: view.body?.why ?? null,
    decision: view.body?.decision ?? null,
    priority: view.body?.priority ?? null,
    about_kind: view.body?.aboutKind ?? null,
    about: view.body?.about ?? null,
    person_category: view.body?.personCategory ?? null,
    person_basis: view.body?.personBasis ?? null,
    valuable_until: view.body?.valuableUntil ?? null,
    answers_for: view.body?.answersFor?.name ?? null,
    closing_words: view.body?.closingWords ?? null,
    revision: view.body?.revision ?? null,
    lines: lines.map(lineDocument.of),
    answers: answers.map(({ id, agency: from, line: number, at, report }) => ({
      ...{ id, agency: named(from), line: number, at },
      report: report && { id: report.id, reference: report.reference },
    })),
  }),
}

const listed = z.object({
  id: z.uuid(),
  reference: z.string(),
  question: z.string(),
  owner: agency.nullable().describe('of what is asked of you'),
  classification,
  state,
  by_when: z.iso.date().describe('of what is asked of you, else the latest time of value'),
  line: line.nullable(),
})
export const listDocument = z.object({
  items: z.array(listed),
  cursor: z.string().nullable().describe('of the next page'),
})

/**
 * Writes a row of what this agency asks.
 * @param row - of the list
 * @returns as the API sends it
 */
export const ownDocument = (row: OwnRow): z.input<typeof listed> => ({
  id: row.id,
  reference: row.reference,
  question: row.question,
  owner: null,
  classification: row.classification,
  state: row.state,
  by_when: row.valuableUntil,
  line: null,
})

/**
 * Writes a row of what this agency is asked.
 * @param row - of the list
 * @returns as the API sends it
 */
export const askedDocument = (row: Line): z.input<typeof listed> => ({
  id: row.requirementId,
  reference: row.reference,
  question: row.question,
  owner: named(row.owner),
  classification: row.classification,
  state: row.requirementState,
  by_when: row.byWhen,
  line: lineDocument.of(row),
})
