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
    `select distinct on (r.created_at, r.id, t.number)
            t.record_id as record, t.item, p.subject_id as "from", t.subject_id as "to", $3::jsonb ->> t.kind as kind,
            p.kind as "fromKind", t.kind as "toKind", p.written as "fromWritten", t.written as "toWritten", r.reference,
            r.title, r.classification
     from unnest($1::uuid[]) as wanted (id)
     cross join lateral (
       select h.record_id, h.number from networks.reach h
       where h.subject_id = wanted.id and h.reader = $2
       order by h.said_at desc, h.record_id, h.number limit $4) h
     join networks.mention t on t.record_id = h.record_id and t.agency_id = $2
     join networks.mention p on p.record_id = t.record_id and p.number = t.belongs_to and p.item = t.item
     join access.record r on r.id = t.record_id
     where h.number in (t.number, p.number) and $3::jsonb ->> t.kind is not null and p.subject_id <> t.subject_id
       and not exists (
         select from networks.link l
         where l.record_id = t.record_id and l.item = t.item
           and (l.from_id, l.to_id) in ((p.subject_id, t.subject_id), (t.subject_id, p.subject_id)))
     order by r.created_at desc, r.id, t.number limit $5`,
    [ids, scope.actor.agencyId, JSON.stringify(linkOfBelonging), MOST_REPORTS_EACH, MOST_PROPOSED],
  )
}
