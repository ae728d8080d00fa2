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
 * Lists the common values that this agency holds.
 * @param kind - only values of this kind
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
  return [...rows, ...(await commonTokens(scope, kind))].map(({ kind: kindOf, key, reports }) => ({
    kind: kindOf,
    value: displayOf(kindOf, key),
    reports,
  }))
}

/** The same of tokens: by what our own record calls the value, where it is held here in clear. */
async function commonTokens(
  scope: MemberScope,
  kind?: SubjectKind,
): Promise<{ kind: SubjectKind; key: string; reports: number }[]> {
  return await scope.tx.many(
    `select c.kind, deconfliction.key_for_owner(deconfliction.sealed_key(c.element), own.record_id) as key,
            deconfliction.sealed_common_count(c.kind, c.element, $1) as reports
     from deconfliction.sealed_common c
     cross join lateral (
       select t.record_id from deconfliction.sealed_token t
       where t.element = c.element and t.kind = c.kind and t.agency_id = $4
         and not (t.clear and exists (select from deconfliction.common_value v where v.kind = t.kind and v.key = t.shown))
       limit 1) own
     where $3::text is null or c.kind = $3
     order by c.since desc, c.element
     limit $2`,
    [COUNTED_UP_TO, MOST_COMMON_VALUES, kind ?? null, scope.actor.agencyId],
  )
}
