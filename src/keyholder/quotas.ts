/** How many elements a caller may still ask for. Counted from the ledger, so a restart forgets nothing. */
import { HolderFault, type Purpose } from '../library/sealing/index.ts'
import type { Caller } from './folder.ts'
import type { Entry } from './ledger.ts'

export type Quotas = {
  /** Counts an entry of the ledger that stands already. */
  note: (entry: Entry) => void
  /**
   * Takes elements, whole or none.
   * @returns how many of them came from the one-off allowance
   * @throws HolderFault `not-allowed`, `quota-used-up`
   */
  take: (caller: Caller, purpose: Purpose, elements: number, now: Date) => number
  used: (caller: Caller, now: Date) => Record<string, { used: number; per_day: number; allowance: number }>
}

const dayOf = (at: string) => at.slice(0, 10)

/**
 * Makes quotas of which nothing has been used.
 * @returns `note` counts an entry of the ledger; `take` counts a call or throws HolderFault
 */
export function openQuotas(): Quotas {
  let day = ''
  let today = new Map<string, number>()
  const ever = new Map<string, number>()
  const raise = (counts: Map<string, number>, name: string, by: number) =>
    counts.set(name, (counts.get(name) ?? 0) + by)
  const turnTo = (other: string) => {
    if (day === other) return
    day = other
    today = new Map()
  }
  const count = (name: string, elements: number, fromAllowance: number, at: string) => {
    turnTo(dayOf(at))
    raise(today, name, elements - fromAllowance)
    raise(ever, name, fromAllowance)
  }
  const nameOf = (caller: string, purpose: string) => `${caller} ${purpose}`
  const leftOf = (caller: Caller, purpose: Purpose) =>
    Math.max(0, (caller.allowance[purpose] ?? 0) - (ever.get(nameOf(caller.id, purpose)) ?? 0))

  return {
    note: ({ caller, purpose, counted, fromAllowance, at }) => {
      if (counted > 0) count(nameOf(caller, purpose), counted, fromAllowance, at)
    },
    take: (caller, purpose, elements, now) => {
      const perDay = caller.perDay[purpose]
      if (perDay === undefined)
        throw new HolderFault(403, 'not-allowed', `${caller.id} is not entered for the purpose "${purpose}".`)
      turnTo(dayOf(now.toISOString()))
      const name = nameOf(caller.id, purpose)
      const fromDay = Math.min(elements, Math.max(0, perDay - (today.get(name) ?? 0)))
      const fromAllowance = elements - fromDay
      if (fromAllowance > leftOf(caller, purpose))
        throw new HolderFault(
          429,
          'quota-used-up',
          `${caller.id} has asked for ${String(today.get(name) ?? 0)} of ${String(perDay)} elements today. Go on tomorrow, or ask the key holder for more.`,
        )
      count(name, elements, fromAllowance, now.toISOString())
      return fromAllowance
    },
    used: (caller, now) => {
      turnTo(dayOf(now.toISOString()))
      return Object.fromEntries(
        Object.entries(caller.perDay).map(([purpose, perDay]) => [
          purpose,
          {
            used: today.get(nameOf(caller.id, purpose)) ?? 0,
            per_day: perDay,
            allowance: leftOf(caller, purpose as Purpose),
          },
        ]),
      )
    },
  }
}
