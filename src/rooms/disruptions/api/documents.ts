/** What the API says of disruptions. */
import { z } from 'zod'
import * as codes from '../../../wire/codes.ts'
import type { Candidate } from '../candidates.ts'
import type { DisruptionRow } from '../list-disruptions.ts'
import type { PartsOfDisruption } from '../parts-of.ts'
import type { DisruptionView } from '../read-disruption.ts'

const instant = z.iso.datetime().describe('UTC')
const agency = z.object({ slug: z.string(), name: z.string() })
const named = ({ slug, name }: { slug: string; name: string }) => ({ slug, name })
const level = z.enum(codes.disruptionLevel)
const state = z.enum(codes.codesOf(codes.disruptionState))
const classification = z.enum(codes.codesOf(codes.classification))

const disruption = z.object({
  sight: z.enum(['full', 'conditions']),
  id: z.uuid(),
  reference: z.string().nullable(),
  version: z.int(),
  owner: agency,
  title: z.string(),
  classification,
  handling: z.enum(codes.codesOf(codes.handling)),
  conditions: z.string().nullable(),
  action_code: z.enum(codes.codesOf(codes.actionCode)).nullable(),
  sanitisation_code: z.enum(codes.codesOf(codes.sanitisationCode)).nullable(),
  status: z.enum(['draft', 'submitted', 'disseminated', 'withdrawn']).nullable(),
  says: z
    .object({
      state,
      happened_on: z.iso.date(),
      about_kind: z.enum(codes.codesOf(codes.disruptionAbout)),
      about: z.string(),
      group: z
        .object({ id: z.uuid(), reference: z.string(), name: z.string() })
        .nullable()
        .describe('null also for a group that you may not read'),
      person_category: z.enum(codes.codesOf(codes.requirementPerson)).nullable(),
      person_basis: z.string().nullable(),
      done: z.enum(codes.codesOf(codes.disruptionDone)),
      what: z.string(),
      strand: z.enum(codes.codesOf(codes.groupStrand)),
      before: z.string(),
      after: z.string(),
      level_proposed: level,
      level_reason: z.string(),
      level: level.nullable().describe('as it was accepted'),
      apmis_reference: z.string().nullable(),
      effect_due_on: z.iso.date().nullable(),
      asked: agency.nullable().describe('who is asked to moderate it, for its owner and for them'),
      revision: z.int().describe('send it as If-Match'),
    })
    .nullable()
    .describe('null until you have accepted the conditions'),
  claims: z.array(z.object({ agency, words: z.string(), at: instant })),
  evidence: z
    .array(
      z.object({
        id: z.uuid(),
        side: z.enum(['before', 'after']),
        kind: z.enum(codes.codesOf(codes.disruptionEvidence)),
        text: z.string(),
        reference: z.string().nullable(),
      }),
    )
    .describe('what you may read yourself'),
  moderations: z.array(
    z.object({
      agency,
      outcome: z.enum(codes.codesOf(codes.moderationOutcome)),
      level: level.nullable(),
      words: z.string(),
      at: instant,
      answer: z.string().nullable(),
    }),
  ),
  effects: z.array(
    z.object({
      agency,
      outcome: z.enum(codes.codesOf(codes.disruptionEffect)),
      displaced_to: z.string().nullable(),
      basis: z.string(),
      at: instant,
    }),
  ),
  candidates: z
    .array(z.object({ id: z.uuid(), title: z.string(), owner: z.string(), why: z.enum(['group', 'action', 'exhibit']) }))
    .describe('that may be the same, and that you may read'),
}) // prettier-ignore

const NOTHING: PartsOfDisruption = { claims: [], moderations: [], effects: [], evidence: [] }

/** A disruption as far as its reader sees it. */
export const disruptionDocument = {
  schema: disruption,
  of: (view: DisruptionView, parts: PartsOfDisruption | null, candidates: readonly Candidate[]): object => {
    const { claims, evidence, moderations, effects } = parts ?? NOTHING
    return {
      ...{ sight: view.sight, id: view.id, reference: view.reference, version: view.version },
      ...{ owner: named(view.owner), title: view.title, classification: view.classification },
      ...{ handling: view.handling, conditions: view.conditions, action_code: view.actionCode },
      ...{ sanitisation_code: view.sanitisationCode, status: view.status },
      says: view.body === null ? null : saysOf(view.body),
      claims: claims.map((one) => ({ agency: named(one.agency), words: one.words, at: one.at })),
      evidence: evidence.map(({ id, side, kind, text, reference }) => ({ id, side, kind, text, reference })),
      moderations: moderations.map((one) => ({
        ...{ agency: named(one.agency), outcome: one.outcome, level: one.level, words: one.words },
        ...{ at: one.at, answer: one.answeredWords },
      })),
      effects: effects.map((one) => ({
        ...{ agency: named(one.agency), outcome: one.outcome, displaced_to: one.displacedTo },
        ...{ basis: one.basis, at: one.at },
      })),
      candidates: candidates.map(({ id, title, owner, why }) => ({ id, title, owner, why })),
    }
  },
}

const saysOf = (body: NonNullable<DisruptionView['body']>) => ({
  ...{ state: body.state, happened_on: body.happenedOn, about_kind: body.aboutKind, about: body.about },
  group: body.group,
  ...{ person_category: body.personCategory, person_basis: body.personBasis },
  ...{ done: body.done, what: body.what, strand: body.strand, before: body.before, after: body.after },
  ...{ level_proposed: body.levelProposed, level_reason: body.levelReason, level: body.level },
  ...{ apmis_reference: body.apmisReference, effect_due_on: body.effectDueOn },
  asked: body.asked === null ? null : named(body.asked),
  revision: body.revision,
})

const listed = z.object({
  id: z.uuid(),
  reference: z.string(),
  title: z.string(),
  owner: agency,
  classification,
  happened_on: z.iso.date(),
  done: z.enum(codes.codesOf(codes.disruptionDone)),
  state,
  level: level.nullable(),
  claimed: z.boolean().describe('your agency claims it'),
  effect_due_on: z.iso.date().nullable(),
})
export const listDocument = z.object({
  items: z.array(listed),
  cursor: z.string().nullable().describe('of the next page'),
})

/**
 * Writes a row of a list.
 * @param row - of the list
 * @returns as the API sends it
 */
export const rowDocument = (row: DisruptionRow): z.input<typeof listed> => ({
  ...{ id: row.id, reference: row.reference, title: row.title, owner: named(row.owner) },
  ...{ classification: row.classification, happened_on: row.happenedOn, done: row.done, state: row.state },
  ...{ level: row.level, claimed: row.claimed, effect_due_on: row.effectDueOn },
})
