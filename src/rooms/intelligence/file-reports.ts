/** Files reports: one from a page or the API, or a batch of an import, on one path. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope, Scope } from '../../platform/database/scope.ts'
import type { Report } from './report.ts'

export type NewReport = {
  report: Report
  /** when the agency wrote it */
  createdAt: Date
  /** its grade was translated from another system; a person must look at it */
  needsEvaluation: boolean
  /** chosen beforehand where the answer must be known first (a repeated submission) */
  as?: { id: string; reference: string }
}

export type FiledReport = { id: string; reference: string; version: number }

/** `already`: the agency has filed a report with this reference of its own before. */
export type Filing = FiledReport | { already: string }

export async function fileReports(
  _scope: Scope,
  _agencyId: number,
  _rows: readonly NewReport[],
): Promise<Filing[]> {
  return await Promise.reject(bug('not written yet'))
}

export async function fileReport(
  _scope: MemberScope,
  _report: Report,
  _as?: { id: string; reference: string },
): Promise<FiledReport> {
  return await Promise.reject(bug('not written yet'))
}
