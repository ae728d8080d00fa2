/** Drafts: kept at every step, incomplete as they are, until they are filed or thrown away. */
import { bug, type SeamarkError } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FiledReport } from './file-reports.ts'

type Typed = string | null | undefined

/** Anything typed so far. Values are as typed: what is wrong with them is said when it is submitted. */
export type DraftDocument = {
  title?: Typed
  classification?: Typed
  handling?: Typed
  conditions?: Typed
  action_code?: Typed
  sanitisation_code?: Typed
  discoverable?: boolean | undefined
  review_on?: Typed
  agency_reference?: Typed
  compartment?: Typed
  original_grade?: Typed
  items?: DraftItem[] | undefined
  subjects?: DraftSubject[] | undefined
}
export type DraftItem = {
  text?: Typed
  source_evaluation?: Typed
  intelligence_assessment?: Typed
  basis?: Typed
}
export type DraftSubject = {
  kind?: Typed
  item?: number | undefined
  category?: Typed
  names?: string[] | undefined
  born?: Typed
  value?: Typed
  country?: Typed
  note?: Typed
  belongs_to?: number | undefined
}

export type DerivationState = 'being-written' | 'awaiting-check' | 'returned' | 'approved'

export type Draft = {
  id: string
  /** of the report it will be; for a new version that of the report it is a version of */
  reference: string
  revision: number
  document: DraftDocument
  /** highest marking that may be on it: what is chosen, or else what its author is cleared for */
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  nextVersionOf: string | null
  /** the version a draft of a new version starts from */
  basedOn: number | null
  derivationOf: string | null
  derivationState: DerivationState | null
  derivationNote: string | null
  authorId: string
  updatedAt: Date
}

/** Somebody saved the draft meanwhile; `theirs` is what they saved. */
export type StaleDraft = SeamarkError & { theirs: Draft }

export function isStaleDraft(thrown: unknown): thrown is StaleDraft {
  return thrown instanceof Error && 'theirs' in thrown
}

export type DraftKind = 'report' | 'new version' | 'sanitised version'
export type DraftRow = {
  id: string
  title: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  updatedAt: Date
  mine: boolean
  kind: DraftKind
  /** of a sanitised version */
  state: DerivationState | null
}

export async function startDraft(_scope: MemberScope, _document: DraftDocument = {}): Promise<Draft> {
  return await Promise.reject(bug('not written yet'))
}
export async function readDraft(_scope: MemberScope, _id: string): Promise<Draft> {
  return await Promise.reject(bug('not written yet'))
}
export async function saveDraft(
  _scope: MemberScope,
  _id: string,
  _revision: number,
  _document: DraftDocument,
): Promise<Draft> {
  return await Promise.reject(bug('not written yet'))
}
export async function discardDraft(_scope: MemberScope, _id: string): Promise<void> {
  await Promise.reject(bug('not written yet'))
}
export async function listDrafts(_scope: MemberScope): Promise<DraftRow[]> {
  return await Promise.reject(bug('not written yet'))
}
export type Submission = { filed: FiledReport } | { fields: Record<string, string> }
