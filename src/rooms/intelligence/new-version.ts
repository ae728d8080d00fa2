/** Begins a new version of an own report: a draft that holds what the report says now. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Draft } from './drafts.ts'

export async function beginNewVersion(_scope: MemberScope, _id: string): Promise<Draft> {
  return await Promise.reject(bug('not written yet'))
}
