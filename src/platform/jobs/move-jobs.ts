/**
 * Moves jobs from the outbox, where the transaction that asked for them left them, to the queue. The queue tells
 * its workers by NOTIFY, which the transaction of an act must not carry (adr/0017).
 */
import type pg from 'pg'
import { describeFault, type Log } from '../log.ts'
import type { Wakes } from '../live/wakes.ts'

/** What a dying process did not say is found after so many milliseconds. */
const LOOK_MS = 1_000
const AT_ONCE = 100

// One statement, so one transaction: a job is in the outbox or in the queue, and never in both. It waits for
// the disk here and for no standby: where it is lost with this node, it is in the outbox again.
const MOVE = `select set_config('synchronous_commit', 'local', true), count(graphile_worker.add_job(
                j.task, j.payload::json, job_key => j.job_key)) as moved
              from platform.take_jobs($1) j`

/**
 * Begins to move jobs.
 * @param pool - of the queue's connections, which act as its owner
 * @param services - `wakes` says when there are jobs; each second it looks without being told
 * @returns a function that stops, after what is under way
 */
export function moveJobs(
  pool: pg.Pool,
  { wakes, log }: { wakes: Pick<Wakes, 'onJob'>; log: Log },
): () => Promise<void> {
  let asked = false
  let stopped = false
  let away = false
  let moving: Promise<void> | null = null

  const move = async () => {
    while (asked && !stopped) {
      asked = false
      try {
        const { rows } = await pool.query<{ moved: string }>(MOVE, [AT_ONCE])
        away = false
        if (Number(rows[0]?.moved) === AT_ONCE) asked = true
      } catch (fault) {
        // Said once; the next look tries again.
        if (!away) log.warn({ fault: describeFault(fault) }, 'jobs stay in the outbox; trying again')
        away = true
      }
    }
    moving = null
  }
  const look = () => {
    asked = true
    if (!stopped) moving ??= move()
  }
  const forget = wakes.onJob(look)
  const clock = setInterval(look, LOOK_MS)
  look()
  return async () => {
    stopped = true
    forget()
    clearInterval(clock)
    await moving
  }
}
