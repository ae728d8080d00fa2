/** A thread of the verifier: looks at lines, and at nothing else. */
import { parentPort } from 'node:worker_threads'
import { lookAtLines, type Stretch } from '../wire/ledger/verify-events.ts'

/** What a thread is sent, and what it answers: first of all that it is there. */
export type Order = { id: number; bytes: Uint8Array<ArrayBuffer>; from: number }
/** the bytes come back, to be filled again */
export type Answer = { id: number; stretch: Stretch; bytes: Uint8Array<ArrayBuffer> }
export const READY = 'ready'

parentPort?.on('message', ({ id, bytes, from }: Order) => {
  const stretch = lookAtLines(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), from)
  // Copies in memory of their own, which can be handed over.
  const [leaves, tiles] = [new Uint8Array(stretch.leaves), new Uint8Array(stretch.tiles)]
  const answer: Answer = { id, stretch: { ...stretch, leaves, tiles }, bytes }
  parentPort?.postMessage(answer, [leaves.buffer, tiles.buffer, bytes.buffer])
})
parentPort?.postMessage(READY)
