/** Acts of the exercise's people, in order, so that every page of a fresh node has something to show. */
import type { Database } from '../src/platform/database/perform.ts'
import { SeamarkError } from '../src/platform/errors.ts'
import { matchActs } from './acts/matches.ts'
import { releaseActs } from './acts/releases.ts'
import { openStage } from './acts/stage.ts'
import { writingActs } from './acts/writing.ts'

export type Steps = { done: ReadonlySet<string>; note: (step: string) => Promise<void> }

/**
 * Plays every act that has not been played. They go through the same use cases as pages do, each as a
 * person of the exercise, so the ledger has them all.
 */
export async function enliven(database: Database, { done, note }: Steps): Promise<void> {
  const stage = await openStage(database)
  for (const { name, play } of [...matchActs, ...releaseActs, ...writingActs]) {
    if (done.has(name)) continue
    try {
      await play(stage)
    } catch (fault) {
      // Cut short the last time, and half of it stands: that half is enough.
      if (!(fault instanceof SeamarkError) || fault.kind !== 'conflict') throw fault
    }
    await note(name)
  }
}
