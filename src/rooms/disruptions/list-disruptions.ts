/** The lists of this room: disruptions of this agency, and those of partners that it reads. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { pageOf, readCursor, ROWS_OF_A_PAGE, writeCursor } from '../../platform/http/list-cursor.ts'
import type { Classification, DisruptionDone, DisruptionLevel, DisruptionState } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'

export type DisruptionRow = {
  id: RecordId
  reference: string
  title: string
  classification: Classification
  owner: { slug: string; name: string }
  /** YYYY-MM-DD */
  happenedOn: string
  done: DisruptionDone
  state: DisruptionState
  level: DisruptionLevel | null
  levelProposed: DisruptionLevel
  /** YYYY-MM-DD */
  effectDueOn: string | null
  isRecalled: boolean
  /** this person's agency claims it */
  claimed: boolean
  createdAt: Date
}

/**
 * Lists disruptions that this person reads in full.
 * @param options - `whose`: this agency's own, or those of partners; `cursor`: where the page before ended
 * @returns newest first, 50 at a time; the cursor of the next page, null on the last
 * @throws invalid when the cursor is none
 */
export async function listDisruptions(
  scope: MemberScope,
  { whose, cursor }: { whose: 'ours' | 'partners'; cursor?: string | undefined },
): Promise<{ rows: DisruptionRow[]; cursor: string | null }> {
  const rows = await disruptionsOf(scope, whose, readCursor(cursor), ROWS_OF_A_PAGE + 1)
  return pageOf(rows, ({ createdAt, id }) => writeCursor(createdAt, id))
}

/**
 * Reads rows of a list, newest first.
 * @param after - behind which it goes on; null: from the newest
 * @param most - so many at most
 */
export const disruptionsOf = (
  scope: MemberScope,
  whose: 'ours' | 'partners',
  after: ReturnType<typeof readCursor>,
  most: number,
): Promise<DisruptionRow[]> =>
  scope.tx.many<DisruptionRow>(
    LIST.replace(
      'WHOSE',
      whose === 'ours'
        ? 'd.agency_id = $1'
        : `d.agency_id <> $1 and exists (select from access.delivery x where x.record_id = d.id and x.agency_id in ($1, 0))`,
    ),
    [scope.actor.agencyId, after?.at ?? null, after?.id ?? null, most],
  )

const LIST = `
  select d.id, r.reference, r.title, r.classification, jsonb_build_object('slug', a.slug, 'name', a.name) as owner,
         d.happened_on::text as "happenedOn", d.done, d.state, d.level, d.level_proposed as "levelProposed",
         d.effect_due_on::text as "effectDueOn", r.status = 'withdrawn' as "isRecalled",
         exists (select from disruptions.claim c where c.disruption_id = d.id and c.agency_id = $1) as claimed,
         d.created_at as "createdAt"
  from disruptions.disruption d
  join access.record r on r.id = d.id
  join identity.agency a on a.id = r.agency_id
  where WHOSE
    and ($2::timestamptz is null or d.created_at <= $2 and (d.created_at, d.id) < ($2, $3::uuid))
  order by d.created_at desc, d.id desc
  limit $4`
