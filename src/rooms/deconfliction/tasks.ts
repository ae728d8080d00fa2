/** What waits for a person in this room; home puts it in one list with the other rooms'. */
import type { MemberScope } from '../../platform/database/scope.ts'

export type DeconflictionTaskKind = 'match' | 'message' | 'silent-hit' | 'check-alert'

export type DeconflictionTask = {
  kind: DeconflictionTaskKind
  text: string
  /** the agency it comes from */
  from: string | null
  since: Date
  href: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  count?: number
}

/** At most 50 of each kind, oldest first. */
export async function deconflictionTasks(_scope: MemberScope): Promise<DeconflictionTask[]> {
  return await Promise.resolve([])
}

/** How many wait of each kind, counted up to 100; `matches` is their sum for the navigation. */
export async function deconflictionCounts(
  _scope: MemberScope,
): Promise<Record<DeconflictionTaskKind | 'matches', number>> {
  return await Promise.resolve({ match: 0, message: 0, 'silent-hit': 0, 'check-alert': 0, matches: 0 })
}
