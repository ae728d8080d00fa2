/** Reads one report by the rule of sight. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { ActionCode, Classification, Handling, SanitisationCode } from '../../wire/codes.ts'
import type { DerivationState } from './drafts.ts'
import type { ReportItem } from './report.ts'
import type { NumberedSubject } from './withheld.ts'

export type AgencyName = { id: number; slug: string; name: string }
export type Desk = AgencyName & { deskName: string; deskPhone: string; deskEmail: string; deskHours: string }
export type ReportStatus = 'draft' | 'submitted' | 'disseminated' | 'withdrawn'

/** What a reader gets. Under `conditions` everything but the header is null or empty. */
export type ReportView = {
  sight: 'full' | 'conditions'
  id: string
  reference: string | null
  version: number
  /** the current version, which may be newer than the one shown */
  currentVersion: number
  /** counts every change; own only, else 0 */
  revision: number
  owner: Desk
  own: boolean
  title: string
  classification: Classification
  handling: Handling
  conditions: string | null
  actionCode: ActionCode | null
  sanitisationCode: SanitisationCode | null
  status: ReportStatus | null
  /** YYYY-MM-DD */
  reviewOn: string | null
  createdAt: Date | null
  filedAt: Date | null
  needsEvaluation: boolean
  originalGrade: string | null
  /** own only */
  agencyReference: string | null
  /** own only */
  discoverable: boolean | null
  /** own only */
  compartment: { id: string; name: string } | null
  /** own only */
  released: { toAll: boolean; agencies: AgencyName[] } | null
  items: ReportItem[]
  /** for the owner with those that are withheld, each marked */
  subjects: (NumberedSubject & { withheld: boolean })[]
  /** how many subjects stay with the owner */
  withheldCount: number
  /** own only, and only when this person may read the original */
  derivedFrom: { id: string; reference: string } | null
  /** own only */
  derivatives: { id: string; reference: string; state: DerivationState }[]
  /** own only: the numbers of all versions, oldest first */
  versions: number[]
  /** own only, of a recalled report */
  recall: { reason: string; at: Date; who: string } | null
}

export async function readReport(
  _scope: MemberScope,
  _id: string,
  _options: { version?: number } = {},
): Promise<ReportView> {
  return await Promise.reject(bug('not written yet'))
}
