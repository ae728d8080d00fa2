/** What one act of an exercise's person is, and what several acts need. */
import { createHash } from 'node:crypto'
import type { MemberScope } from '../../src/platform/database/scope.ts'

/**
 * One act: one person, one operation, one transaction. No two acts share person, operation and purpose,
 * so that the ledger tells whether an act was done.
 */
export type Act = {
  step: string
  /** as in `intelligence-officer@nca.example` */
  account: string
  /** the operation of the page on which the person would do it */
  operation: string
  purpose: string
  /** @returns false when there is nothing to do it with: the act is left out */
  perform: (scope: MemberScope) => Promise<boolean>
}

/** The same id for the same name on every node, so that a later act finds what an earlier one made. */
export function idOf(name: string): string {
  const bytes = createHash('sha256').update(`exercise ${name}`).digest().subarray(0, 16)
  // RFC 9562: version 8 is the one whose content is the maker's own affair.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A day so many days from now, as a report's review date is written. */
export const inDays = (scope: MemberScope, days: number): string =>
  new Date(scope.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)

export const sussexOfficer = 'intelligence-officer@sussex-police.example'
export const sussexSecondOfficer = 'intelligence-officer-2@sussex-police.example'
export const sussexAnalyst = 'analyst@sussex-police.example'
export const ncaOfficer = 'intelligence-officer@nca.example'
export const ncaAnalyst = 'analyst@nca.example'
export const kentOfficer = 'intelligence-officer@kent-police.example'
export const borderForceOfficer = 'intelligence-officer@border-force.example'
export const immigrationOfficer = 'intelligence-officer@immigration-enforcement.example'
