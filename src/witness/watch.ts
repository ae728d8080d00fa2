/** A witness that looks again and again. */
import { setTimeout as pause } from 'node:timers/promises'
import { lookOnce, type Look, type Looked } from './look.ts'
import type { WitnessState } from './state.ts'

/**
 * Looks until it is told to end. A refusal is no end: the node may come back to what was seen.
 * @param looked - the node and its key
 * @param state - what this witness keeps
 * @param options - milliseconds between two looks, what ends it, and who is told of each look
 */
export async function watch(
  looked: Looked,
  state: WitnessState,
  options: { every: number; end: AbortSignal; told: (look: Look) => void },
): Promise<void> {
  while (!options.end.aborted) {
    options.told(await lookOnce(looked, state))
    await pause(options.every, undefined, { signal: options.end }).catch(() => undefined)
  }
}

const WORDS = {
  rollback: 'the ledger was rolled back: it has fewer entries than it had',
  fork: 'the ledger has two histories: as many entries, and another root',
  changed: 'the ledger was changed: what it has now does not go on from what it had',
} as const

/**
 * Says a look in words.
 * @param look - what came of it
 * @returns one sentence
 */
export function wordsOfLook(look: Look): string {
  if (look.outcome === 'no-look') return `Nothing was cosigned. ${look.because}`
  if (look.outcome === 'refused')
    return `REFUSED: ${WORDS[look.kind]}. Seen: ${String(look.seen)} entries; shown now: ${String(look.shown)}.`
  const first = look.first
    ? ' It was the first that this witness saw: what was before it, nobody has witnessed here.'
    : ''
  return `Cosigned ${String(look.size)} entries.${first}`
}
