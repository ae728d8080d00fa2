/** What waits for a person in this room: reviews of the stretches that they lead. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { overdueOf } from './plan/plan-store.ts'
import { todayOf } from './plan/read-plan.ts'

export type CoastTask = {
  kind: 'coast-review'
  text: string
  from: null
  since: Date
  /** the day, as `2026-11-22` */
  shown: string
  href: string
  classification: 'OFFICIAL'
}

const MOST_TASKS = 50

/** Reviews that are overdue, oldest first. */
export async function coastTasks(scope: MemberScope): Promise<CoastTask[]> {
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
