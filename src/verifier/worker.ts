/** A thread of the verifier: looks at chunks of the file that it was begun with, and at nothing else. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Stretch } from '../wire/ledger/verify-events.ts'
import { lookAtChunk } from './look-at-chunk.ts'
import type { OpenFile } from './read-chunk.ts'

/** What a thread is sent, which chunk; and what it answers: first of all that it is there. */
export type Order = number
export type Answer = { chunk: number; stretch: Stretch | null }
export const READY = 'ready'

parentPort?.on('message', (chunk: Order) => {
  const found = lookAtChunk(workerData as OpenFile, chunk)
  if (found === null) {
    parentPort?.postMessage({ chunk, stretch: null } satisfies Answer)
    return
  }
  // Copies in memory of their own, which can be handed over.
  const [leaves, tiles] = [new Uint8Array(found.leaves), new Uint8Array(found.tiles)]
  const answer: Answer = { chunk, stretch: { ...found, leaves, tiles } }
  parentPort?.postMessage(answer, [leaves.buffer, tiles.buffer])
})
parentPort?.postMessage(READY)
