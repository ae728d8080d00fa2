/** Who holds a record, and what has happened to it. The owner's questions only. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName, RecordEvent, RecordKind } from '../../platform/rooms/record-kind.ts'
import type { RecordId } from '../../wire/ids.ts'

/** One release of a record, with what its officer gave as the reason. */
export type ReleaseRow = {
  at: Date
  who: string
  version: number
  toAll: boolean
  agencies: AgencyName[]
  reason: string
}

/**
 * Reads to whom an own record was released and why. Row-level security shows it to the owner alone.
 * @param id - of the record
 * @returns the last first; none for a record of another agency
 */
export async function releasesOf(scope: MemberScope, id: RecordId): Promise<ReleaseRow[]> {
  return await scope.tx.many<ReleaseRow>(
    `select r.at, identity.person_label(r.person_id) as who, r.version, r.to_all as "toAll", r.reason,
            (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) order by a.name), '[]')
             from identity.agency a where a.id = any (r.agencies)) as agencies
     from access.release r where r.record_id = $1
     order by r.at desc`,
    [id],
  )
}

/**
 * Reads what has happened to an own record.
 * @param kind - of the record
 * @param id - of the record
 * @returns the last first, 200 events at most
 * @throws not-found unless it is an own record that this person may read
 */
export async function historyOf(scope: MemberScope, kind: RecordKind, id: RecordId): Promise<RecordEvent[]> {
  const own = await scope.tx.maybe(
    `select id from access.record where id = $1 and agency_id = $2 and kind = $3`,
    [id, scope.actor.agencyId, kind.kind],
  )
  if (!own) throw notFound()
  const rows = await scope.tx.many<RecordEvent>(
    `select h.at, h.kind, h.operation, h.who, h.detail,
            (select jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name)
             from identity.agency a where a.id = h.agency_id) as agency,
            (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) order by a.name), '[]')
             from identity.agency a where a.id = any (h.recipients)) as recipients
     from access.history_of($1) h`,
    [id],
  )
  scope.record({ kind: 'consultation', subject: { kind: kind.kind, id }, detail: { history: true } })
  return rows
}
