/** Who decides about an agency's reports. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import type { RecordId } from '../../wire/ids.ts'

/**
 * Releasing, recalling, sanitising, grading and changing a filed report are an intelligence officer's or a
 * coordinator's. The route says so first; this holds for whoever calls the use case.
 * @throws forbidden `wrong-role`
 */
export function mustDecide(scope: MemberScope): void {
  mustBeOneWho(scope, 'decides')
}

/**
 * The second look at a sanitised version. An intelligence officer's, not a coordinator's: the rule of sight
 * shows a draft to its author and to intelligence officers only. @throws forbidden `wrong-role`
 */
export function mustCheck(scope: MemberScope): void {
  mustBeOneWho(scope, 'checksSanitised')
}

/** Filing and drafting. @throws forbidden `wrong-role` */
export function mustWrite(scope: MemberScope): void {
  mustBeOneWho(scope, 'filesIntelligence')
}

/** The part of an own report's envelope that deciding about it needs. */
export type OwnReport = {
  id: RecordId
  reference: string
  agency_reference: string | null
  status: 'draft' | 'submitted' | 'disseminated' | 'withdrawn'
  version: number
  revision: number
  title: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  handling: 'P' | 'C'
  compartment_id: string | null
  discoverable: boolean
  released_to_all: boolean
  released_to: number[]
  needs_evaluation: boolean
  filed_at: Date
  created_at: Date
  original_grade: string | null
}

/**
 * Reads an own report that this person may read in full, and locks it until the transaction ends.
 * @param id - of the report
 * @returns what deciding about it needs
 * @throws not-found for what is absent, hidden or another agency's: the three look alike
 */
export async function lockOwnReport(scope: MemberScope, id: string): Promise<OwnReport> {
  const report = await scope.tx.maybe<OwnReport>(
    `select r.id, r.reference, r.agency_reference, access.stage_of(r) as status, r.version, r.revision, r.title,
            r.classification, r.handling, r.compartment_id, r.discoverable, r.released_to_all, r.released_to,
            p.needs_evaluation, r.filed_at, r.created_at, p.original_grade
     from access.record r join intelligence.report p on p.id = r.id
     where r.id = $1 and r.agency_id = $2 for update of r`,
    [id, scope.actor.agencyId],
  )
  if (!report) throw notFound()
  return report
}
