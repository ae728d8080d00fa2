/** Reviews as home shows them: one line, whether one waits or a hundred thousand. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import { plural } from '../../../design/words.ts'

export const reviewKind: WaitingKind = {
  kind: 'record-review',
  tag: { text: 'Review', colour: 'orange' },
  whose: 'own',
  newBy: 'item',
}

const COUNTED = 1_000

/**
 * What waits for a person in the queue of reviews.
 * @returns one line, or none
 */
export async function reviewTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'reviewsRecords')) return []
  const { count, since } = await scope.tx.one<{ count: number; since: Date | null }>(
    `select count(*)::integer as count, min(v.due_on)::timestamptz as since
     from (select due_on from records.review
           where reviewer_id = $1 and agency_id = $2 and state <> 'decided' order by due_on, id limit $3) v`,
    [scope.actor.personId, scope.actor.agencyId, COUNTED + 1],
  )
  if (count === 0 || since === null) return []
  const many = count > COUNTED ? `More than ${COUNTED.toLocaleString('en-GB')} records are` : counted(count)
  return [
    {
      kind: reviewKind.kind,
      text: `${many} due for review`,
      from: null,
      since,
      shown: since.toISOString().slice(0, 10),
      href: '/reviews',
      classification: 'OFFICIAL',
      fresh: false,
    },
  ]
}

const counted = (count: number) => `${plural(count, 'record')} ${count === 1 ? 'is' : 'are'}`
