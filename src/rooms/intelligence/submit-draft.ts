/** Submits a draft: a new report, a new version of one, or a sanitised version for its second officer. */
import { bug, type SeamarkError } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Draft, Submission } from './drafts.ts'
import type { ReportView } from './read-report.ts'

/** The report has a newer version than the one this started from; `current` is what it says now. */
export type StaleVersion = SeamarkError & { current: ReportView }

export function isStaleVersion(thrown: unknown): thrown is StaleVersion {
  return thrown instanceof Error && 'current' in thrown
}

export async function submitDraft(_scope: MemberScope, _id: string, _revision: number): Promise<Submission> {
  return await Promise.reject(bug('not written yet'))
}

/**
 * After a StaleVersion, once its author has seen both: the draft now starts from the current version.
 * What is typed in it stays.
 */
export async function startFromCurrent(_scope: MemberScope, _id: string, _revision: number): Promise<Draft> {
  return await Promise.reject(bug('not written yet'))
}
