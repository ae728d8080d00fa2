/** Links of a subject that its reports' owners accepted, within sight. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Classification, LinkKind } from '../../../wire/codes.ts'
import type { Id, RecordId, SubjectId } from '../../../wire/ids.ts'

export type LinkId = Id<'link'>

export type Link = {
  id: LinkId
  from: SubjectId
  to: SubjectId
  kind: LinkKind
  state: 'accepted' | 'refused'
  /** YYYY-MM-DD */
  fromOn: string | null
  toOn: string | null
  note: string | null
  record: RecordId
  item: number
  reference: string
  classification: Classification
  agency: string
  own: boolean
  /** who decided: a colleague's name, or null of a partner's */
  decidedBy: string | null
  decidedAt: Date
  /** the report has a later version; both are still named in that item */
  ofEarlierVersion: boolean
  revision: number
}

const MOST_LINKS = 500

const SELECT = `
  select l.id, l.from_id as "from", l.to_id as "to", l.kind, l.state, l.from_on::text as "fromOn", l.to_on::text as "toOn", l.note,
         l.record_id as record, l.item, r.reference, r.classification, a.name as agency,
         l.agency_id = identity.viewer_agency() as own,
         (select p.name from identity.person p where p.id = l.decided_by and p.agency_id = identity.viewer_agency()) as "decidedBy",
         l.decided_at as "decidedAt", l.version < r.version as "ofEarlierVersion", l.revision
  from networks.link l join access.record r on r.id = l.record_id join identity.agency a on a.id = l.agency_id`

/**
 * Reads links from and to some subjects that count as one.
 * @param ids - of the subjects
 * @returns those that were accepted, by kind and then as they were decided
 */
export async function linksOf(scope: MemberScope, ids: readonly SubjectId[]): Promise<Link[]> {
  return await scope.tx.many<Link>(
    `select id, from_id as "from", to_id as "to", kind, state, from_on::text as "fromOn", to_on::text as "toOn", note,
            record_id as record, item, reference, classification, agency, own, decided_by as "decidedBy",
            decided_at as "decidedAt", of_earlier_version as "ofEarlierVersion", revision
     from networks.links_of($1::uuid[], $2)`,
    [ids, MOST_LINKS],
  )
}

/**
 * Reads what was decided about two subjects, or groups of subjects that count as one.
 * @param ones - of the one
 * @param others - of the other
 * @returns accepted links of everybody, and those that this person's own agency refused
 */
export async function linksBetween(
  scope: MemberScope,
  ones: readonly SubjectId[],
  others: readonly SubjectId[],
): Promise<Link[]> {
  return await scope.tx.many<Link>(
    `${SELECT}
     where l.from_id = any ($1::uuid[]) and l.to_id = any ($2::uuid[])
        or l.from_id = any ($2::uuid[]) and l.to_id = any ($1::uuid[])
     order by l.decided_at, l.id limit $3`,
    [ones, others, MOST_LINKS],
  )
}
