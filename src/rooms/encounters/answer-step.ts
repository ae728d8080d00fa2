/** Answers a step, and adds what belongs to it. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import type { NewAnswer, NewChildren, NewHandover, NewOpportunity } from './encounter.ts'
import type { EncounterId, EntryId, StepNumber } from './ids.ts'
import { doWith } from './refusals.ts'

/**
 * Answers a step, or answers it again.
 * @param step - 1 to 8
 * @param revision - of the answer that was on the page; 0: there was none
 * @param said - checked by parseAnswer
 * @throws not-found; conflict `stale`, `not-open`, `care-comes-first`; invalid by the field
 */
export async function answerStep(
  scope: MemberScope,
  id: EncounterId,
  step: StepNumber,
  revision: number,
  said: NewAnswer,
): Promise<void> {
  const { no_person: none, ...answer } = said
  await doWith(scope, id, 'select encounters.answer_step($1, $2, $3, $4::jsonb) as done', [
    ...[step, revision, JSON.stringify({ ...answer, identified: answer.identified ?? {} })],
  ])
  scope.record({
    kind: 'alteration',
    subject: { kind: 'encounter', id },
    detail: { step, answer: answer.answer, said_none: none },
  })
}

/**
 * Puts possible children on the child path.
 * @param said - checked by parseChildren
 * @throws as answerStep
 */
export const addChildren = (scope: MemberScope, id: EncounterId, said: NewChildren): Promise<EntryId> =>
  add(scope, id, 'select encounters.add_children($1, $2, $3::jsonb) as done', said, {
    how_many: said.how_many,
    said_none: said.no_person,
  })

/**
 * Adds an opportunity of one adult: taken, or considered and not taken.
 * @param said - checked by parseOpportunity
 * @throws as answerStep; invalid with `age`, `adult`, `kind` or `officer`
 */
export const addOpportunity = (scope: MemberScope, id: EncounterId, said: NewOpportunity): Promise<EntryId> =>
  add(scope, id, 'select encounters.add_opportunity($1, $2, $3::jsonb) as done', said, {
    ...{ opportunity: said.kind, taken: said.taken, said_none: said.no_person },
  })

/**
 * Adds to whom some of the people were handed over.
 * @param said - checked by parseHandover
 * @throws as answerStep
 */
export const addHandover = (scope: MemberScope, id: EncounterId, said: NewHandover): Promise<EntryId> =>
  add(scope, id, 'select encounters.add_handover($1, $2, $3::jsonb) as done', said, {
    how_many: said.how_many,
    said_none: said.no_person,
  })

async function add(
  scope: MemberScope,
  id: EncounterId,
  sql: string,
  said: object,
  detail: Record<string, string | number | boolean>,
): Promise<EntryId> {
  const entry = newId<EntryId>()
  await doWith(scope, id, sql, [entry, JSON.stringify(said)])
  scope.record({ kind: 'alteration', subject: { kind: 'encounter', id }, detail })
  return entry
}

/**
 * Takes out an entry that was made by mistake, while the encounter is open.
 * @param entry - possible children, an opportunity or a handover
 * @throws not-found; conflict `not-open`
 */
export async function takeOut(scope: MemberScope, id: EncounterId, entry: EntryId): Promise<void> {
  await doWith(scope, id, 'select encounters.take_out($1, $2) as done', [entry])
  scope.record({ kind: 'erasure', subject: { kind: 'encounter', id }, detail: { entry: 'taken-out' } })
}
