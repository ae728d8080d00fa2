/**
 * What other rooms ask of a text before it is filed. They say so at their doors (`filingGuards`), because this room
 * knows nothing of what its reports were made of; whatever files a version asks.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FilingGuard, TextToFile } from '../../platform/rooms/filing.ts'
import type { WrittenWords } from './stored-report.ts'

/** What is filed, with what stays with the owner; of a recall what partners are told of why. */
type WordsToFile = TextToFile & { words: WrittenWords | { recall_reason: string } }

const guards = new Set<FilingGuard>()

/**
 * Registers a guard, for good. Registering it twice changes nothing.
 * @param guard - what a room asks; it throws where a text must not be filed
 */
export function guardFilings(guard: FilingGuard): void {
  guards.add(guard)
}

/**
 * Asks every guard, in the transaction of the filing. The database refuses at commit what was not asked.
 * @param text - what is filed, with what stays with the owner
 * @throws what a guard throws
 */
export async function askFilingGuards(scope: MemberScope, text: WordsToFile): Promise<void> {
  for (const guard of guards) await guard(scope, text)
}
