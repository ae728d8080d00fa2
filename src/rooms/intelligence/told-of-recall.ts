/** What partners are told of why a report was recalled. */
import { asSeamarkError, invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { faultOfNaming } from './change-reason.ts'
import { askFilingGuards } from './filing-guards.ts'
import { tracesInWords } from './traces-of-original.ts'

/** What partners read where the reason is not told; the database takes no other that was not compared (reporting.require_comparison_of_recall). */
const NOT_SAID = 'Ask our desk why. It is not said here.'

/**
 * Decides what partners are told of a recall.
 * @param id - of the report
 * @param reason - why the owner recalls it
 * @returns what partners are told; where the reason cannot be compared with the public report that this one
 *   descends from, it stays with the owner, because nothing may keep a recall back
 * @throws invalid with `reason` when they must not read it
 */
export async function toldOfRecall(scope: MemberScope, id: string, reason: string): Promise<string> {
  const fault = (await tracesInWords(scope, id, reason)) ?? (await faultOfNaming(scope, id, reason))
  if (fault !== null) throw invalid({ reason: fault })
  try {
    await askFilingGuards(scope, { reportId: id, words: { recall_reason: reason } })
    return reason
  } catch (thrown) {
    const { kind, code } = asSeamarkError(thrown)
    if (code === 'reporter-detail')
      throw invalid({ reason: 'Take out the reporter’s details: nothing may show who reported' })
    if (kind === 'forbidden') return NOT_SAID
    throw thrown
  }
}
