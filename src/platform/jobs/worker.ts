/** Jobs: what must follow an act, and what is done by the clock. They run as the program itself. */
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, parseCronItems, run, type Runner } from 'graphile-worker'
import pg from 'pg'
import type { Database } from '../database/perform.ts'
import { describeFault, type Log } from '../log.ts'

/** A job's work. Failing means trying again later, so it must bear being run twice. */
export type Task = (services: { database: Database; log: Log }, payload: unknown) => Promise<void>

/** A task that the clock starts: `pattern` in cron's notation, UTC. */
export type Clockwork = { task: string; pattern: string }

/**
 * A task that runs again a while after it has ended: for what follows so many acts that a job for each would
 * have them wait for one another, at the row of the job.
 */
export type Tick = { task: string; pauseMs: number }

/** After a fault, so that a database that is away is not asked, and complained of, all the time. */
const PAUSE_AFTER_FAULT = 10_000

/**
 * Starts the workers.
 * @param url - the program's login; the queue's connections act as its owner
 * @returns a function that lets running jobs finish and stops
 */
export async function startJobs(options: {
  url: string
  database: Database
  log: Log
  tasks: Readonly<Record<string, Task>>
  clockwork: readonly Clockwork[]
  ticks: readonly Tick[]
}): Promise<() => Promise<void>> {
  const { database, log } = options
  const pool = new pg.Pool({ connectionString: options.url, max: 3, options: '-c role=seamark_worker' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const taskList = Object.fromEntries(
    Object.entries(options.tasks).map(([name, task]) => [
      name,
      async (payload: unknown) => {
        try {
          await task({ database, log }, payload)
        } catch (fault) {
          log.error({ task: name, fault: describeFault(fault) }, 'a job failed and will be tried again')
          // The queue keeps a fault's message in its table; a foreign message may hold a value.
          // eslint-disable-next-line preserve-caught-error
          throw new Error('failed; see the log')
        }
      },
    ]),
  )
  const start = (): Promise<Runner> =>
    run({
      pgPool: pool,
      concurrency: 2,
      pollInterval: 2000,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
      taskList,
      parsedCronItems: parseCronItems(
        options.clockwork.map(({ task, pattern }) => ({
          task,
          match: pattern,
          options: { backfillPeriod: 0 },
        })),
      ),
    })

  let runner: Runner | null = await start()
  let stopped = false
  const end = new AbortController()
  const ticking = options.ticks.map(async ({ task, pauseMs }) => {
    while (!end.signal.aborted) {
      const well = await taskList[task]?.({}).then(
        () => true,
        () => false,
      )
      await pause(well ? pauseMs : PAUSE_AFTER_FAULT, undefined, { signal: end.signal }).catch(
        () => undefined,
      )
    }
  })
  // A database that goes away ends the runner; it is started again until it holds.
  const watch = (current: Runner) => {
    current.promise
      .catch(() => undefined)
      .then(async () => {
        while (!stopped) {
          await new Promise((resolve) => setTimeout(resolve, 2000))
          try {
            runner = await start()
            watch(runner)
            return
          } catch {
            log.warn('the job queue cannot reach the database; trying again')
          }
        }
      })
      .catch(() => undefined)
  }
  watch(runner)

  return async () => {
    stopped = true
    end.abort()
    await Promise.all(ticking)
    await runner?.stop().catch(() => undefined)
    await pool.end()
  }
}
