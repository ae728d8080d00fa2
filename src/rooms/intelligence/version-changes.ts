/** What each version changed: kept when it is written, read by its owner and by those who had an earlier one. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { StoredDocument } from './stored-report.ts'
import { whatChanged, type ChangedPart } from './what-changed.ts'

/** `parts` is null where the version before is none that this person could have read: they would tell of it. */
export type VersionChange = { version: number; reason: string | null; parts: ChangedPart[] | null }

/**
 * Stores what a version that was written this moment changed.
 * @param id - of the report
 * @param version - its number; there is one before it
 * @param now - what it says
 * @param reason - as its author gave it
 */
export async function keepVersionChange(
  scope: MemberScope,
  id: string,
  version: number,
  now: StoredDocument,
  reason: string | null,
): Promise<void> {
  const { document } = await scope.tx.one<{ document: StoredDocument }>(
    `select document from intelligence.version_content where report_id = $1 and version = $2`,
    [id, version - 1],
  )
  await scope.tx.run(
    `insert into intelligence.version_change (report_id, version, reason, parts) values ($1, $2, $3, $4)`,
    [id, version, reason, JSON.stringify(whatChanged(document, now))],
  )
}

/**
 * Reads what changed since this person last opened an earlier version than the current one. The owner's officer
 * asks of one version.
 * @param id - of the report
 * @param only - the version that is shown, for its owner; else all since the one that this person read
 * @returns one entry for each version, the newest first, 20 at most
 */
export async function changesOf(scope: MemberScope, id: string, only?: number): Promise<VersionChange[]> {
  return await scope.tx.many<VersionChange>(
    `select c.version, c.reason, intelligence.parts_changed(c.report_id, c.version) as parts
     from intelligence.version_change c join access.record r on r.id = c.report_id
     where c.report_id = $1
       and case when $2::integer is null
                then c.version > (select max(g.version) from access.reading g
                                  where g.record_id = r.id and g.person_id = $3 and g.version < r.version)
                else c.version = $2 end
     order by c.version desc
     limit 20`,
    [id, only ?? null, scope.actor.personId],
  )
}

/**
 * Reads which version before the current one this person opened last.
 * @param id - of the report
 * @returns its number, or null
 */
export async function versionReadBefore(scope: MemberScope, id: string): Promise<number | null> {
  const { version } = await scope.tx.one<{ version: number | null }>(
    `select max(g.version) as version from access.reading g join access.record r on r.id = g.record_id
     where r.id = $1 and g.person_id = $2 and g.version < r.version`,
    [id, scope.actor.personId],
  )
  return version
}
