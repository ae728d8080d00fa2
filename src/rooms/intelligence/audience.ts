/** Who will see which part, and why; and afterwards who has opened it. The owner's question only. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName } from './read-report.ts'

export type Mark = { who: string; at: Date }

export type AudienceRow = {
  agency: AgencyName
  sight: 'full' | 'conditions' | 'hit' | 'none'
  /** how many people of the agency are cleared to read it */
  readers: number
  /** in words */
  reason: string
  opened: (Mark & { version: number; lastAt: Date })[]
  accepted: (Mark & { version: number })[]
  recallAcknowledged: Mark | null
}

/** To whom it is meant to go; agencies by id. */
export type Intended = { all: boolean; agencies: readonly number[] }

export async function audienceOf(
  _scope: MemberScope,
  _id: string,
  _intended?: Intended,
): Promise<AudienceRow[]> {
  return await Promise.reject(bug('not written yet'))
}
