/**
 * A worker that was killed leaves its job locked, and the queue gives such a job back after four hours only. So a
 * worker that lives holds a lock of the database by its name, on the connection on which it listens; when the
 * process goes, so does the lock, and whoever looks next sets the job free. A worker whose connection breaks may
 * lose a job to another that way: jobs bear being run twice.
 */
import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'

/** Milliseconds between two looks. */
const LOOK_EVERY = 60_000

/**
 * Has each pool of workers that begins to listen, for the first time or anew, hold its lock.
 * @param events - of one runner of graphile-worker
 */
export function showAlive(events: WorkerEvents): void {
  events.on('pool:listen:success', ({ workerPool, client }) => {
    // After the queue's own statement, which is under way now.
    client.once('drain', () => {
      client.query('select pg_advisory_lock(hashtextextended($1, 0))', [workerPool.id]).catch(() => undefined)
    })
  })
}

/**
 * Frees the jobs of workers that are gone, now and each minute.
 * @param pool - connections that act as the queue's owner
 * @returns a function that stops it
 */
export async function freeJobsOfTheDead(pool: pg.Pool): Promise<() => void> {
  // A worker that has just begun may hold a job before it holds its lock.
  const free = () =>
    pool.query(
      `select graphile_worker.force_unlock_workers(array_agg(locked_by))
       from (select distinct locked_by from graphile_worker.jobs where locked_at < now() - interval '1 minute') w
       where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))`,
    )
  await free()
  const clock = setInterval(() => void free().catch(() => undefined), LOOK_EVERY)
  clock.unref()
  return () => {
    clearInterval(clock)
  }
}
