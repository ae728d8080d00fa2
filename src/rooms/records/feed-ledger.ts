/**
 * An agency's own ledger for the programs that watch over its security: events in their order, from where the reader
 * stands. Who reads it is who reads the page, and reading is an event too.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { EventKind } from '../../wire/codes.ts'
import { openEventId, sealEventId } from './feed-cursor.ts'
import { stateUse } from './ledger-store.ts'

/** Events of one answer. */
export const MOST_EVENTS = 500

/** The operation of reading the feed; the reading of its own traces leaves none, or there would be no end. */
export const FEED = 'records.ledger.feed'

export type FedEvent = {
  /** sealed; the same whenever it is read */
  id: string
  at: Date
  kind: EventKind
  operation: string
  person: { id: string; name: string | null } | null
  service: string | null
  record: { kind: string; id: string } | null
  /** slug of the agency whose ledger this is */
  agency: string
  /** slugs of agencies; `*` for all partners */
  recipients: string[]
  /** of a refusal: why, as a code */
  reason: string | null
}

type Row = {
  id: string
  at: Date
  kind: EventKind
  operation: string
  personId: string | null
  personName: string | null
  service: string | null
  subjectKind: string | null
  subjectId: string | null
  recipients: number[]
  reason: string | null
  settled: boolean
}

// What is still under way may get a lower number than what is there already: only what nothing can come before any
// more is given. Transactions of another cluster, from before a restore, are over whatever their numbers say.
const EVENTS = `
  select e.id, e.at, e.kind, e.operation, e.person_id as "personId", p.name as "personName", e.service,
         e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.recipients, e.detail ->> 'code' as reason,
         (e.xid < pg_snapshot_xmin(pg_current_snapshot()) and e.at < clock_timestamp() - interval '10 seconds')
           or e.at < clock_timestamp() - interval '1 day' as settled
  from ledger.event e left join identity.person p on p.id = e.person_id
  where e.agency_id = $1 and e.id > $2
  order by e.id limit $3`

/**
 * Reads on.
 * @param key - that cursors are sealed with
 * @param after - cursor of the answer before; null from the beginning; `latest` from now on
 * @param most - events at most, up to 500
 * @returns events in their order, the cursor to go on with, and whether there are more already
 * @throws invalid with `after` when it is no cursor of this agency's
 */
export async function feedLedger(
  scope: MemberScope,
  key: Buffer,
  after: string | null,
  most: number,
): Promise<{ events: FedEvent[]; cursor: string | null; more: boolean }> {
  const { agencyId } = scope.actor
  // Of the four uses of s.62(4) it is this one: security operations look after the integrity of the data.
  await stateUse(scope, 'integrity')
  if (after === 'latest') return { events: [], cursor: await latest(scope, key), more: false }
  const from = after === null ? 0n : openEventId(key, agencyId, after)
  const rows = await scope.tx.many<Row>(EVENTS, [agencyId, String(from), Math.min(most, MOST_EVENTS) + 1])
  const unsettled = rows.findIndex(({ settled }) => !settled)
  const there = unsettled === -1 ? rows : rows.slice(0, unsettled)
  const given = there.slice(0, most)
  const slugs = await slugsOf(scope)
  if (given.some(({ operation }) => operation !== FEED))
    scope.record({ kind: 'consultation', detail: { ledger: true, use: 'integrity', fed: given.length } })
  const last = given.at(-1)
  return {
    events: given.map((row) => eventOf(row, sealEventId(key, agencyId, BigInt(row.id)), slugs, agencyId)),
    cursor: last === undefined ? after : sealEventId(key, agencyId, BigInt(last.id)),
    more: there.length > given.length,
  }
}

async function latest({ tx, actor }: MemberScope, key: Buffer): Promise<string | null> {
  const row = await tx.maybe<{ id: string }>(
    `select id from ledger.event where agency_id = $1 order by id desc limit 1`,
    [actor.agencyId],
  )
  return row === null ? null : sealEventId(key, actor.agencyId, BigInt(row.id))
}

async function slugsOf({ tx }: MemberScope): Promise<Map<number, string>> {
  const rows = await tx.many<{ id: number; slug: string }>(`select id, slug from identity.agency`)
  return new Map(rows.map(({ id, slug }) => [id, slug]))
}

function eventOf(row: Row, id: string, slugs: ReadonlyMap<number, string>, agencyId: number): FedEvent {
  const { at, kind, operation, service, reason, personId, subjectKind, subjectId } = row
  return {
    ...{ id, at, kind, operation, service, reason },
    agency: slugs.get(agencyId) ?? '',
    person: personId === null ? null : { id: personId, name: row.personName },
    record: subjectKind === null || subjectId === null ? null : { kind: subjectKind, id: subjectId },
    // 0 stands for all partners.
    recipients: row.recipients.flatMap((one) => (one === 0 ? '*' : (slugs.get(one) ?? []))),
  }
}
