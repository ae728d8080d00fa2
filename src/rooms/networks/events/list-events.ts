/** Events of the reports that the viewer reads in full, by place and by time. Row-level security says which. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { readCursor, ROWS_OF_A_PAGE, writeCursor } from '../../../platform/http/list-cursor.ts'
import type { Classification, Handling, PositionSureness, WhatHappened } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'
import type { EventFilter } from './asked.ts'

export type EventRow = {
  id: string
  report: RecordId
  reference: string
  title: string
  owner: { slug: string; name: string }
  classification: Classification
  handling: Handling
  /** number of the item in the report, from 1 */
  item: number
  kind: WhatHappened
  /** as it is kept (src/wire/event-time.ts); null: not said */
  when: string | null
  from: Date | null
  until: Date | null
  listedAt: Date
  lat: number | null
  lon: number | null
  sure: PositionSureness | null
  withinM: number | null
  place: string | null
}

export type EventPage = {
  rows: EventRow[]
  /** cursors of the pages beside this one; null: there is none */
  older: string | null
  newer: string | null
}

/** Whoever reads, row-level security says what of. */
type Reading = Pick<MemberScope, 'tx' | 'now'>

/** So many are counted; of more it is said that there are more. */
export const MOST_COUNTED = 1_000

// Whole degrees of latitude are never more than this many metres apart.
const METRES_OF_A_DEGREE = 111_000

const CHOSEN = `
  from networks.event e
  where ($1::float8[] is null
         or e.lat between $4 and $5
            and exists (select from unnest($1::float8[], $2::float8[]) as p (lat, lon)
                        where networks.metres_between(p.lat, p.lon, e.lat, e.lon) <= $3))
    and ($6::timestamptz is null or e.until_at > $6)
    and ($7::date is null or e.until_at > $7::date::timestamp at time zone 'Europe/London')
    and ($8::date is null or e.from_at < ($8::date + 1)::timestamp at time zone 'Europe/London')
    and ($9::timestamptz is null or e.from_at <= $9)
    and (cardinality($10::text[]) = 0 or e.kind = any ($10))`

const listed = (direction: 'older' | 'newer') => `
  select e.id, e.record_id as report, r.reference, r.title, jsonb_build_object('slug', a.slug, 'name', a.name) as owner,
         r.classification, r.handling, e.item, e.kind, e.said_when as "when", e.from_at as "from", e.until_at as "until",
         e.listed_at as "listedAt", e.lat, e.lon, e.sure, e.within_m as "withinM", e.place
  from (select e.* ${CHOSEN}
          and ($11::timestamptz is null
               or (e.listed_at, e.id) ${direction === 'older' ? '<' : '>'} ($11::timestamptz, $12::uuid))
        order by e.listed_at ${direction === 'older' ? 'desc, e.id desc' : ', e.id'}
        limit $13) e
  join access.record r on r.id = e.record_id
  join identity.agency a on a.id = r.agency_id
  order by e.listed_at desc, e.id desc`

const LIST = { older: listed('older'), newer: listed('newer') }

const COUNT = `select count(*)::integer as count from (select ${CHOSEN} limit ${String(MOST_COUNTED + 1)}) counted`

function parametersOf({ points, km, days, from, to, kinds }: EventFilter, now: Date): unknown[] {
  const metres = km * 1_000
  const lats = points?.map(({ lat }) => lat) ?? []
  const margin = metres / METRES_OF_A_DEGREE + 0.01
  return [
    points === null ? null : lats,
    points === null ? null : points.map(({ lon }) => lon),
    metres,
    points === null ? null : Math.min(...lats) - margin,
    points === null ? null : Math.max(...lats) + margin,
    days === null ? null : new Date(now.getTime() - days * 86_400_000),
    from,
    to,
    days === null ? null : now,
    kinds,
  ]
}

/**
 * Lists events, the last first: by when they began, and where no time is said by when their report was written.
 * @param scope - of whoever reads
 * @param filter - which
 * @param at - `cursor`: older ones than that page; `newer`: newer ones; `limit`: rows of a page
 * @returns one page, and where the pages beside it begin
 * @throws invalid when a cursor is none of ours, or both are given
 */
export async function listEvents(
  scope: Reading,
  filter: EventFilter,
  at: { cursor?: string; newer?: string; limit?: number } = {},
): Promise<EventPage> {
  const { cursor = '', newer = '', limit = ROWS_OF_A_PAGE } = at
  if (cursor !== '' && newer !== '')
    throw invalid({ cursor: 'Ask for older or for newer events, not for both' })
  const direction = newer === '' ? 'older' : 'newer'
  const place = readCursor(newer === '' ? cursor : newer)
  const rows = await scope.tx.many<EventRow>(LIST[direction], [
    ...parametersOf(filter, scope.now),
    place?.at ?? null,
    place?.id ?? null,
    limit + 1,
  ])
  const more = rows.length > limit
  const shown = direction === 'older' ? rows.slice(0, limit) : rows.slice(-limit)
  const [first, last] = [shown.at(0), shown.at(-1)]
  const cursorOf = (row: EventRow | undefined) =>
    row === undefined ? null : writeCursor(row.listedAt, row.id)
  return {
    rows: shown,
    older: direction === 'newer' || more ? cursorOf(last) : null,
    newer:
      (direction === 'older' && cursor !== '') || (direction === 'newer' && more) ? cursorOf(first) : null,
  }
}

/**
 * Counts events within sight.
 * @param scope - of whoever reads
 * @param filter - which
 * @returns how many; one more than `MOST_COUNTED` where there are more
 */
export async function countEvents(scope: Reading, filter: EventFilter): Promise<number> {
  const { count } = await scope.tx.one<{ count: number }>(COUNT, parametersOf(filter, scope.now))
  return count
}

/**
 * Notes that somebody looked at events: how many, and by what they were chosen. Never where they looked.
 * @param filter - which
 * @param results - how many were shown
 * @param exported - whether they went into a file
 */
export function recordLooking(
  scope: MemberScope,
  filter: EventFilter,
  results: number,
  exported = false,
): void {
  scope.record({
    kind: 'consultation',
    detail: {
      results,
      ...(exported ? { exported: true } : {}),
      filters: [
        ...(filter.points === null ? [] : ['place']),
        ...(filter.days === null && filter.from === null && filter.to === null ? [] : ['time']),
        ...(filter.kinds.length === 0 ? [] : ['kinds']),
      ],
    },
  })
}
