/** The notice of a recall, for an agency that had the report: what to look for, who had it, what was done. */
import { invalid, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification } from '../../wire/codes.ts'
import type { AgencyName } from './read-report.ts'

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
  reportId: string
  reference: string
  /** what it was called, where somebody of this agency had it */
  title: string | null
  classification: Classification
  owner: AgencyName
  reason: string
  at: Date
  acknowledged: { at: Date; who: string } | null
}

/** Somebody of this agency who had the report. */
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
 * Says for this agency what it did with its copies. The first statement acknowledges the recall; a later one
 * stands beside it. The same once more, by the same person, changes nothing.
 * @throws not-found unless this agency was told of it; invalid with `copies` or `note`
 */
export async function acknowledgeRecall(
  scope: MemberScope,
  reportId: string,
  { copies, note: typed }: Statement,
): Promise<void> {
  const notice = await scope.tx.maybe<{ owner_id: number; acknowledged_at: Date | null }>(
    `select owner_id, acknowledged_at from intelligence.recall_notice
     where report_id = $1 and agency_id = $2`,
    [reportId, scope.actor.agencyId],
  )
  if (!notice) throw notFound()
  const note = typed?.trim() ? typed.trim() : null
  if (copies === 'kept' && note === null)
    throw invalid({ note: 'Say what you keep, and on what legal ground' })
  if (note !== null && note.length > 2_000) throw invalid({ note: 'Must be 2,000 characters or fewer' })
  const last = (await statementsOn(scope, reportId)).at(-1)
  if (last?.copies === copies && last.note === note && last.mine) return
  if (notice.acknowledged_at === null)
    await scope.tx.run(
      `update intelligence.recall_notice set acknowledged_at = $3, acknowledged_by = $4
       where report_id = $1 and agency_id = $2 and acknowledged_at is null`,
      [reportId, scope.actor.agencyId, scope.now, scope.actor.personId],
    )
  await scope.tx.run(
    `insert into intelligence.recall_statement (report_id, agency_id, what, note, person_id, at)
     values ($1, $2, $3, $4, $5, $6)`,
    [reportId, scope.actor.agencyId, copies, note, scope.actor.personId, scope.now],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'report', id: reportId },
    recipients: [notice.owner_id],
    detail: { recallAcknowledged: true, copies },
  })
  scope.wake([scope.actor.agencyId, notice.owner_id])
}

type NoticeRow = Omit<RecallRow, 'acknowledged'> & { acknowledgedAt: Date | null; who: string | null }
const NOTICES = `
  select n.report_id as "reportId", n.reference, n.classification, n.reason, n.at,
         intelligence.title_before_recall(n.report_id) as title,
         jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) as owner,
         n.acknowledged_at as "acknowledgedAt", identity.person_label(n.acknowledged_by) as who
  from intelligence.recall_notice n join identity.agency a on a.id = n.owner_id
  where n.agency_id = $1`

const recallRow = ({ acknowledgedAt, who, ...row }: NoticeRow): RecallRow => ({
  ...row,
  acknowledged: acknowledgedAt === null ? null : { at: acknowledgedAt, who: who ?? '' },
})

/** Recalls that this agency was told of: open ones first, then the newest; 100 at most. */
export async function listRecalls(scope: MemberScope): Promise<RecallRow[]> {
  const rows = await scope.tx.many<NoticeRow>(
    `${NOTICES} order by n.acknowledged_at is not null, n.at desc limit 100`,
    [scope.actor.agencyId],
  )
  return rows.map(recallRow)
}

/**
 * One recall, with who of this agency had the report.
 * @throws not-found unless this agency was told of it, and this person may know
 */
export async function readRecall(scope: MemberScope, reportId: string): Promise<RecallView> {
  const row = await scope.tx.maybe<NoticeRow>(`${NOTICES} and n.report_id = $2`, [
    scope.actor.agencyId,
    reportId,
  ])
  if (!row) throw notFound()
  const had = await scope.tx.many<HadIt>(
    `select reader, who, what, version, at, last_at as "lastAt" from intelligence.had_before_recall($1)`,
    [reportId],
  )
  const stated = await statementsOn(scope, reportId)
  scope.record({
    kind: 'consultation',
    subject: { kind: 'report', id: reportId },
    detail: { recallNotice: true },
  })
  return { ...recallRow(row), had, stated: stated.map(({ mine: _mine, ...one }) => one) }
}

/** Was this person's agency told that this report was recalled? What is absent and what is hidden are one no. */
export async function wasToldOfRecall(scope: MemberScope, reportId: string): Promise<boolean> {
  const notice = await scope.tx.maybe(
    `select report_id from intelligence.recall_notice where report_id = $1 and agency_id = $2`,
    [reportId, scope.actor.agencyId],
  )
  return notice !== null
}

async function statementsOn(scope: MemberScope, reportId: string): Promise<(Stated & { mine: boolean })[]> {
  return await scope.tx.many<Stated & { mine: boolean }>(
    `select what as copies, note, identity.person_label(person_id) as who, at, person_id = $3 as mine
     from intelligence.recall_statement where report_id = $1 and agency_id = $2 order by id`,
    [reportId, scope.actor.agencyId, scope.actor.personId],
  )
}
