/**
 * Refusals that anybody can bring about without an account: an answer that they made up, a trip that is over. The ledger
 * keeps everything for ever, so no request of somebody unknown writes into it. Their numbers do, once an hour in one event
 * of the node's own: how many of which kind, and never from where.
 */
import type { Database } from '../database/perform.ts'

export type UnaskedRefusals = {
  /** @param code - why; one of a list in the program, never what somebody sent */
  count: (code: string) => void
  /** Writes what was counted since the last time; nothing, where nobody was refused. It never throws. */
  say: () => Promise<void>
}

const HOUR = 3_600_000

/**
 * Counts in this process, and writes once an hour what there was.
 * @param database - in whose ledger the event stands
 * @returns what counts, and what writes before the hour is over
 */
export function unaskedRefusals(database: Database): UnaskedRefusals & { begin: () => () => void } {
  let counts = new Map<string, number>()
  const say = async (): Promise<void> => {
    if (counts.size === 0) return
    const said = counts
    counts = new Map()
    try {
      await database.performAsService(
        { service: 'sign-in', operation: 'identity.session.begin', agencyId: null },
        (scope) => {
          scope.record({ kind: 'refusal', detail: { reason: 'unasked', ...Object.fromEntries(said) } })
          return Promise.resolve()
        },
      )
    } catch {
      // The database is away: what was counted waits for the next hour.
      for (const [code, times] of said) counts.set(code, (counts.get(code) ?? 0) + times)
    }
  }
  return {
    count: (code) => {
      counts.set(code, (counts.get(code) ?? 0) + 1)
    },
    say,
    begin: () => {
      const timer = setInterval(() => void say(), HOUR)
      timer.unref()
      return () => {
        clearInterval(timer)
      }
    },
  }
}
