/**
 * Numbers of the backlog, which are the same for all who see the same. When a thousand pages of an agency are told of one
 * thing they all show the numbers anew, and to count a backlog of thousands of matches takes longer than all the rest of
 * the page: so they are counted once. Whatever wakes the agency's pages makes them be counted anew.
 */
import type { MemberScope } from '../../platform/database/scope.ts'

export type Tallies = {
  /** @returns asks, or gives what somebody who sees as this person does was answered a moment ago */
  of: (scope: MemberScope) => Promise<<T>(name: string, ask: () => Promise<T>) => Promise<T>>
  /** Something has changed for these agencies. */
  forget: (agencies: Iterable<number> | 'all') => void
}

/** What nobody was woken for (an edit of the operator's, the passing of a day) is seen after so many milliseconds. */
const KEPT_MS = 2_000
/** Those who see the same are few groups an agency; more than this is not kept. */
const MOST_KEPT = 500

/**
 * Begins to keep numbers, in the memory of this process.
 * @param now - milliseconds that only grow
 * @returns the kept numbers; none yet
 */
export function keepTallies(now: () => number = () => performance.now()): Tallies {
  let kept = new Map<string, { agency: number; until: number; value: unknown }>()
  /** How often an agency's numbers were forgotten: what was asked before then is not kept after it. */
  const changes = new Map<number, number>()
  let allChanges = 0
  const changeOf = (agency: number) => (changes.get(agency) ?? 0) + allChanges
  return {
    of: async (scope) => {
      const { sees } = await scope.tx.one<{ sees: string }>('select access.viewer_sees_as() as sees')
      const agency = scope.actor.agencyId
      return async <T>(name: string, ask: () => Promise<T>): Promise<T> => {
        const key = `${name} ${sees}`
        const known = kept.get(key)
        if (known && known.until > now()) return known.value as T
        const before = changeOf(agency)
        const value = await ask()
        if (changeOf(agency) === before) {
          if (kept.size >= MOST_KEPT) kept = new Map()
          kept.set(key, { agency, until: now() + KEPT_MS, value })
        }
        return value
      }
    },
    forget: (agencies) => {
      if (agencies === 'all') {
        allChanges++
        kept = new Map()
        return
      }
      for (const agency of agencies) {
        changes.set(agency, (changes.get(agency) ?? 0) + 1)
        for (const [key, one] of kept) if (one.agency === agency) kept.delete(key)
      }
    },
  }
}
