/** Who holds a report, and what has happened to it. The owner's questions only. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { EventKind } from '../../wire/codes.ts'
import type { AgencyName } from './read-report.ts'

export { audienceOf as holdersOf } from './audience.ts'

/** One event, as data for a sentence. `detail` holds numbers and flags, never content. */
export type HistoryRow = {
  at: Date
  kind: EventKind
  operation: string
  agency: AgencyName | null
  who: string | null
  recipients: AgencyName[]
  detail: Record<string, unknown>
}

export async function historyOf(_scope: MemberScope, _id: string): Promise<HistoryRow[]> {
  return await Promise.reject(bug('not written yet'))
}
