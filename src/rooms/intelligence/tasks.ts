/** What waits for a person in this room; home puts it in one list with the other rooms'. */
import type { MemberScope } from '../../platform/database/scope.ts'

export type TaskKind =
  'unread' | 'conditions' | 'recall' | 'draft' | 'second-check' | 'returned' | 'evaluate' | 'review'

export type Task = {
  kind: TaskKind
  text: string
  /** the agency it comes from */
  from: string | null
  since: Date
  href: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  count?: number
}

/** At most 50 of each kind, oldest first. */
export async function intelligenceTasks(_scope: MemberScope): Promise<Task[]> {
  return await Promise.resolve([])
}
/** How many wait of each kind, counted up to 100. */
export async function intelligenceCounts(_scope: MemberScope): Promise<Record<TaskKind, number>> {
  return await Promise.resolve({
    unread: 0,
    conditions: 0,
    recall: 0,
    draft: 0,
    'second-check': 0,
    returned: 0,
    evaluate: 0,
    review: 0,
  })
}
