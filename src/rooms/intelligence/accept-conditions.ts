/** A reader accepts the conditions of handling code C. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'

export async function acceptConditions(_scope: MemberScope, _id: string): Promise<void> {
  await Promise.reject(bug('not written yet'))
}
