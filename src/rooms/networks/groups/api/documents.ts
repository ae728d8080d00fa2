/** What the API says of groups. */
import { z } from 'zod'
import * as codes from '../../../../wire/codes.ts'
import type { Assessment } from '../assess.ts'
import type { LinkedRecord } from '../linked-reports.ts'
import type { GroupRow } from '../list-groups.ts'
import type { Member } from '../members.ts'
import type { PlanLine } from '../plan.ts'
import type { GroupView } from '../read-group.ts'

const agency = z.object({ slug: z.string(), name: z.string() })
const classification = z.enum(codes.codesOf(codes.classification))
const status = z.enum(codes.codesOf(codes.groupStatus))
const instant = z.iso.datetime().describe('UTC')
const grade = z.enum(codes.groupGrade)

const member = z.object({
  id: z.uuid(),
  kind: z.enum(codes.codesOf(codes.groupMemberKind)),
  name: z.string(),
  role: z.string(),
  category: z.enum(codes.codesOf(codes.requirementPerson)).nullable(),
  from_on: z.iso.date().nullable(),
  until_on: z.iso.date().nullable(),
  basis: z.enum(codes.codesOf(codes.statementBasis)),
  source_evaluation: z.enum(codes.codesOf(codes.sourceEvaluation)),
  intelligence_assessment: z.enum(codes.codesOf(codes.intelligenceAssessment)),
  words: z.string().nullable(),
  said_by: z.string().nullable(),
  group: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  report: z
    .object({ id: z.uuid(), reference: z.string(), item: z.int() })
    .nullable()
    .describe('as far as it is released to you'),
})
const line = z.object({
  id: z.uuid(),
  number: z.int(),
  strand: z.enum(codes.codesOf(codes.groupStrand)),
  what: z.string(),
  owner: z.string().nullable(),
  partner: z.string().nullable().describe('the agency that is asked or owns it, where that concerns you'),
  due_on: z.iso.date(),
  state: z.enum(codes.codesOf(codes.groupLineState)),
  words: z.string().nullable(),
  revision: z.int(),
})
const assessment = z.object({
  grade,
  words: z.string(),
  basis: z.string(),
  made_on: z.iso.date(),
  made_by: z.string().nullable(),
  morile_result: z.string().nullable().describe('made elsewhere, as it was read there'),
  morile_by: z.string().nullable(),
  morile_on: z.iso.date().nullable(),
})
const linked = z.object({
  id: z.uuid(),
  reference: z.string(),
  title: z.string(),
  owner: z.string(),
  at: instant,
})

const group = z.object({
  sight: z.enum(['full', 'conditions']),
  id: z.uuid(),
  reference: z.string().nullable(),
  version: z.int(),
  owner: agency,
  name: z.string(),
  classification,
  handling: z.enum(codes.codesOf(codes.handling)),
  conditions: z.string().nullable(),
  action_code: z.enum(codes.codesOf(codes.actionCode)).nullable(),
  sanitisation_code: z.enum(codes.codesOf(codes.sanitisationCode)).nullable(),
  stage: z.enum(['draft', 'submitted', 'disseminated', 'withdrawn']).nullable(),
  revision: z.int().nullable().describe('send it as If-Match'),
  says: z
    .object({
      aliases: z.array(z.string()),
      why_a_group: z.string(),
      routes: z.array(z.string()),
      methods: z.array(z.string()),
      commodities: z.array(z.string()),
      areas: z.array(z.string()),
      status,
      apmis_reference: z.string().nullable(),
      place: z.string().nullable(),
      phase: z.enum(codes.codesOf(codes.groupPhase)).nullable(),
      clear_on: z.iso.date().nullable(),
      hold_on: z.iso.date().nullable(),
      build_on: z.iso.date().nullable(),
      lead: z.string().nullable(),
      next_review_on: z.iso.date().nullable().describe('own only'),
      stretches: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('own only'),
    })
    .nullable(),
  members: z.array(member),
  plan: z.array(line),
  assessments: z.array(assessment).describe('the newest first'),
  reports: z.array(linked).describe('as far as they are released to you'),
  requirements: z.array(linked).describe('as far as they are released to you'),
})

type Around = {
  members: readonly Member[]
  plan: readonly PlanLine[]
  assessments: readonly Assessment[]
  reports: readonly LinkedRecord[]
  requirements: readonly LinkedRecord[]
}

/** A group as far as its reader sees it. */
export const groupDocument = {
  schema: group,
  of: (view: GroupView, around: Around | null): object => ({
    sight: view.sight,
    id: view.id,
    reference: view.reference,
    version: view.version,
    owner: { slug: view.owner.slug, name: view.owner.name },
    name: view.title,
    classification: view.classification,
    handling: view.handling,
    conditions: view.conditions,
    action_code: view.actionCode,
    sanitisation_code: view.sanitisationCode,
    stage: view.status,
    revision: view.body?.revision ?? null,
    says: view.body && {
      ...{ aliases: view.body.aliases, why_a_group: view.body.basis, routes: view.body.routes },
      ...{ methods: view.body.methods, commodities: view.body.commodities, areas: view.body.areas },
      status: view.body.status,
      apmis_reference: view.body.apmisReference,
      ...{ place: view.body.place, phase: view.body.phase },
      ...{ clear_on: view.body.clearOn, hold_on: view.body.holdOn, build_on: view.body.buildOn },
      lead: view.body.lead,
      next_review_on: view.body.nextReviewOn,
      stretches: view.body.stretches,
    },
    members: (around?.members ?? []).map(memberDocument),
    plan: (around?.plan ?? []).map(lineDocument),
    assessments: (around?.assessments ?? []).map(assessmentDocument),
    reports: (around?.reports ?? []).map(linkedDocument),
    requirements: (around?.requirements ?? []).map(linkedDocument),
  }),
}

const memberDocument = (one: Member) => ({
  ...{ id: one.id, kind: one.kind, name: one.name, role: one.role, category: one.category },
  ...{
    from_on: one.fromOn,
    until_on: one.untilOn,
    basis: one.basis,
    source_evaluation: one.source_evaluation,
  },
  ...{ intelligence_assessment: one.intelligence_assessment, words: one.words, said_by: one.by },
  ...{ group: one.group, report: one.report },
})

const lineDocument = (one: PlanLine) => ({
  ...{ id: one.id, number: one.number, strand: one.strand, what: one.what, owner: one.owner },
  partner: one.partner?.agency ?? null,
  ...{ due_on: one.dueOn, state: one.state, words: one.words, revision: one.revision },
})

const assessmentDocument = (one: Assessment) => ({
  ...{ grade: one.grade, words: one.words, basis: one.basis, made_on: one.madeOn, made_by: one.by },
  ...{ morile_result: one.morileResult, morile_by: one.morileBy, morile_on: one.morileOn },
})

const linkedDocument = ({ id, reference, title, owner, at }: LinkedRecord) => ({
  id,
  reference,
  title,
  owner,
  at,
})

const listed = z.object({
  id: z.uuid(),
  reference: z.string(),
  name: z.string(),
  owner: z.string(),
  classification,
  status,
  lead: z.string().nullable(),
  grade: grade.nullable().describe('of the newest assessment, which a person typed'),
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
export const rowDocument = (row: GroupRow): z.input<typeof listed> => ({
  ...{ id: row.id, reference: row.reference, name: row.name, owner: row.owner },
  ...{ classification: row.classification, status: row.status, lead: row.lead, grade: row.grade },
})
