/** Searches what the viewer may read in full. */
import { bug } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, Handling, SubjectKind } from '../../wire/codes.ts'

export type SearchQuery = {
  q?: string
  agencies?: string[]
  from?: string
  to?: string
  grades?: string[]
  handling?: 'P' | 'C'
  kinds?: SubjectKind[]
  cursor?: string
  limit?: number
}
export type SearchRow = {
  id: string
  reference: string
  title: string
  owner: { slug: string; name: string }
  classification: Classification
  handling: Handling
  createdAt: Date
  status: 'submitted' | 'disseminated' | 'withdrawn'
  grades: string[]
  kinds: string[]
  excerpt: { text: string; mark: boolean }[]
}

export async function searchReports(
  _scope: MemberScope,
  _query: SearchQuery,
): Promise<{ results: SearchRow[]; total: number; more: boolean; cursor: string | null }> {
  return await Promise.reject(bug('not written yet'))
}

export async function exportSearch(_scope: MemberScope, _query: SearchQuery): Promise<string> {
  return await Promise.reject(bug('not written yet'))
}
