/** Releases a report to named agencies or to all partners. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'

export type ReleaseInput = { to: { all: true } | { agencies: readonly number[] }; reason: string }

export async function releaseReport(_scope: MemberScope, _id: string, _input: ReleaseInput): Promise<void> {
  await Promise.reject(bug('not written yet'))
}
