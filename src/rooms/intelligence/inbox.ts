/** What partners have released to this agency, newest first. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification } from '../../wire/codes.ts'
import type { AgencyName } from './read-report.ts'

export type InboxRow = {
  id: string
  sight: 'full' | 'conditions'
  title: string
  classification: Classification
  owner: AgencyName
  releasedAt: Date
  /** has this person read the current version? */
  read: boolean
}

export async function listInbox(
  _scope: MemberScope,
  _options: { cursor?: string; unreadOnly?: boolean } = {},
): Promise<{ rows: InboxRow[]; cursor: string | null }> {
  return await Promise.reject(bug('not written yet'))
}

export type OwnRow = {
  id: string
  reference: string
  agencyReference: string | null
  title: string
  classification: Classification
  status: 'submitted' | 'disseminated' | 'withdrawn'
  createdAt: Date
}
/** This agency's own filed reports, newest first, 50 at a time. */
export async function listOwnReports(
  _scope: MemberScope,
  _options: { cursor?: string } = {},
): Promise<{ rows: OwnRow[]; cursor: string | null }> {
  return await Promise.reject(bug('not written yet'))
}
