/** Values so common that they say nothing: each said once, in one row, and no match. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { displayOf } from './list-matches.ts'

export type CommonValue = {
  kind: SubjectKind
  value: string
  /** in how many reports within sight it stands, counted up to COUNTED_UP_TO */
  reports: number
}

/** Where counting stops: beyond it a page says "1,000 or more". */
export const COUNTED_UP_TO = 1_000
export const MOST_COMMON_VALUES = 50

/**
 * @returns common values that reports of this agency within the person's sight hold, those that became
 *   common last first, at most MOST_COMMON_VALUES
 */
export async function commonValues(scope: MemberScope, kind?: SubjectKind): Promise<CommonValue[]> {
  const rows = await scope.tx.many<{ kind: SubjectKind; key: string; reports: number }>(
    `select held.kind, held.key, deconfliction.common_count(held.kind, held.key, $1) as reports
     from (
       select c.kind, c.key, c.since from deconfliction.common_value c
       where ($3::text is null or c.kind = $3)
         and exists (select from deconfliction.identifier i
                     where i.kind = c.kind and i.key = c.key and i.agency_id = $4)
       order by c.since desc, c.kind, c.key
       limit $2) held
     order by held.since desc, held.kind, held.key`,
    [COUNTED_UP_TO, MOST_COMMON_VALUES, kind ?? null, scope.actor.agencyId],
  )
  return rows.map(({ kind: kindOf, key, reports }) => ({
    kind: kindOf,
    value: displayOf(kindOf, key),
    reports,
  }))
}
