/** What answers a requirement, and which requirements a report answers: both ways as far as the viewer sees. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName } from '../../platform/rooms/record-kind.ts'
import type { Classification, RequirementState } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { AnswerId } from './ids.ts'

export type Answer = {
  id: AnswerId
  agency: AgencyName
  /** this person's agency gave it */
  ours: boolean
  /** of the line that it answers */
  line: number | null
  at: Date
  /** null where an answer is there and its report is not released to the viewer */
  report: { id: RecordId; reference: string; title: string; classification: Classification } | null
}

/**
 * Reads the answers of a requirement.
 * @param id - of a requirement that the viewer reads in full
 * @returns the first first
 */
export const answersOf = (scope: MemberScope, id: RecordId): Promise<Answer[]> =>
  scope.tx.many<Answer>(
    `select x.id, jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) as agency, x.agency_id = $2 as ours,
            x.line_number as line, x.at,
            case when p.id is not null then jsonb_build_object(
              'id', p.id, 'reference', p.reference, 'title', p.title, 'classification', p.classification) end as report
     from requirements.answers_of($1) x
     join identity.agency a on a.id = x.agency_id
     left join access.record p on p.id = x.report_id
     order by x.at, x.id`,
    [id, scope.actor.agencyId],
  )

export type AnsweredRequirement = {
  answer: AnswerId
  id: RecordId
  reference: string
  question: string
  classification: Classification
  state: RequirementState
  owner: string
}

/**
 * Reads the requirements that reports answer.
 * @param reports - that the viewer reads; one, or several
 * @returns those that they read in full, fifty at most; one for each answer
 */
export const requirementsOf = (
  scope: MemberScope,
  ...reports: readonly RecordId[]
): Promise<AnsweredRequirement[]> =>
  scope.tx.many<AnsweredRequirement>(
    `select a.id as answer, r.id, r.reference, r.title as question, r.classification, q.state, o.name as owner
     from requirements.answer a
     join requirements.requirement q on q.id = a.requirement_id
     join access.record r on r.id = q.id
     join identity.agency o on o.id = r.agency_id
     where a.report_id = any ($1::uuid[])
     order by a.at, a.id limit 50`,
    [reports],
  )

export type OwnAnswer = {
  requirementId: RecordId
  question: string
  /** of the report */
  reference: string
  classification: Classification
}

/**
 * Reads an answer that this agency gave.
 * @param id - of the answer
 * @returns what it says
 * @throws not-found
 */
export async function findAnswer(scope: MemberScope, id: AnswerId): Promise<OwnAnswer> {
  const answer = await scope.tx.maybe<OwnAnswer>(
    `select a.requirement_id as "requirementId", q.title as question, p.reference, q.classification
     from requirements.answer a
     join access.record q on q.id = a.requirement_id
     join access.record p on p.id = a.report_id
     where a.id = $1 and a.agency_id = $2`,
    [id, scope.actor.agencyId],
  )
  if (!answer) throw notFound()
  return answer
}
