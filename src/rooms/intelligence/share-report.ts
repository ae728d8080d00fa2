/** What the room sharing does with any record, for a report. */
import type { MemberScope } from '../../platform/database/scope.ts'
import * as sharing from '../sharing/index.ts'
import { reportKind } from './report-kind.ts'
import type { RecordId } from '../../wire/ids.ts'

/**
 * Releases an own report to agencies or to all partners.
 * @param id - of the report
 * @param input - to whom, and why
 * @throws as `releaseRecord` of the room sharing
 */
export async function releaseReport(
  scope: MemberScope,
  id: RecordId,
  input: sharing.ReleaseInput,
): Promise<void> {
  await sharing.releaseRecord(scope, reportKind, id, input)
}

/**
 * Recalls an own report for good.
 * @param id - of the report
 * @param reason - why
 * @throws as `recallRecord` of the room sharing
 */
export async function recallReport(scope: MemberScope, id: RecordId, reason: string): Promise<void> {
  await sharing.recallRecord(scope, reportKind, id, reason)
}

/**
 * Accepts, for this person alone, the conditions of a report.
 * @param id - of the report
 * @param seen - what was shown; without it the conditions are accepted as they stand
 * @throws as `acceptConditions` of the room sharing
 */
export async function acceptConditions(scope: MemberScope, id: RecordId, seen?: sharing.Seen): Promise<void> {
  await sharing.acceptConditions(scope, reportKind, id, seen)
}

/**
 * Says for this agency what it did with its copies of a recalled report.
 * @param id - of the report
 * @param statement - what became of the copies, and a note
 * @throws as `acknowledgeRecall` of the room sharing
 */
export async function acknowledgeRecall(
  scope: MemberScope,
  id: RecordId,
  statement: sharing.Statement,
): Promise<void> {
  await sharing.acknowledgeRecall(scope, reportKind, id, statement)
}
