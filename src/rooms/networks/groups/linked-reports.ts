/** Which reports belong to a group, and to which groups a report belongs: both ways within sight. */
import { invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { readReference } from '../../../platform/identifiers.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { Classification, GroupStatus } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'

/** What stands beside a group. */
export type Beside = 'report' | 'requirement'
const TABLE = { report: 'networks.group_report', requirement: 'networks.group_requirement' } as const
const COLUMN = { report: 'report_id', requirement: 'requirement_id' } as const

/**
 * Says that a record belongs to a group: this person reads both in full, and one of the two is their agency's. Saying it twice
 * changes nothing.
 * @param id - of the group
 * @param record - of the record
 * @param kind - of the record
 * @throws forbidden `wrong-role`; not-found; invalid with `reference`
 */
async function link(scope: MemberScope, id: RecordId, record: RecordId, kind: Beside): Promise<void> {
  mustBeOneWho(scope, 'keepsGroups')
  const { reads, may } = await scope.tx.one<{ reads: boolean; may: boolean }>(
    `select networks.reads_record($1, 'group') as reads, networks.may_link($1, $2, $3) as may`,
    [id, record, kind],
  )
  if (!reads) throw notFound()
  if (!may) throw invalid({ reference: notInSight(kind) })
  const inserted = await scope.tx.run(
    `insert into ${TABLE[kind]} (group_id, ${COLUMN[kind]}, agency_id, person_id, at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [id, record, scope.actor.agencyId, scope.actor.personId, scope.now],
  )
  if (inserted === 0) return
  scope.record({ kind: 'combination', subject: { kind: 'group', id }, detail: { linked: kind } })
  scope.wake([scope.actor.agencyId])
}

/**
 * The same of a report.
 * @param id - of the group
 * @param report - of the report
 * @throws as `link`
 */
export const linkReport = (scope: MemberScope, id: RecordId, report: RecordId): Promise<void> =>
  link(scope, id, report, 'report')

/**
 * The same of a requirement, which then serves the group.
 * @param id - of the group
 * @param requirement - of the requirement
 * @throws as `link`
 */
export const linkRequirement = (scope: MemberScope, id: RecordId, requirement: RecordId): Promise<void> =>
  link(scope, id, requirement, 'requirement')

/**
 * Takes back what this person's agency has linked with a group. Both records stay as they are.
 * @param id - of the group
 * @param record - of the record
 * @param kind - of the record
 * @throws forbidden `wrong-role`; not-found
 */
export async function unlink(
  scope: MemberScope,
  id: RecordId,
  record: RecordId,
  kind: Beside,
): Promise<void> {
  mustBeOneWho(scope, 'keepsGroups')
  const gone = await scope.tx.run(
    `delete from ${TABLE[kind]} where group_id = $1 and ${COLUMN[kind]} = $2 and agency_id = $3`,
    [id, record, scope.actor.agencyId],
  )
  if (gone === 0) throw notFound()
  scope.record({ kind: 'alteration', subject: { kind: 'group', id }, detail: { unlinked: kind } })
  scope.wake([scope.actor.agencyId])
}

const notInSight = (kind: Beside) =>
  kind === 'report'
    ? 'There is no filed report with this reference that you may read and link. Check it'
    : 'There is no requirement with this reference that you may read and link. Check it'

/**
 * Finds a record by its reference, or a report by that of the agency's own system.
 * @param reference - as it was typed
 * @param kind - of the record
 * @returns its id
 * @throws invalid with `reference` for what is absent and what is hidden alike
 */
export async function byReference(
  scope: MemberScope,
  reference: string,
  kind: Beside | 'group',
): Promise<RecordId> {
  const rows = await scope.tx.many<{ id: RecordId }>(
    `select id from access.record
     where kind = $1 and status = 'disseminated'
       and (reference = $2 or kind = 'report' and agency_id = $3 and agency_reference = $4)
     limit 2`,
    [
      kind,
      readReference(reference) ?? reference.slice(0, 100),
      scope.actor.agencyId,
      reference.slice(0, 100),
    ],
  )
  const [found, other] = rows
  if (!found)
    throw invalid({
      reference:
        kind === 'group'
          ? 'There is no group with this reference that you may read. Check it'
          : notInSight(kind),
    })
  if (other)
    throw invalid({ reference: 'Two reports have this reference. Enter the reference that begins with SM' })
  return found.id
}

export type LinkedRecord = {
  id: RecordId
  reference: string
  title: string
  classification: Classification
  owner: string
  /** this person's agency linked it */
  ours: boolean
  at: Date
}

/**
 * Lists what belongs to a group, as far as this person may know of it.
 * @param id - of a group in full sight
 * @param kind - of the records
 * @returns the last linked first, two hundred at most
 */
export const linkedWith = (scope: MemberScope, id: RecordId, kind: Beside): Promise<LinkedRecord[]> =>
  scope.tx.many<LinkedRecord>(
    `select r.id, r.reference, r.title, r.classification, a.name as owner, k.agency_id = $2 as ours, k.at
     from ${TABLE[kind]} k
     join access.record r on r.id = k.${COLUMN[kind]}
     join identity.agency a on a.id = r.agency_id
     where k.group_id = $1
     order by k.at desc, r.id limit 200`,
    [id, scope.actor.agencyId],
  )

export type GroupOf = {
  id: RecordId
  name: string
  classification: Classification
  owner: string
  status: GroupStatus
}

/**
 * Lists the groups to which records belong.
 * @param records - that this person reads; one, or several
 * @param kind - of the records
 * @returns those that they read in full, each once, fifty at most
 */
export const groupsOf = (
  scope: MemberScope,
  records: RecordId | readonly RecordId[],
  kind: Beside,
): Promise<GroupOf[]> =>
  scope.tx.many<GroupOf>(
    `select r.id, r.title as name, r.classification, a.name as owner, g.status
     from ${TABLE[kind]} k
     join networks.crime_group g on g.id = k.group_id
     join access.record r on r.id = g.id
     join identity.agency a on a.id = r.agency_id
     where k.${COLUMN[kind]} = any ($1::uuid[])
     group by r.id, g.id, a.id
     order by min(k.at), r.id limit 50`,
    [[records].flat()],
  )
