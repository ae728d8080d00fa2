/** Who holds a report, and what has happened to it. The owner's questions only. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { EventKind } from '../../wire/codes.ts'
import type { AgencyName } from './read-report.ts'

export { audienceOf as holdersOf } from './audience.ts'

/** One release of a report, with what its officer gave as the reason. */
export type ReleaseRow = {
  at: Date
  who: string
  version: number
  toAll: boolean
  agencies: AgencyName[]
  reason: string
}

/** To whom an own report was released and why, the last first. Row-level security shows them to the owner alone. */
export async function releasesOf(scope: MemberScope, id: string): Promise<ReleaseRow[]> {
  return await scope.tx.many<ReleaseRow>(
    `select r.at, identity.person_label(r.person_id) as who, r.version, r.to_all as "toAll", r.reason,
            (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) order by a.name), '[]')
             from identity.agency a where a.id = any (r.agencies)) as agencies
     from intelligence.release r where r.report_id = $1
     order by r.at desc`,
    [id],
  )
}

/** A version of a sanitised report: who wrote it, who checked it and when. */
export type VersionCheck = { version: number; writtenBy: string; checkedBy: string; at: Date }

/** The checks of a sanitised report's versions, the first first. Row-level security shows them to the owner alone. */
export async function checksOf(scope: MemberScope, id: string): Promise<VersionCheck[]> {
  return await scope.tx.many<VersionCheck>(
    `select version, identity.person_label(written_by) as "writtenBy", identity.person_label(checked_by) as "checkedBy", at
     from intelligence.version_check where report_id = $1 order by version`,
    [id],
  )
}

/** One event, as data for a sentence. `detail` holds numbers and flags, never content. */
export type HistoryRow = {
  at: Date
  kind: EventKind
  operation: string
  agency: AgencyName | null
  who: string | null
  recipients: AgencyName[]
  detail: Record<string, unknown>
}

/**
 * What has happened to an own report, the last first, 200 events at most.
 * @throws not-found unless it is an own report that this person may read
 */
export async function historyOf(scope: MemberScope, id: string): Promise<HistoryRow[]> {
  const own = await scope.tx.maybe(`select id from intelligence.report where id = $1 and agency_id = $2`, [
    id,
    scope.actor.agencyId,
  ])
  if (!own) throw notFound()
  const rows = await scope.tx.many<HistoryRow>(
    `select h.at, h.kind, h.operation, h.who, h.detail,
            (select jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name)
             from identity.agency a where a.id = h.agency_id) as agency,
            (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) order by a.name), '[]')
             from identity.agency a where a.id = any (h.recipients)) as recipients
     from intelligence.history_of($1) h`,
    [id],
  )
  scope.record({ kind: 'consultation', subject: { kind: 'report', id }, detail: { history: true } })
  return rows
}
