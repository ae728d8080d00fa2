/** A commissioner changes until when a chief officer may comment. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { day, stale } from '../inspections/enter-inspection.ts'
import { findInvitation, findResponse } from './response-store.ts'

export const invitationSchema = z.object({
  version: z.coerce.number().int().min(1).max(2_000_000_000),
  until: day('Enter until when the chief officer may comment, like 12 6 2025'),
})

/**
 * Sets another day. Comments that came stay; the force is told.
 * @param responseId - of the commissioner's own draft
 * @param input - the day (YYYY-MM-DD), and the version that the person was looking at
 * @throws not-found; invalid for a day that has passed; conflict `stale`, `signed`
 */
export async function moveInvitation(
  scope: MemberScope,
  responseId: string,
  { until, version }: z.output<typeof invitationSchema>,
): Promise<void> {
  const response = await findResponse(scope, responseId)
  if (response?.bodyId !== scope.actor.agencyId || !(await findInvitation(scope, responseId)))
    throw notFound()
  if (response.signedAt !== null)
    throw conflict('signed', 'This response is signed. What was signed is not changed.')
  if (until < londonDay(scope.now))
    throw invalid({ until: 'This day has passed. Enter today or a later day' })
  const changed = await scope.tx.run(
    'update oversight.invitation set until = $2, version = version + 1 where response_id = $1 and version = $3',
    [responseId, until, version],
  )
  if (changed !== 1) throw stale()
  scope.record({
    kind: 'alteration',
    subject: { kind: 'response', id: responseId },
    recipients: [response.agencyId],
    detail: { part: 'invitation' },
  })
  scope.wake([response.agencyId])
}
