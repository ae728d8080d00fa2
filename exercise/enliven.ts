/** Acts of the exercise's people, so that every page has something to show. */
import type { Database } from '../src/platform/database/perform.ts'

export type Steps = { done: ReadonlySet<string>; note: (step: string) => Promise<void> }

export async function enliven(_database: Database, _steps: Steps): Promise<void> {
  await Promise.resolve()
}
