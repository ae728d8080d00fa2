/** A person grades a report whose grade was translated from another system. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FiledReport } from './file-reports.ts'
import type { ReportItem } from './report.ts'

export type ItemGrade = Pick<ReportItem, 'source_evaluation' | 'intelligence_assessment' | 'basis'>

export type WaitingReport = {
  id: string
  reference: string
  title: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  createdAt: Date
  originalGrade: string | null
}

/** `grades`: one for each item, in order; values as typed are checked. `revision`: ReportView.revision. */
export async function evaluateReport(
  _scope: MemberScope,
  _id: string,
  _revision: number,
  _grades: readonly ItemGrade[],
): Promise<FiledReport> {
  return await Promise.reject(bug('not written yet'))
}
/** Reports that wait for it, oldest first, 50 at a time; `after`: the id of the last one seen. */
export async function evaluationQueue(_scope: MemberScope, _after?: string): Promise<WaitingReport[]> {
  return await Promise.reject(bug('not written yet'))
}
