/**
 * Says what committed transactions have left behind: whose open pages to wake, and that there are jobs. On a
 * connection of its own, because a commit that carries a NOTIFY holds a lock of the whole cluster: with a
 * standby that is waited for, all commits would follow one another (adr/0017).
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** At most so often, in milliseconds; what gathers meanwhile is said at once. */
const APART_MS = 20
const IDLE_MS = 30_000
/** A connection that does not answer must not keep a process from ending. */
const LONGEST_MS = 10_000

export type Speaker = {
  /** Something was left. Costs the caller nothing, and never fails: what is not said now, a node finds later. */
  say: () => void
  /** Says what is left to say, and ends. */
  close: () => Promise<void>
}

/**
 * Makes the speaker of this process.
 * @param url - the program's login; the connection is made when there is first something to say
 * @returns `say`: call it after a commit that left something behind; `close`: ends after what is under way
 */
export function openSpeaker(url: string): Speaker {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: 'seamark-speaker',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: IDLE_MS,
    query_timeout: LONGEST_MS,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  let left = false
  let speaking: Promise<void> | null = null

  const speak = async () => {
    while (left) {
      left = false
      await pool.query('select platform.say()').catch(() => undefined)
      await pause(APART_MS)
    }
    speaking = null
  }
  return {
    say: () => {
      left = true
      speaking ??= speak()
    },
    close: async () => {
      await speaking
      await pool.end()
    },
  }
}
