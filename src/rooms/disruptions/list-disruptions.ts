/** The lists of this room: disruptions of this agency, and those of partners that it reads. */
import type { MemberScope } from '../../platform/database/scope.ts'
import {
  pageBothWays,
  placedAt,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
  type Placed,
} from '../../platform/http/list-cursor.ts'
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
 * @param at - `whose`: this agency's own, or those of partners; where the page begins
 * @returns newest first, 50 at a time, and the cursors of the pages beside this one; null where there is none
 * @throws invalid when the cursor is none
 */
export async function listDisruptions(
  scope: MemberScope,
  at: ListPlace & { whose: 'ours' | 'partners' },
): Promise<{ rows: DisruptionRow[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const found = await disruptionsOf(
    scope,
    at.whose,
    from,
    ROWS_OF_A_PAGE + 1,
    from !== null && at.back === true,
  )
  return pageBothWays(found, at, ({ cursorAt, id }) => writeCursor(cursorAt, id))
}

/**
 * Reads rows of a list.
 * @param from - behind which it goes on; null: from the newest
 * @param most - so many at most
 * @param back - those before it, the nearest first
 * @returns newest first, unless it goes back
 */
export const disruptionsOf = (
  scope: MemberScope,
  whose: 'ours' | 'partners',
  from: ReturnType<typeof readCursor>,
  most: number,
  back = false,
): Promise<(DisruptionRow & Placed)[]> =>
  scope.tx.many<DisruptionRow & Placed>(
    `${LIST}
  where ${WHOSE[whose]}
    and ($2::timestamptz is null or d.created_at ${back ? '>=' : '<='} $2 and (d.created_at, d.id) ${back ? '>' : '<'} ($2, $3::uuid))
  order by d.created_at ${back ? '' : 'desc'}, d.id ${back ? '' : 'desc'}
  limit $4`,
    [scope.actor.agencyId, from?.at ?? null, from?.id ?? null, most],
  )

const WHOSE = {
  ours: 'd.agency_id = $1',
  partners: `d.agency_id <> $1
    and exists (select from access.delivery x where x.record_id = d.id and x.agency_id in ($1, 0))`,
}

const LIST = `
  select d.id, r.reference, r.title, r.classification, jsonb_build_object('slug', a.slug, 'name', a.name) as owner,
         d.happened_on::text as "happenedOn", d.done, d.state, d.level, d.level_proposed as "levelProposed",
         d.effect_due_on::text as "effectDueOn", r.status = 'withdrawn' as "isRecalled",
         exists (select from disruptions.claim c where c.disruption_id = d.id and c.agency_id = $1) as claimed,
         d.created_at as "createdAt", ${placedAt('d.created_at')}
  from disruptions.disruption d
  join access.record r on r.id = d.id
  join identity.agency a on a.id = r.agency_id`
