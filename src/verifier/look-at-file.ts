/** Looks at all lines of a file, on as many processors as there are, and tells of them in their order. */
import { statSync } from 'node:fs'
import os from 'node:os'
import { Worker } from 'node:worker_threads'
import { lookAtLines, type Stretch } from '../wire/ledger/verify-events.ts'
import { openRooms, readPieces, type Rooms } from './read-lines.ts'
import { READY, type Answer, type Order } from './worker.ts'

/** A thread of its own is begun for no less: bytes. */
const WORTH_IT = 8 << 20
/** Each takes some twenty megabytes. */
const MOST_THREADS = 2
/** What a thread needs for lines that it forgets at once; more would only be room for what nobody needs. */
const SMALL = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 64 }
/** Pieces under way, for each thread: one that is worked on, and some that wait, so that none ever does. */
const AHEAD = 4

/**
 * Looks at a file.
 * @param file - of lines of an export
 * @returns what its stretches turned out to be, in order
 * @throws LedgerFault `malformed` for a line without an end; the file system's fault
 */
export async function* lookAtFile(file: string): AsyncGenerator<Stretch> {
  const threads = statSync(file).size < WORTH_IT ? 0 : Math.min(MOST_THREADS, os.availableParallelism())
  const rooms = openRooms()
  const pool = openPool(threads, rooms)
  const waiting: Promise<Stretch>[] = []
  try {
    let from = 0
    for await (const { bytes, count } of readPieces(file, rooms)) {
      const looking = pool.look(bytes, from)
      // Whoever asks for it hears of its fault; until then nobody does.
      looking.catch(() => undefined)
      waiting.push(looking)
      from += count
      if (waiting.length > threads * AHEAD) yield await (waiting.shift() as Promise<Stretch>)
    }
    for (const one of waiting) yield await one
  } finally {
    await pool.close()
  }
}

function openPool(threads: number, rooms: Rooms) {
  const asked = new Map<number, { resolve: (stretch: Stretch) => void; reject: (fault: Error) => void }>()
  const ready: Worker[] = []
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: SMALL })
    worker.on('message', (said: Answer | typeof READY) => {
      if (said === READY) return void ready.push(worker)
      rooms.giveBack(said.bytes.buffer)
      asked.get(said.id)?.resolve(said.stretch)
      asked.delete(said.id)
    })
    worker.on('error', (fault) => {
      for (const { reject } of asked.values())
        reject(fault instanceof Error ? fault : new Error('A thread ended.'))
      asked.clear()
    })
    return worker
  })
  let next = 0
  return {
    look: (bytes: Buffer<ArrayBuffer>, from: number): Promise<Stretch> => {
      const worker = ready[next % ready.length]
      // A thread takes a while to begin; until then this one does the work.
      if (worker === undefined) {
        const stretch = lookAtLines(bytes, from)
        rooms.giveBack(bytes.buffer)
        return Promise.resolve(stretch)
      }
      const id = next++
      return new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject })
        worker.postMessage({ id, bytes, from } satisfies Order, [bytes.buffer])
      })
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
