/** Identifies a lesson in a debrief, for a post of an agency that takes part. What it says stands where lessons are. */
import { invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { wakeOperation } from '../actions/wake.ts'
import type { NewLesson } from './debrief.ts'
import { isClosed, NAMES, notLeading } from './hold-debrief.ts'
import type { DebriefId, LessonId } from './ids.ts'
import { findDebrief } from './read-debrief.ts'

/**
 * Identifies a lesson. Until the debrief is closed, those in its operation read it and nobody else.
 * @param debrief - that is open, of which the viewer is the lead or a deputy
 * @param said - checked by parseLesson
 * @param id - under which it is kept
 * @returns its id
 * @throws not-found; forbidden `wrong-post`; conflict `debrief-closed`; invalid with `agency`, `observations` or `happened`
 */
export async function identifyLesson(
  scope: MemberScope,
  debrief: DebriefId,
  { agency, observations, no_person: _, ...said }: NewLesson,
  id: LessonId = newId<LessonId>(),
): Promise<LessonId> {
  const { leads, operationId } = await findDebrief(scope, debrief)
  if (!leads) throw notLeading()
  const { done } = await scope.tx.one<{
    done: 'done' | 'closed' | 'names' | 'no-such-agency' | 'no-such-observation' | null
  }>('select operations.identify_lesson($1, $2, $3, $4::jsonb, $5::uuid[]) as done', [
    ...[id, debrief, agency, JSON.stringify(said), observations],
  ])
  switch (done) {
    case null:
      throw notLeading()
    case 'closed':
      throw isClosed()
    case 'names':
      throw invalid({ happened: NAMES })
    case 'no-such-agency':
      throw invalid({ agency: 'Choose an agency that takes part in the operation' })
    case 'no-such-observation':
      throw invalid({ observations: 'Choose observations of this debrief' })
    case 'done':
  }
  scope.record({ kind: 'collection', subject: { kind: 'lesson', id } })
  scope.record({
    kind: 'alteration',
    subject: { kind: 'debrief', id: debrief },
    detail: { identified: said.verdict, from: observations.length },
  })
  await wakeOperation(scope, operationId)
  return id
}
