/** Sanitised versions: a derivative under a reference of its own, written by one officer, checked by another. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Draft } from './drafts.ts'
import type { FiledReport } from './file-reports.ts'

export async function beginSanitised(_scope: MemberScope, _id: string): Promise<Draft> {
  return await Promise.reject(bug('not written yet'))
}
export async function approveSanitised(_scope: MemberScope, _derivativeId: string): Promise<FiledReport> {
  return await Promise.reject(bug('not written yet'))
}
export async function returnSanitised(
  _scope: MemberScope,
  _derivativeId: string,
  _note: string,
): Promise<void> {
  await Promise.reject(bug('not written yet'))
}
