/** The lists of groups: this agency's own, and those that were released to it. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { pageOf, readCursor, ROWS_OF_A_PAGE, writeCursor } from '../../../platform/http/list-cursor.ts'
import type { Classification, GroupGrade, GroupStatus } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'

/** Which of a list: those that are active or dormant, or all. */
export type Which = 'open' | 'all'

export type GroupRow = {
  id: RecordId
  reference: string
  name: string
  aliases: string[]
  owner: string
  classification: Classification
  stage: 'submitted' | 'disseminated' | 'withdrawn'
  status: GroupStatus
  lead: string | null
  /** of the newest assessment */
  grade: GroupGrade | null
  createdAt: Date
}

/**
 * Lists groups.
 * @param options - `own`: this agency's, else those released to it; `which`; `cursor`: where the page before ended
 * @returns newest first, 50 at a time; the cursor of the next page, null on the last
 * @throws invalid when the cursor is none
 */
export async function listGroups(
  scope: MemberScope,
  { own, which, cursor }: { own: boolean; which: Which; cursor?: string | undefined },
): Promise<{ rows: GroupRow[]; cursor: string | null }> {
  const after = readCursor(cursor)
  // PostgreSQL takes what the rule of sight lets through for few rows; planned for any value, a list is read from its index.
  await scope.tx.run('set local plan_cache_mode = force_generic_plan')
  const rows = await scope.tx.many<GroupRow>(
    LIST.replace('OWNER', own ? 'g.agency_id = $1' : 'g.agency_id <> $1').replace(
      'ONLY',
      which === 'open' ? `and g.status in ('active', 'dormant')` : '',
    ),
    [scope.actor.agencyId, after?.at ?? null, after?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageOf(rows, ({ createdAt, id }) => writeCursor(createdAt, id))
}

const LIST = `
  select g.id, r.reference, r.title as name, g.aliases, a.name as owner, r.classification, access.stage_of(r) as stage,
         g.status, identity.person_label(g.lead_id) as lead, s.grade, g.created_at as "createdAt"
  from networks.crime_group g
  join access.record r on r.id = g.id
  join identity.agency a on a.id = g.agency_id
  left join lateral (select x.grade from networks.group_assessment x where x.group_id = g.id
                     order by x.made_on desc, x.at desc, x.id limit 1) s on true
  where OWNER ONLY
    and ($2::timestamptz is null or g.created_at <= $2 and (g.created_at, g.id) < ($2, $3::uuid))
  order by g.created_at desc, g.id desc
  limit $4`
