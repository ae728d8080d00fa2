/** A thread that computes, so that the process goes on answering meanwhile. */
import { parentPort } from 'node:worker_threads'
import { BadElement } from '../evaluate.ts'
import { work, type Work } from './work.ts'

export type Order = { id: number; name: keyof Work; args: unknown[] }
export type Outcome =
  { id: number; result: unknown } | { id: number; fault: string; badElement: number | null }

parentPort?.on('message', ({ id, name, args }: Order) => {
  let outcome: Outcome
  try {
    outcome = { id, result: (work[name] as (...all: unknown[]) => unknown)(...args) }
  } catch (fault) {
    const badElement = fault instanceof BadElement ? fault.place : null
    outcome = { id, fault: fault instanceof Error ? fault.message : String(fault), badElement }
  }
  parentPort?.postMessage(outcome)
})
