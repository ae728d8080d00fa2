/** What waits for a person in this room: reviews of the stretches that they lead. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { WaitingItem } from '../../platform/rooms/waiting.ts'
import { overdueOf } from './plan/plan-store.ts'
import { todayOf } from '../../platform/london-day.ts'

const MOST_TASKS = 50

/**
 * Lists the reviews that are overdue of stretches that the person leads.
 * @returns the oldest first
 */
export async function coastTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const overdue = await overdueOf(scope, scope.actor.personId, todayOf(scope), MOST_TASKS)
  return overdue.map(({ id, name, reviewOn }) => ({
    kind: 'coast-review',
    text: `The review of ${name} is overdue`,
    from: null,
    ...{ since: new Date(`${reviewOn}T00:00:00Z`), shown: reviewOn },
    href: `/coast/stretches/${id}`,
    classification: 'OFFICIAL',
  }))
}
