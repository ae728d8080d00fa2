/** Enters in a debrief what one's own agency saw. It stays as it was entered. */
import { forbidden, invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { wakeOperation } from '../actions/wake.ts'
import type { NewObservation } from './debrief.ts'
import { isClosed, NAMES } from './hold-debrief.ts'
import type { DebriefId, ObservationId } from './ids.ts'
import { findDebrief } from './read-debrief.ts'

/** What somebody is told who reads and does not act. */
export const notActing = () =>
  forbidden(
    'may-not-act',
    'You read this operation and do not act in it. Tell somebody of your agency who does, or ask the lead for a post.',
  )

/**
 * Enters an observation for the viewer's own agency.
 * @param debrief - that is open, in an operation in which the viewer acts
 * @param said - checked by parseObservation
 * @param id - under which it is kept
 * @returns its id
 * @throws not-found; forbidden `may-not-act`; conflict `debrief-closed`; invalid with `what` where somebody is named
 */
export async function observe(
  scope: MemberScope,
  debrief: DebriefId,
  { theme, went, what, why }: NewObservation,
  id: ObservationId = newId<ObservationId>(),
): Promise<ObservationId> {
  const { acts, operationId } = await findDebrief(scope, debrief)
  if (!acts) throw notActing()
  const { done } = await scope.tx.one<{ done: 'done' | 'closed' | 'names' | null }>(
    'select operations.observe($1, $2, $3::jsonb) as done',
    [id, debrief, JSON.stringify({ theme, went, what, why })],
  )
  if (done === null) throw notActing()
  if (done === 'closed') throw isClosed()
  if (done === 'names') throw invalid({ what: NAMES })
  scope.record({
    kind: 'alteration',
    subject: { kind: 'debrief', id: debrief },
    detail: { observed: theme, went },
  })
  await wakeOperation(scope, operationId)
  return id
}
