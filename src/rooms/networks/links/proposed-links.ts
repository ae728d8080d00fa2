/**
 * Links that a report's own structure proposes: an item says of a thing whose it is. Nothing is read out of its words,
 * and nothing is linked until a named person of the report's owner accepts it.
 */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Classification, LinkKind, SubjectKind } from '../../../wire/codes.ts'
import type { RecordId, SubjectId } from '../../../wire/ids.ts'

/**
 * What "belongs to" says of each kind. A number, a mailbox and a name on a service are used; what can be owned is owned.
 * Whether somebody lives at an address, trades from it or owns it, an item does not say by structure; nor what they are
 * to a group or a company.
 */
export const linkOfBelonging: Readonly<Record<SubjectKind, LinkKind | null>> = {
  phone: 'uses',
  email: 'uses',
  handle: 'uses',
  vehicle: 'owns',
  vessel: 'owns',
  account: 'owns',
  wallet: 'owns',
  device: 'owns',
  document: 'owns',
  person: null,
  group: null,
  company: null,
  address: null,
}

export type ProposedLink = {
  record: RecordId
  item: number
  /** the person, and what is theirs */
  from: SubjectId
  to: SubjectId
  kind: LinkKind
  fromKind: SubjectKind
  toKind: SubjectKind
  fromWritten: string[]
  toWritten: string[]
  reference: string
  title: string
  classification: Classification
}

/** Reports of each subject that are looked through, the newest. */
const MOST_REPORTS_EACH = 200
const MOST_PROPOSED = 50

/**
 * Lists what own reports propose about some subjects and nobody has decided yet.
 * @param ids - of subjects that count as one
 * @returns the newest report first; of each pair that an item names, while no decision about the two stands on that item
 */
export async function proposedLinks(scope: MemberScope, ids: readonly SubjectId[]): Promise<ProposedLink[]> {
  return await scope.tx.many<ProposedLink>(
    `select record_id as record, item, from_id as "from", to_id as "to", kind, from_kind as "fromKind", to_kind as "toKind",
            from_written as "fromWritten", to_written as "toWritten", reference, title, classification
     from networks.proposed_links_of($1::uuid[], $2, $3, $4)`,
    [ids, JSON.stringify(linkOfBelonging), MOST_REPORTS_EACH, MOST_PROPOSED],
  )
}
