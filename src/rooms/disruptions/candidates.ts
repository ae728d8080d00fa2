/** Disruptions that may be the same as another, as far as this person reads both. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, DisruptionState } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'

export type Candidate = {
  id: RecordId
  title: string
  owner: string
  classification: Classification
  /** YYYY-MM-DD */
  happenedOn: string
  state: DisruptionState
  why: 'group' | 'action' | 'exhibit'
}

/**
 * Finds them. Whether two are the same a person says, and never the program.
 * @param id - of a disruption that this person reads
 * @returns the newest first, twenty at most
 */
export const candidatesOf = (scope: MemberScope, id: RecordId): Promise<Candidate[]> =>
  scope.tx.many<Candidate>(
    `select r.id, r.title, a.name as owner, r.classification, d.happened_on::text as "happenedOn", d.state, c.why
     from disruptions.candidates($1) c
     join access.record r on r.id = c.id
     join disruptions.disruption d on d.id = c.id
     join identity.agency a on a.id = r.agency_id
     order by d.happened_on desc, r.id`,
    [id],
  )
