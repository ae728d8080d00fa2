/** Who decides about an agency's reports. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import { wrongRole } from '../../platform/identity/wrong-role.ts'

const DECIDE: readonly Role[] = ['intelligence_officer', 'coordinator']
const WRITE: readonly Role[] = ['intelligence_officer', 'analyst', 'coordinator', 'triage_officer']

/**
 * Releasing, recalling, sanitising, grading and changing a filed report are an intelligence officer's or a
 * coordinator's. The route says so first; this holds for whoever calls the use case.
 * @throws forbidden `wrong-role`
 */
export function mustDecide(scope: MemberScope): void {
  mustBe(scope, DECIDE)
}

/**
 * The second look at a sanitised version. An intelligence officer's, not a coordinator's: the rule of sight
 * shows a draft to its author and to intelligence officers only. @throws forbidden `wrong-role`
 */
export function mustCheck(scope: MemberScope): void {
  mustBe(scope, ['intelligence_officer'])
}

/** Filing and drafting. @throws forbidden `wrong-role` */
export function mustWrite(scope: MemberScope): void {
  mustBe(scope, WRITE)
}

function mustBe(scope: MemberScope, roles: readonly Role[]): void {
  if (!roles.some((role) => scope.actor.roles.includes(role))) throw wrongRole(roles)
}

/** The part of an own report's envelope that deciding about it needs. */
export type OwnReport = {
  id: string
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
 * An own report that this person may read in full, locked until the transaction ends.
 * @throws not-found for what is absent, hidden or another agency's: the three look alike
 */
export async function lockOwnReport(scope: MemberScope, id: string): Promise<OwnReport> {
  const report = await scope.tx.maybe<OwnReport>(
    `select id, reference, agency_reference, status, version, revision, title, classification, handling, compartment_id,
            discoverable, released_to_all, released_to, needs_evaluation, filed_at, created_at, original_grade
     from intelligence.report where id = $1 and agency_id = $2 for update`,
    [id, scope.actor.agencyId],
  )
  if (!report) throw notFound()
  return report
}
