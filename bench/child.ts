/** Programs under test run in processes of their own, so that what is measured is theirs alone. */
import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'

const SAMPLE_MS = 100

type Message<Done> = { done?: Done; fault?: string; rss?: number }

/**
 * In the child: does what the parent orders, one at a time, and tells its memory all the while.
 * @param end - gives back what `work` opened, when the parent asks to stop
 */
export function answerParent<Done>(
  work: (order: unknown) => Promise<Done>,
  end: () => Promise<void> = () => Promise.resolve(),
): void {
  const tell = (message: Message<Done>) => process.send?.(message)
  setInterval(() => tell({ rss: process.memoryUsage.rss() }), SAMPLE_MS).unref()
  process.on('message', (order: unknown) => {
    work(order).then(
      (done) => tell({ done, rss: process.memoryUsage.rss() }),
      (fault: unknown) => tell({ fault: describe(fault) }),
    )
  })
  const stop = () => void end().finally(() => process.exit(0))
  process.on('SIGTERM', stop)
  // Without its parent nobody is left who would stop it.
  process.on('disconnect', stop)
}

const describe = (fault: unknown) =>
  fault instanceof Error ? (fault.stack ?? fault.message) : JSON.stringify(fault)

export type Child<Order, Done> = {
  pid: number
  order: (order: Order) => Promise<Done>
  /** the most resident memory since the last call of this, in bytes */
  takePeak: () => number
  stop: () => Promise<void>
}

/**
 * Starts a file of this folder that calls `answerParent`, with the options this Node.js was started with:
 * what the product runs with, when the benchmark is started by `npm run bench`.
 */
export function startChild<Order, Done>(file: string): Child<Order, Done> {
  const profile = process.env['BENCH_PROFILE']
  const child: ChildProcess = fork(path.join(import.meta.dirname, file), [], {
    execArgv: [...process.execArgv, ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve()
    }),
  )
  let peak = 0
  child.on('message', (message: Message<Done>) => {
    peak = Math.max(peak, message.rss ?? 0)
  })
  return {
    pid: child.pid ?? 0,
    order: (order) =>
      new Promise<Done>((resolve, reject) => {
        const settle = (message: Message<Done>) => {
          if (message.fault === undefined && message.done === undefined) return
          forget()
          if (message.fault === undefined) resolve(message.done as Done)
          else reject(new Error(`${file}: ${message.fault}`))
        }
        const died = () => {
          forget()
          reject(new Error(`${file} ended before it had answered`))
        }
        const forget = () => {
          child.off('message', settle)
          child.off('exit', died)
        }
        child.on('message', settle)
        child.on('exit', died)
        child.send(order as object)
      }),
    takePeak: () => {
      const most = peak
      peak = 0
      return most
    },
    stop: async () => {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await gone
      clearTimeout(late)
    },
  }
}
