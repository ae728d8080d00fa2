/**
 * What other rooms ask of a text before it is filed. Rooms below register here at boot, because this room
 * knows nothing of what its reports were made of; whatever files a version asks.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { WrittenWords } from './stored-report.ts'

/** A text on its way to being filed, or to partners who had what was filed. */
export type TextToFile = {
  /** of the report whose version it will be; of a draft of a new version that of the report */
  reportId: string
  /** with what stays with the owner; of a recall what partners are told of why */
  words: WrittenWords | { recall_reason: string }
}

/** @throws a SeamarkError in words when the text may not be filed */
export type FilingGuard = (scope: MemberScope, text: TextToFile) => Promise<void>

const guards = new Set<FilingGuard>()

/** Registers a guard, for good. Registering it twice changes nothing. */
export function guardFilings(guard: FilingGuard): void {
  guards.add(guard)
}

/**
 * Asks every guard, in the transaction of the filing. The database refuses at commit what was not asked.
 * @throws what a guard throws
 */
export async function askFilingGuards(scope: MemberScope, text: TextToFile): Promise<void> {
  for (const guard of guards) await guard(scope, text)
}
