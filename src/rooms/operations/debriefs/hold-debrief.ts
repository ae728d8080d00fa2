/** Begins a debrief, and closes it: then its lessons are read where lessons are. */
import { conflict, forbidden, invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { AgencyId } from '../../../wire/ids.ts'
import { findPlace } from '../actions/read-actions.ts'
import { wakeOperation } from '../actions/wake.ts'
import type { OperationId } from '../ids.ts'
import type { NewDebrief } from './debrief.ts'
import type { DebriefId, LessonId } from './ids.ts'
import { findDebrief } from './read-debrief.ts'

/** What somebody is told who reads the operation and does not lead its debriefs. */
export const notLeading = () =>
  forbidden('wrong-post', 'The lead or a deputy of the operation does this. Ask one of them.')

/** What somebody is told whose words name one of their own people. */
export const NAMES =
  'This names somebody of your agency who is in the operation. Write their post, like “the loggist of the day”'

/** What somebody is told who enters something after the end. */
export const isClosed = () =>
  conflict(
    'debrief-closed',
    'This debrief is closed, and stays as it was. Ask the lead to begin another one.',
  )

/**
 * Begins a debrief.
 * @param operation - of which the viewer is the lead or a deputy
 * @param wanted - the kind, and of which action day
 * @param id - under which it is kept
 * @returns its id
 * @throws not-found; forbidden `wrong-post`; invalid with `kind` or `action_day`
 */
export async function beginDebrief(
  scope: MemberScope,
  operation: OperationId,
  { kind, action_day: day }: NewDebrief,
  id: DebriefId = newId<DebriefId>(),
): Promise<DebriefId> {
  await findPlace(scope, operation)
  const { done } = await scope.tx.one<{ done: 'done' | 'taken' | 'too-early' | 'no-such-day' | null }>(
    'select operations.begin_debrief($1, $2, $3, $4) as done',
    [id, operation, kind, day ?? null],
  )
  switch (done) {
    case null:
      throw notLeading()
    case 'no-such-day':
      throw invalid({ action_day: 'Choose an action day of this operation' })
    case 'taken':
      throw invalid({ kind: 'There is a hot debrief of this already. Open it, or begin a structured one' })
    case 'too-early':
      throw invalid({
        kind:
          day === undefined
            ? 'The operation is not closed yet. Choose an action day, or a structured debrief'
            : 'This day has not run yet. Say that it runs first, or choose a structured debrief',
      })
    case 'done':
  }
  scope.record({ kind: 'alteration', subject: { kind: 'debrief', id }, detail: { begun: kind } })
  await wakeOperation(scope, operation)
  return id
}

/**
 * Closes a debrief. Its lessons are handed over to the agencies whose posts own them.
 * @param id - of an open debrief of which the viewer is the lead or a deputy
 * @param words - what the agencies agreed, checked by parseClosing
 * @throws not-found; forbidden `wrong-post`; conflict `debrief-closed`; invalid with `words`
 */
export async function closeDebrief(scope: MemberScope, id: DebriefId, words: string): Promise<void> {
  const debrief = await findDebrief(scope, id)
  if (!debrief.leads) throw notLeading()
  const { done } = await scope.tx.one<{ done: 'done' | 'closed' | 'names' | null }>(
    'select operations.close_debrief($1, $2) as done',
    [id, words],
  )
  if (done === null) throw notLeading()
  if (done === 'closed') throw isClosed()
  if (done === 'names') throw invalid({ words: NAMES })
  const lessons = await scope.tx.many<{ id: LessonId; agencyId: AgencyId }>(
    'select id, agency_id as "agencyId" from operations.lessons_of_debrief($1)',
    [id],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'debrief', id },
    detail: { state: 'closed', lessons: lessons.length },
  })
  for (const lesson of lessons)
    scope.record({
      kind: 'disclosure',
      subject: { kind: 'lesson', id: lesson.id },
      recipients: [lesson.agencyId],
      detail: { handed_over: true },
    })
  await wakeOperation(scope, debrief.operationId)
  scope.wake(lessons.map(({ agencyId }) => agencyId))
}
