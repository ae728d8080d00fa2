/** What an operation is about: groups, and stretches of coast. Who leads it chooses, of what they see. */
import { invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { readReference } from '../../../platform/identifiers.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { actOn } from '../act.ts'
import type { OperationId } from '../ids.ts'

/** As many as a form offers: what is not among them is found by its reference. */
const MOST = 100

export type AboutGroup = {
  id: RecordId
  reference: string
  name: string
  classification: Classification
  owner: string
  chosen: boolean
}

/**
 * Lists groups that the viewer reads in full: those that the operation is about first.
 * @param operation - that the viewer reads
 */
export const groupsToChoose = (scope: MemberScope, operation: OperationId): Promise<AboutGroup[]> =>
  scope.tx.many<AboutGroup>(
    `select r.id, r.reference, r.title as name, r.classification, a.name as owner, k.group_id is not null as chosen
     from access.record r join identity.agency a on a.id = r.agency_id
     left join operations.operation_group k on k.group_id = r.id and k.operation_id = $1
     where r.kind = 'group' and r.status = 'disseminated' and networks.reads_record(r.id, 'group')
     order by k.group_id is null, r.created_at desc, r.id limit ${String(MOST)}`,
    [operation],
  )

export type AboutStretch = { id: string; name: string; chosen: boolean }

/** Lists stretches of the coastal plan of the viewer's agency: those that the operation is about first. */
export const stretchesToChoose = (scope: MemberScope, operation: OperationId): Promise<AboutStretch[]> =>
  scope.tx.many<AboutStretch>(
    `select s.id, s.name, k.stretch_id is not null as chosen
     from coast.stretch_name s
     left join operations.operation_stretch k on k.stretch_id = s.id and k.operation_id = $1
     order by k.stretch_id is null, s.name, s.id limit 500`,
    [operation],
  )

/**
 * Says what an operation is about. What was on the page and is not chosen any more is taken out; what the viewer does not see
 * stays as it is.
 * @param wanted - ids that were chosen, and the reference of a group that was not on the page
 * @throws not-found; invalid `reference`
 */
export async function chooseAbout(
  scope: MemberScope,
  operation: OperationId,
  wanted: { groups: readonly string[]; stretches: readonly string[]; reference: string | null },
): Promise<void> {
  const groups = new Set(wanted.groups)
  const stretches = new Set(wanted.stretches)
  const before = {
    groups: await groupsToChoose(scope, operation),
    stretches: await stretchesToChoose(scope, operation),
  }
  const added = before.groups.filter(({ id, chosen }) => !chosen && groups.has(id)).map(({ id }) => id)
  if (wanted.reference !== null) added.push(await byReference(scope, wanted.reference))
  const out = before.groups.filter(({ id, chosen }) => chosen && !groups.has(id)).map(({ id }) => id)
  const here = before.stretches.filter(({ id, chosen }) => !chosen && stretches.has(id)).map(({ id }) => id)
  const gone = before.stretches.filter(({ id, chosen }) => chosen && !stretches.has(id)).map(({ id }) => id)
  if (added.length + out.length + here.length + gone.length === 0) return
  await scope.tx.run(
    `insert into operations.operation_group (operation_id, group_id, person_id)
     select $1, one, $3 from unnest($2::uuid[]) as one on conflict do nothing`,
    [operation, added, scope.actor.personId],
  )
  await scope.tx.run(
    'delete from operations.operation_group where operation_id = $1 and group_id = any ($2::uuid[])',
    [operation, out],
  )
  await scope.tx.run(
    `insert into operations.operation_stretch (operation_id, stretch_id, person_id)
     select $1, one, $3 from unnest($2::uuid[]) as one on conflict do nothing`,
    [operation, here, scope.actor.personId],
  )
  await scope.tx.run(
    'delete from operations.operation_stretch where operation_id = $1 and stretch_id = any ($2::uuid[])',
    [operation, gone],
  )
  await actOn(
    scope,
    { sql: 'select $1::uuid as operation', values: [operation] },
    {
      kind: 'alteration',
      detail: { groups: added.length - out.length, stretches: here.length - gone.length },
    },
  )
}

async function byReference(scope: MemberScope, typed: string): Promise<RecordId> {
  const found = await scope.tx.maybe<{ id: RecordId }>(
    `select id from access.record
     where kind = 'group' and status = 'disseminated' and reference = $1 and networks.reads_record(id, 'group')`,
    [readReference(typed) ?? typed.slice(0, 100)],
  )
  if (!found)
    throw invalid({ reference: 'There is no group with this reference that you may read. Check it' })
  return found.id
}

/** What an operation is about, as far as the viewer sees it. */
export type About = {
  groups: { id: RecordId; name: string; owner: string; classification: Classification }[]
  stretches: { id: string; name: string }[]
}

/** Reads what an operation is about. @param operation - that the viewer reads */
export const aboutOf = async (scope: MemberScope, operation: OperationId): Promise<About> => ({
  groups: await scope.tx.many(
    `select r.id, r.title as name, a.name as owner, r.classification
     from operations.operation_group k join access.record r on r.id = k.group_id join identity.agency a on a.id = r.agency_id
     where k.operation_id = $1 order by k.at, r.id limit 200`,
    [operation],
  ),
  stretches: await scope.tx.many(
    `select s.id, s.name from operations.operation_stretch k join coast.stretch_name s on s.id = k.stretch_id
     where k.operation_id = $1 order by s.name, s.id limit 500`,
    [operation],
  ),
})
