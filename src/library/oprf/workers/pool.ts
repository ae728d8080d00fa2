/** A few threads that share one queue. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { BadElement } from '../evaluate.ts'
import type { Order, Outcome } from './worker.ts'
import type { Work } from './work.ts'

export type Pool = {
  /** @throws BadElement, or Error with what the thread said */
  run: <Name extends keyof Work>(
    name: Name,
    ...args: Parameters<Work[Name]>
  ) => Promise<ReturnType<Work[Name]>>
  /** orders that no thread has taken yet */
  waiting: () => number
  close: () => Promise<void>
}

type Waiting = { order: Order; resolve: (value: unknown) => void; reject: (fault: Error) => void }

/**
 * Starts the threads. One that dies takes its order with it and is replaced.
 * @param size - threads; as many as there are cores where nothing is said
 * @returns takes work; `close` ends the threads
 */
export function openPool(size: number = availableParallelism()): Pool {
  const queue: Waiting[] = []
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const busy = new Map<Worker, Waiting>()
  let next = 0
  let closed = false

  const start = () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    all.add(worker)
    worker.on('message', (outcome: Outcome) => {
      const waiting = busy.get(worker)
      busy.delete(worker)
      idle.push(worker)
      if ('fault' in outcome)
        waiting?.reject(
          outcome.badElement === null ? new Error(outcome.fault) : new BadElement(outcome.badElement),
        )
      else waiting?.resolve(outcome.result)
      takeNext()
    })
    // A thread that died takes its order with it; the others go on.
    const gone = (fault: Error) => {
      if (!all.delete(worker)) return
      const waiting = busy.get(worker)
      busy.delete(worker)
      const place = idle.indexOf(worker)
      if (place >= 0) idle.splice(place, 1)
      waiting?.reject(fault)
      if (!closed) start()
    }
    worker.on('error', gone)
    worker.on('exit', () => {
      gone(new Error('A thread ended.'))
    })
    idle.push(worker)
    takeNext()
  }
  const takeNext = () => {
    while (queue.length > 0 && idle.length > 0) {
      const worker = idle.pop()
      const waiting = queue.shift()
      if (worker === undefined || waiting === undefined) return
      busy.set(worker, waiting)
      worker.postMessage(waiting.order)
    }
  }
  for (let i = 0; i < size; i += 1) start()

  return {
    run: <Name extends keyof Work>(name: Name, ...args: Parameters<Work[Name]>) =>
      new Promise<ReturnType<Work[Name]>>((resolve, reject) => {
        if (closed) {
          reject(new Error('The threads are ended.'))
          return
        }
        next += 1
        queue.push({ order: { id: next, name, args }, resolve: resolve as (value: unknown) => void, reject })
        takeNext()
      }),
    waiting: () => queue.length,
    close: async () => {
      closed = true
      for (const { reject } of queue.splice(0)) reject(new Error('The threads are ended.'))
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}
