/** What an agency is told of records that it was given, and what it says of its copies. */
import { invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import {
  pageBothWays,
  placedAt,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
  type Placed,
} from '../../../platform/http/list-cursor.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { Id, RecordId } from '../../../wire/ids.ts'
import type { Copies, NoticeKind } from './words.ts'

export type NoticeId = Id<'notice'>

export type NoticeRow = {
  id: NoticeId
  recordId: RecordId
  what: NoticeKind
  kind: string
  reference: string
  classification: Classification
  owner: string
  /** the agency that is told */
  agency: string
  reason: string
  wrongVersion: number | null
  rightVersion: number | null
  at: Date
  acknowledgedAt: Date | null
  who: string | null
}

export type StatedRow = { copies: Copies; note: string | null; who: string; at: Date }
export type HadRow = { who: string; what: 'opened' | 'exported'; version: number; at: Date }

const NOTICES = `
  select n.id, n.record_id as "recordId", n.what, n.kind, n.reference, n.classification, o.name as owner, a.name as agency,
         n.reason, n.wrong_version as "wrongVersion", n.right_version as "rightVersion", n.at, ${placedAt('n.at')},
         n.acknowledged_at as "acknowledgedAt", identity.person_label(n.acknowledged_by) as who
  from access.notice n join identity.agency o on o.id = n.owner_id join identity.agency a on a.id = n.agency_id`

/**
 * Lists what this agency was told.
 * @param at - where the page begins
 * @returns the newest first, 50 at a time; cursors of the pages beside it, null where there is none
 * @throws invalid when the cursor is none
 */
export async function listNotices(
  scope: MemberScope,
  at: ListPlace = {},
): Promise<{ rows: NoticeRow[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const order = back ? '' : 'desc'
  const rows = await scope.tx.many<NoticeRow & Placed>(
    `${NOTICES} where n.agency_id = $1 and ($2::timestamptz is null or (n.at, n.id) ${back ? '>' : '<'} ($2, $3::uuid))
     order by n.at ${order}, n.id ${order} limit $4`,
    [scope.actor.agencyId, from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageBothWays(rows, at, (row) => writeCursor(row.cursorAt, row.id))
}

/**
 * Lists what partners were told of an own record, with what each did with its copies.
 * @param recordId - of the record
 * @returns the newest first, 200 at most
 */
export async function noticesOf(
  scope: MemberScope,
  recordId: string,
): Promise<(NoticeRow & { stated: StatedRow[] })[]> {
  const rows = await scope.tx.many<NoticeRow>(
    `${NOTICES} where n.record_id = $1 and n.owner_id = $2 order by n.at desc, a.name limit 200`,
    [recordId, scope.actor.agencyId],
  )
  const stated = await scope.tx.many<StatedRow & { notice: NoticeId }>(
    `select s.notice_id as notice, s.what as copies, s.note, identity.person_label(s.person_id) as who, s.at
     from access.notice_statement s where s.notice_id = any ($1) order by s.id`,
    [rows.map(({ id }) => id)],
  )
  return rows.map((row) => ({ ...row, stated: stated.filter(({ notice }) => notice === row.id) }))
}

/**
 * Reads one notice, with who of this agency had the record. The reading is an event.
 * @param id - of the notice
 * @returns the notice, who opened or exported the record, and what was said of the copies
 * @throws not-found unless this agency was told, and this person may know
 */
export async function readNotice(
  scope: MemberScope,
  id: NoticeId,
): Promise<{ notice: NoticeRow; had: HadRow[]; stated: StatedRow[] }> {
  const notice = await scope.tx.maybe<NoticeRow>(`${NOTICES} where n.id = $1 and n.agency_id = $2`, [
    id,
    scope.actor.agencyId,
  ])
  if (!notice) throw notFound()
  const had = await scope.tx.many<HadRow>(
    'select who, what, version, at from access.had_before_notice($1) limit 200',
    [id],
  )
  const stated = await statementsOn(scope, id)
  scope.record({
    kind: 'consultation',
    subject: { kind: notice.kind, id: notice.recordId },
    detail: { notice: notice.what },
  })
  return { notice, had, stated }
}

/**
 * Says for this agency what it did with its copies. The first statement acknowledges the notice; a later one stands
 * beside it. The same once more, by the same person, changes nothing.
 * @param id - of the notice
 * @param copies - what became of them
 * @param typed - a note; required where a copy is kept, 2,000 characters at most
 * @throws not-found unless this agency was told; invalid with `note`
 */
export async function acknowledgeNotice(
  scope: MemberScope,
  id: NoticeId,
  copies: Copies,
  typed: string | null,
): Promise<void> {
  const { notice } = await readNotice(scope, id)
  const owner = await scope.tx.one<{ ownerId: number }>(
    'select owner_id as "ownerId" from access.notice where id = $1',
    [id],
  )
  const note = typed?.trim() ? typed.trim() : null
  if (copies === 'kept' && note === null)
    throw invalid({ note: 'Say what you keep, and on what legal ground' })
  if (note !== null && note.length > 2_000) throw invalid({ note: 'Must be 2,000 characters or fewer' })
  const last = (await statementsOn(scope, id)).at(-1)
  if (last?.copies === copies && last.note === note && last.mine) return
  await scope.tx.run(
    `update access.notice set acknowledged_at = $2, acknowledged_by = $3
     where id = $1 and acknowledged_at is null and agency_id = $4`,
    [id, scope.now, scope.actor.personId, scope.actor.agencyId],
  )
  await scope.tx.run(
    `insert into access.notice_statement (notice_id, record_id, agency_id, what, note, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, notice.recordId, scope.actor.agencyId, copies, note, scope.actor.personId, scope.now],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: notice.kind, id: notice.recordId },
    recipients: [owner.ownerId],
    detail: { noticeAcknowledged: true, copies },
  })
  scope.wake([scope.actor.agencyId, owner.ownerId])
}

async function statementsOn(scope: MemberScope, id: NoticeId): Promise<(StatedRow & { mine: boolean })[]> {
  return await scope.tx.many<StatedRow & { mine: boolean }>(
    `select what as copies, note, identity.person_label(person_id) as who, at, person_id = $2 as mine
     from access.notice_statement where notice_id = $1 and agency_id = $3 order by id`,
    [id, scope.actor.personId, scope.actor.agencyId],
  )
}
