/** Who checked which version of a sanitised report. */
import type { MemberScope } from '../../platform/database/scope.ts'

/** A version of a sanitised report: who wrote it, who checked it and when. */
export type VersionCheck = { version: number; writtenBy: string; checkedBy: string; at: Date }

/**
 * Reads the checks of a sanitised report's versions. Row-level security shows them to the owner alone.
 * @param id - of the report
 * @returns the first first
 */
export async function checksOf(scope: MemberScope, id: string): Promise<VersionCheck[]> {
  return await scope.tx.many<VersionCheck>(
    `select version, identity.person_label(written_by) as "writtenBy", identity.person_label(checked_by) as "checkedBy", at
     from intelligence.version_check where report_id = $1 order by version`,
    [id],
  )
}
