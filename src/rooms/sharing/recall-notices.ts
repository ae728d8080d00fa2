/** The notice of a recall, for an agency that had the record: what to look for, who had it, what was done. */
import { invalid, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName, RecordKind } from '../../platform/rooms/record-kind.ts'
import type { Classification } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'

/** What an agency did with its copies. */
export const copiesWords = {
  destroyed: 'We have destroyed our copies',
  kept: 'We keep a copy, because we must',
  none: 'We had no copies',
} as const
export type Copies = keyof typeof copiesWords

export type Statement = { copies: Copies; note: string | null }
export type Stated = Statement & { who: string; at: Date }

export type RecallRow = {
  recordId: RecordId
  /** of which kind of record, as in `access.record_kind` */
  kind: string
  reference: string
  /** what it was called, where somebody of this agency had it */
  title: string | null
  classification: Classification
  owner: AgencyName
  reason: string
  at: Date
  acknowledged: { at: Date; who: string } | null
}

/** Somebody of this agency who had the record. */
export type HadIt = {
  /** counts the persons: two colleagues may have one name */
  reader: number
  who: string
  what: 'opened' | 'exported'
  version: number
  at: Date
  lastAt: Date
}

export type RecallView = RecallRow & {
  had: HadIt[]
  /** the first first; what was said stays */
  stated: Stated[]
}

/**
 * Of which kind a recalled record was.
 * @param recordId - of the record that the notice is about
 * @returns as in `access.record_kind`
 * @throws not-found unless this agency was told of it, and this person may know
 */
export async function kindOfRecalled(scope: MemberScope, recordId: RecordId): Promise<{ kind: string }> {
  const { kind } = await scope.tx.one<{ kind: string | null }>(
    'select access.kind_before_recall($1) as kind',
    [recordId],
  )
  if (kind === null) throw notFound()
  return { kind }
}

/**
 * Says for this agency what it did with its copies. The first statement acknowledges the recall; a later one
 * stands beside it. The same once more, by the same person, changes nothing.
 * @param kind - of the record
 * @param recordId - of the record that was recalled
 * @param statement - what became of the copies; `note` is required where they are kept, and has 2,000 characters at
 *   most
 * @throws not-found unless this agency was told of it, and the record was of this kind; invalid with `copies` or `note`
 */
export async function acknowledgeRecall(
  scope: MemberScope,
  kind: RecordKind,
  recordId: RecordId,
  { copies, note: typed }: Statement,
): Promise<void> {
  const notice = await scope.tx.maybe<{ owner_id: number; acknowledged_at: Date | null }>(
    `select owner_id, acknowledged_at from access.recall_notice
     where record_id = $1 and agency_id = $2`,
    [recordId, scope.actor.agencyId],
  )
  if (!notice || (await kindOfRecalled(scope, recordId)).kind !== kind.kind) throw notFound()
  const note = typed?.trim() ? typed.trim() : null
  if (copies === 'kept' && note === null)
    throw invalid({ note: 'Say what you keep, and on what legal ground' })
  if (note !== null && note.length > 2_000) throw invalid({ note: 'Must be 2,000 characters or fewer' })
  const last = (await statementsOn(scope, recordId)).at(-1)
  if (last?.copies === copies && last.note === note && last.mine) return
  if (notice.acknowledged_at === null)
    await scope.tx.run(
      `update access.recall_notice set acknowledged_at = $3, acknowledged_by = $4
       where record_id = $1 and agency_id = $2 and acknowledged_at is null`,
      [recordId, scope.actor.agencyId, scope.now, scope.actor.personId],
    )
  await scope.tx.run(
    `insert into access.recall_statement (record_id, agency_id, what, note, person_id, at)
     values ($1, $2, $3, $4, $5, $6)`,
    [recordId, scope.actor.agencyId, copies, note, scope.actor.personId, scope.now],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: kind.kind, id: recordId },
    recipients: [notice.owner_id],
    detail: { recallAcknowledged: true, copies },
  })
  scope.wake([scope.actor.agencyId, notice.owner_id])
}

type NoticeRow = Omit<RecallRow, 'acknowledged'> & {
  acknowledgedAt: Date | null
  who: string | null
}
const NOTICES = `
  select n.record_id as "recordId", access.kind_before_recall(n.record_id) as kind, n.reference, n.classification, n.reason, n.at,
         access.title_before_recall(n.record_id) as title,
         jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) as owner,
         n.acknowledged_at as "acknowledgedAt", identity.person_label(n.acknowledged_by) as who
  from access.recall_notice n join identity.agency a on a.id = n.owner_id
  where n.agency_id = $1`

const recallRow = ({ acknowledgedAt, who, ...row }: NoticeRow): RecallRow => ({
  ...row,
  acknowledged: acknowledgedAt === null ? null : { at: acknowledgedAt, who: who ?? '' },
})

/**
 * Lists the recalls that this agency was told of.
 * @returns open ones first, then the newest; 100 at most
 */
export async function listRecalls(scope: MemberScope): Promise<RecallRow[]> {
  const rows = await scope.tx.many<NoticeRow>(
    `${NOTICES} order by n.acknowledged_at is not null, n.at desc limit 100`,
    [scope.actor.agencyId],
  )
  return rows.map(recallRow)
}

/**
 * Counts the recalls that wait for an answer of this agency, as far as this person may know of them.
 * @returns how many
 */
export async function countOpenRecalls(scope: MemberScope): Promise<number> {
  const { open } = await scope.tx.one<{ open: number }>(
    `select count(*)::integer as open from access.recall_notice where agency_id = $1 and acknowledged_at is null`,
    [scope.actor.agencyId],
  )
  return open
}

export type OpenRecall = {
  id: RecordId
  reference: string
  classification: Classification
  from: string
  since: Date
  /** how many recalls of this agency are open, and since when the oldest is */
  total: number
  oldest: Date
}

/** Of one agency so many are listed from the old end, and so many from the new. */
const MOST_OLD = 4
const MOST_NEW = 20

/**
 * Lists the recalls that wait for an answer of this agency, for home.
 * @returns of each agency the oldest four and the newest twenty, the oldest first
 */
export async function openRecalls(scope: MemberScope): Promise<OpenRecall[]> {
  // A recalled record is in nobody's sight any more: its notice says what it was.
  return await scope.tx.many<OpenRecall>(
    `select id, reference, classification, "from", since, total, oldest
     from (
       select n.record_id as id, n.reference, n.classification, a.name as "from", n.at as since,
              (count(*) over of_agency)::integer as total, min(n.at) over of_agency as oldest,
              row_number() over (of_agency order by n.at) as from_old,
              row_number() over (of_agency order by n.at desc) as from_new
       from access.recall_notice n join identity.agency a on a.id = n.owner_id
       where n.agency_id = $1 and n.acknowledged_at is null
       window of_agency as (partition by n.owner_id)) t
     where from_old <= $2 or from_new <= $3
     order by since`,
    [scope.actor.agencyId, MOST_OLD, MOST_NEW],
  )
}

/**
 * Reads one recall, with who of this agency had the record. The reading is an event.
 * @param recordId - of the record that was recalled
 * @returns the notice, who opened or exported the record, and what was said of its copies
 * @throws not-found unless this agency was told of it, and this person may know
 */
export async function readRecall(scope: MemberScope, recordId: RecordId): Promise<RecallView> {
  const row = await scope.tx.maybe<NoticeRow>(`${NOTICES} and n.record_id = $2`, [
    scope.actor.agencyId,
    recordId,
  ])
  if (!row) throw notFound()
  const had = await scope.tx.many<HadIt>(
    `select reader, who, what, version, at, last_at as "lastAt" from access.had_before_recall($1)`,
    [recordId],
  )
  const stated = await statementsOn(scope, recordId)
  scope.record({
    kind: 'consultation',
    subject: { kind: row.kind, id: recordId },
    detail: { recallNotice: true },
  })
  return { ...recallRow(row), had, stated: stated.map(({ mine: _mine, ...one }) => one) }
}

/**
 * Finds where this person's agency was told what became of a record that it had: it was erased, restricted or recalled.
 * Whoever comes to the record's old address is led there; row-level security gives a notice to nobody who was not told.
 * @param recordId - of the record
 * @returns the address of the notice; null where they were told nothing: what is absent and what is hidden are one
 */
export async function addressOfNotice(scope: MemberScope, recordId: RecordId): Promise<string | null> {
  const notice = await scope.tx.maybe<{ id: string; what: string }>(
    `select id, what from access.notice
     where record_id = $1 and agency_id = $2 and what in ('restricted', 'lifted', 'erased')
     order by at desc, id desc limit 1`,
    [recordId, scope.actor.agencyId],
  )
  if (notice !== null && notice.what !== 'lifted') return `/notices/${notice.id}`
  const recall = await scope.tx.maybe(
    `select record_id from access.recall_notice where record_id = $1 and agency_id = $2`,
    [recordId, scope.actor.agencyId],
  )
  return recall === null ? null : `/recalls/${recordId}`
}

async function statementsOn(scope: MemberScope, recordId: RecordId): Promise<(Stated & { mine: boolean })[]> {
  return await scope.tx.many<Stated & { mine: boolean }>(
    `select what as copies, note, identity.person_label(person_id) as who, at, person_id = $3 as mine
     from access.recall_statement where record_id = $1 and agency_id = $2 order by id`,
    [recordId, scope.actor.agencyId, scope.actor.personId],
  )
}
