/** The lists of this room: what partners ask of this agency, and what it asks itself. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { pageOf, readCursor, ROWS_OF_A_PAGE, writeCursor } from '../../platform/http/list-cursor.ts'
import type { Classification, RequirementState } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import { linesAskedOfUs, ROW_BY_ROW, type Line } from './line-store.ts'

/** Which of a list: those that are still asked, or all. */
export type Which = 'open' | 'all'

export type OwnRow = {
  id: RecordId
  reference: string
  question: string
  classification: Classification
  status: 'submitted' | 'disseminated' | 'withdrawn'
  state: RequirementState
  priority: string
  /** YYYY-MM-DD */
  valuableUntil: string
  answersFor: string | null
  createdAt: Date
  /** how many lines its plan has, and how many of them have an answer */
  lines: number
  answered: number
}

/**
 * Lists what this agency asks.
 * @param options - `which`; `cursor`: where the page before ended
 * @returns newest first, 50 at a time; the cursor of the next page, null on the last
 * @throws invalid when the cursor is none
 */
export async function listOwn(
  scope: MemberScope,
  { which, cursor }: { which: Which; cursor?: string | undefined },
): Promise<{ rows: OwnRow[]; cursor: string | null }> {
  const after = readCursor(cursor)
  // Two statements, so that each keeps the plan that reads its own index.
  await scope.tx.run(ROW_BY_ROW)
  const rows = await scope.tx.many<OwnRow>(
    LIST_OWN.replace('ONLY', which === 'open' ? `and q.state in ('open', 'partly-answered')` : ''),
    [scope.actor.agencyId, after?.at ?? null, after?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageOf(rows, ({ createdAt, id }) => writeCursor(createdAt, id))
}

const LIST_OWN = `
  select q.id, r.reference, r.title as question, r.classification, access.stage_of(r) as status, q.state, q.priority,
         q.valuable_until::text as "valuableUntil", p.name as "answersFor", q.created_at as "createdAt", l.lines, l.answered
  from requirements.requirement q
  join access.record r on r.id = q.id
  left join identity.person p on p.id = q.owner_id
  left join lateral (
    select count(*)::integer as lines, (count(*) filter (where n.state = 'answered'))::integer as answered
    from requirements.line n where n.requirement_id = q.id) l on true
  where q.agency_id = $1 ONLY
    and ($2::timestamptz is null or q.created_at <= $2 and (q.created_at, q.id) < ($2, $3::uuid))
  order by q.created_at desc, q.id desc
  limit $4`

/**
 * Lists what partners ask of this agency, as far as they have released it.
 * @param options - `which`; `cursor`: where the page before ended
 * @returns the last asked first, 50 at a time; the cursor of the next page, null on the last
 * @throws invalid when the cursor is none
 */
export async function listAsked(
  scope: MemberScope,
  { which, cursor }: { which: Which; cursor?: string | undefined },
): Promise<{ rows: Line[]; cursor: string | null }> {
  const after = readCursor(cursor)
  const rows = await linesAskedOfUs(scope, { open: which === 'open', after, limit: ROWS_OF_A_PAGE + 1 })
  return pageOf(rows, ({ askedAt, id }) => writeCursor(askedAt, id))
}
