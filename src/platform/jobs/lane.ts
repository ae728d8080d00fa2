/** A lane of the queue: so many jobs at once, of its own tasks only, and started again when the database was away. */
import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '../log.ts'
import { showAlive } from './dead-workers.ts'
import { backfillPeriodOf } from './schedule-options.ts'

/** A task that the clock starts: `pattern` in cron's notation, UTC. */
export type Schedule = { task: string; pattern: string }

export type Lane = {
  pool: pg.Pool
  log: Log
  tasks: TaskList
  atOnce: number
  schedule: readonly Schedule[]
}

/**
 * Starts a lane.
 * @param lane - its tasks, how many jobs at once, and what the clock starts
 * @returns a function that lets running jobs finish and stops
 */
export async function openLane({ pool, log, tasks, atOnce, schedule }: Lane): Promise<() => Promise<void>> {
  const start = (): Promise<Runner> => {
    const events: WorkerEvents = new EventEmitter()
    showAlive(events)
    return run({
      ...{ pgPool: pool, events, taskList: tasks, concurrency: atOnce },
      pollInterval: 2000,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
      parsedCronItems: parseCronItems(
        schedule.map(({ task, pattern }) => ({
          ...{ task, match: pattern },
          options: { backfillPeriod: backfillPeriodOf(pattern) },
        })),
      ),
    })
  }
  let runner = await start()
  let stopped = false
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
    await runner.stop().catch(() => undefined)
  }
}
