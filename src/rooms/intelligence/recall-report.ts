/** Recalls a report: every agency that had it is told and asked to acknowledge. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification } from '../../wire/codes.ts'
import type { AgencyName } from './read-report.ts'

export type RecallRow = {
  reportId: string
  reference: string
  classification: Classification
  owner: AgencyName
  reason: string
  at: Date
  acknowledged: { at: Date; who: string } | null
}

export async function recallReport(_scope: MemberScope, _id: string, _reason: string): Promise<void> {
  await Promise.reject(bug('not written yet'))
}
export async function acknowledgeRecall(_scope: MemberScope, _reportId: string): Promise<void> {
  await Promise.reject(bug('not written yet'))
}
/** Recalls that this agency was told of: open ones first, then the newest. */
export async function listRecalls(_scope: MemberScope): Promise<RecallRow[]> {
  return await Promise.reject(bug('not written yet'))
}
