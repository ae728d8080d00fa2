/** Jobs: what must follow an act, and what is done by the clock. They run as the program itself. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Database } from '../database/perform.ts'
import type { Wakes } from '../live/wakes.ts'
import { describeFault, type Log } from '../log.ts'
import { freeJobsOfTheDead } from './dead-workers.ts'
import { openLane, type Schedule } from './lane.ts'
import { moveJobs } from './move-jobs.ts'

export type { Schedule } from './lane.ts'

/** A job's work. Failing means trying again later, so it must bear being run twice. */
export type Task = (services: { database: Database; log: Log }, payload: unknown) => Promise<void>

/**
 * A task that runs again a while after it has ended: for what follows so many acts that a job for each would
 * have them wait for one another, at the row of the job.
 */
export type Loop = { task: string; pauseMs: number }

/** Jobs at once: of those that take seconds, and of those that may take hours. */
const QUICK_AT_ONCE = 4
const SLOW_AT_ONCE = 2
/** Each lane listens on one, a minute's look takes another; a job works on the program's own connections. */
const CONNECTIONS = 6

/** After a fault, so that a database that is away is not asked, and complained of, all the time. */
const PAUSE_AFTER_FAULT = 10_000

/**
 * Starts the workers.
 * @param options - `url`: the program's login; the queue's connections act as its owner. What the others are,
 *   stands with them
 * @returns a function that lets running jobs finish and stops
 */
export async function startJobs(options: {
  url: string
  database: Database
  wakes: Pick<Wakes, 'onJob'>
  log: Log
  tasks: Readonly<Record<string, Task>>
  /** tasks that may take hours: they have a lane of their own, so that the clock's work goes on beside them */
  slow: readonly string[]
  schedule: readonly Schedule[]
  loops: readonly Loop[]
}): Promise<() => Promise<void>> {
  const { database, log } = options
  const pool = new pg.Pool({
    connectionString: options.url,
    max: CONNECTIONS,
    options: '-c role=seamark_worker',
  })
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
  const isSlow = ([name]: [string, unknown]) => options.slow.includes(name)
  const all = Object.entries(taskList)
  const lanes = [
    { tasks: all.filter((one) => !isSlow(one)), atOnce: QUICK_AT_ONCE, schedule: options.schedule },
    { tasks: all.filter(isSlow), atOnce: SLOW_AT_ONCE, schedule: [] },
  ]
  const stopLanes: (() => Promise<void>)[] = []
  for (const lane of lanes)
    stopLanes.push(await openLane({ ...lane, pool, log, tasks: Object.fromEntries(lane.tasks) }))
  const stopFreeing = await freeJobsOfTheDead(pool)
  const stopMoving = moveJobs(pool, options)
  const end = new AbortController()
  const looping = options.loops.map(async ({ task, pauseMs }) => {
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
  return async () => {
    stopFreeing()
    end.abort()
    await Promise.all([...looping, ...stopLanes.map((stop) => stop()), stopMoving()])
    await pool.end()
  }
}
