/** Looks at all lines of a file, on as many processors as there are, and tells of them in their order. */
import { closeSync } from 'node:fs'
import os from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { lookAtLines, type Stretch } from '../wire/ledger/verify-events.ts'
import { lookAtChunk } from './look-at-chunk.ts'
import { countChunks, openFile, readChunk, type OpenFile } from './read-chunk.ts'
import { READY, type Answer, type Order } from './worker.ts'

/** A thread of its own is begun for no less: bytes. */
const WORTH_IT = 8 << 20
/** Each takes some twenty megabytes. */
export const MOST_THREADS = 3
/** What a thread needs for lines that it forgets at once; more would only be room for what nobody needs. */
const SMALL = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 64 }
/** Chunks that each thread is given at once: one that is worked on, and some that wait, so that it never does. */
const GIVEN = 2
/** So many chunks this thread goes ahead of one that is missed: what was found in them is kept so long. */
const AHEAD = 64

/**
 * Looks at a file.
 * @param file - of lines of an export
 * @param most - how many threads, this one included; no more than there are processors
 * @returns what its stretches turned out to be, in order
 * @throws LedgerFault `malformed` for a line without an end; the file system's fault
 */
export async function* lookAtFile(file: string, most: number = MOST_THREADS): AsyncGenerator<Stretch> {
  const open = openFile(file)
  const others = open.size < WORTH_IT ? 0 : Math.min(most, MOST_THREADS, os.availableParallelism()) - 1
  const pool = openPool(open, others)
  try {
    let place = 0
    for (let chunk = 0; chunk < countChunks(open); chunk++) {
      const found = await pool.found(chunk)
      // The thread went by what its first line says of itself: where that is wrong, it is looked at by its true place.
      const stretch =
        found !== null && (found.from === place || found.count === 0)
          ? found
          : lookAtLines(readChunk(open, chunk), place)
      place += stretch.count
      yield stretch
    }
  } finally {
    await pool.close()
    closeSync(open.number)
  }
}

/** This thread and others, which take one chunk after the other. */
function openPool(open: OpenFile, others: number) {
  const chunks = countChunks(open)
  const done = new Map<number, Stretch | null>()
  let next = 0
  let fault: Error | null = null
  let heard = () => {}
  const give = (worker: Worker) => {
    if (next < chunks) worker.postMessage(next++ satisfies Order)
  }
  const workers = Array.from({ length: others }, () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: SMALL,
      workerData: open,
    })
    worker.on('message', (said: Answer | typeof READY) => {
      if (said === READY) for (let given = 0; given < GIVEN; given++) give(worker)
      else {
        done.set(said.chunk, said.stretch)
        give(worker)
      }
      heard()
    })
    worker.on('error', (thrown) => {
      fault = thrown instanceof Error ? thrown : new Error('A thread ended.')
      heard()
    })
    return worker
  })
  return {
    /** @returns null where the thread could not say: then this one must look itself */
    found: async (chunk: number): Promise<Stretch | null> => {
      while (!done.has(chunk)) {
        if (fault !== null) throw fault
        if (next < chunks && next - chunk < AHEAD) {
          const own = next++
          done.set(own, lookAtChunk(open, own))
          // In between the others are heard, and given more.
          if (others > 0) await setImmediate()
        } else await new Promise<void>((resolve) => (heard = resolve))
      }
      const stretch = done.get(chunk) ?? null
      done.delete(chunk)
      return stretch
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
