/** A report answers a requirement, says an agency that owns the report; and it may take that back. */
import { invalid, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId, readReference } from '../../platform/identifiers.ts'
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import type { RequirementState } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { AnswerId, LineId } from './ids.ts'
import { OPEN_STATES } from './requirement.ts'
import { isClosed } from './write-requirement.ts'

type Asked = { id: RecordId; agency_id: number; state: RequirementState }

/**
 * Says that a report of this person's agency answers a requirement that they read. Who asked learns that an answer is
 * there; what it says they read when it is released to them. Saying it twice changes nothing.
 * @param id - of the requirement
 * @param report - of a filed report of the own agency, in full sight
 * @param line - which line of the plan it answers; undefined: the one that this agency is asked, where it is one; null: none
 * @returns the line that it answers, or null
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`; invalid with `report` or `line`
 */
export async function answerRequirement(
  scope: MemberScope,
  id: RecordId,
  report: RecordId,
  line?: LineId | null,
): Promise<LineId | null> {
  mustBeOneWho(scope, 'filesIntelligence')
  const asked = await scope.tx.maybe<Asked>(
    `select q.id, q.agency_id, q.state from requirements.requirement q join access.record r on r.id = q.id
     where q.id = $1 and r.status = 'disseminated'`,
    [id],
  )
  if (!asked) throw notFound()
  const before = await scope.tx.maybe<{ line_id: LineId | null }>(
    'select line_id from requirements.answer where requirement_id = $1 and report_id = $2',
    [id, report],
  )
  if (before) return before.line_id
  if (!OPEN_STATES.includes(asked.state)) throw isClosed()
  const answered = await lineToAnswer(scope, id, line)
  const { may } = await scope.tx.one<{ may: boolean }>('select requirements.may_answer($1, $2, $3) as may', [
    id,
    report,
    answered,
  ])
  if (!may) throw invalid({ report: 'Enter the reference of a filed report of your own agency' })
  await scope.tx.run(
    `insert into requirements.answer (id, requirement_id, report_id, line_id, agency_id, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (requirement_id, report_id) do nothing`,
    [newId<AnswerId>(), id, report, answered, scope.actor.agencyId, scope.actor.personId, scope.now],
  )
  const others = [asked.agency_id].filter((one) => one !== scope.actor.agencyId)
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'requirement', id },
    recipients: others,
    detail: { answered: true },
  })
  scope.wake([scope.actor.agencyId, ...others])
  return answered
}

/** @throws invalid with `line` where this agency has no such line that waits */
async function lineToAnswer(
  scope: MemberScope,
  requirement: RecordId,
  wanted: LineId | null | undefined,
): Promise<LineId | null> {
  if (wanted === null) return null
  const open = await openLines(scope, requirement)
  if (wanted === undefined) return open.length === 1 ? (open[0]?.id ?? null) : null
  const found = open.find(({ id }) => id === wanted)
  if (!found) throw invalid({ line: 'Choose a line that still waits for your agency' })
  return found.id
}

export type OpenLine = { id: LineId; number: number; source: string; basis: string }

/**
 * Lists the lines of a requirement that wait for this agency.
 * @param requirement - of the requirement
 * @returns by their number
 */
export const openLines = (scope: MemberScope, requirement: RecordId): Promise<OpenLine[]> =>
  scope.tx.many<OpenLine>(
    `select id, number, source, basis from requirements.line
     where requirement_id = $1 and agency_id = $2 and state in ('proposed', 'accepted') order by number`,
    [requirement, scope.actor.agencyId],
  )

/**
 * Finds an own filed report by its reference, or by that of the agency's own system.
 * @param reference - as it was typed
 * @returns its id
 * @throws invalid with `report` for what is absent and what is hidden alike
 */
export async function ownReport(scope: MemberScope, reference: string): Promise<RecordId> {
  const rows = await scope.tx.many<{ id: RecordId }>(
    `select id from access.record
     where kind = 'report' and agency_id = $1 and status = 'disseminated' and (reference = $2 or agency_reference = $3)
     limit 2`,
    [scope.actor.agencyId, readReference(reference) ?? reference, reference],
  )
  const [found, other] = rows
  if (!found) throw invalid({ report: 'Your agency has filed no report with this reference that you may read' })
  if (other) throw invalid({ report: 'Two reports have this reference. Enter the reference that begins with SM' })
  return found.id
} // prettier-ignore

/**
 * Takes back that a report answers a requirement, while that is still asked.
 * @param id - of the answer
 * @returns the requirement
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`
 */
export async function takeAnswerBack(scope: MemberScope, id: AnswerId): Promise<RecordId> {
  mustBeOneWho(scope, 'filesIntelligence')
  const answer = await scope.tx.maybe<{ requirement_id: RecordId; owner: number; state: RequirementState }>(
    `select a.requirement_id, q.agency_id as owner, q.state
     from requirements.answer a join requirements.requirement q on q.id = a.requirement_id
     where a.id = $1 and a.agency_id = $2`,
    [id, scope.actor.agencyId],
  )
  if (!answer) throw notFound()
  if (!OPEN_STATES.includes(answer.state)) throw isClosed()
  await scope.tx.run('delete from requirements.answer where id = $1', [id])
  const others = [answer.owner].filter((one) => one !== scope.actor.agencyId)
  scope.record({
    kind: 'alteration',
    subject: { kind: 'requirement', id: answer.requirement_id },
    recipients: others,
    detail: { answered: false },
  })
  scope.wake([scope.actor.agencyId, ...others])
  return answer.requirement_id
}
