/**
 * A database that answers some and not others: it lets nobody in any more while old connections work on, or it reads
 * and has no room to write. One who asks `select 1` would find it well, so what people met lately counts.
 */
import { databaseAway } from '../errors.ts'

/** Milliseconds for which a process says so after the last time. Every ten seconds each tries by itself to write. */
export const TROUBLE_LASTS = 15_000

/** PostgreSQL's: the login is not let in (28), no room, memory or connection is left (53), its disk fails (58). */
const PARTIAL = /^(?:28|53|58)[0-9A-Z]{3}$/

export type Trouble = {
  /** Passes on what work gives or throws, and keeps the word for what was wrong with the database. */
  watch: <T>(work: Promise<T>) => Promise<T>
  /** PostgreSQL's code of what somebody met in the last seconds, or null. */
  lately: () => string | null
}

/**
 * Makes the memory of one pool.
 * @param now - milliseconds that only grow; a test gives its own
 * @returns it remembers nothing yet
 */
export function rememberTrouble(now: () => number = () => performance.now()): Trouble {
  let last: { code: string; at: number } | null = null
  return {
    watch: async (work) => {
      try {
        return await work
      } catch (fault) {
        const code = databaseAway(fault)
        if (code !== null && PARTIAL.test(code)) last = { code, at: now() }
        throw fault
      }
    },
    lately: () => (last !== null && now() - last.at < TROUBLE_LASTS ? last.code : null),
  }
}

/** What `ping` throws while only a part of the database answers. */
export class PartlyAway extends Error {
  readonly code: string
  constructor(code: string) {
    super('the database answers only in part')
    this.code = code
  }
}
