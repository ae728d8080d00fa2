/** An agency's matches: one row for each of its reports on either side of one. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { invalid } from '../../platform/errors.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { identifierKinds } from '../../library/identifiers/index.ts'
import { valuesOf } from './person-pair.ts'
import type { MatchId, RecordId, SideId } from '../../wire/ids.ts'

export { displayOf } from './display.ts'

/** How a match stands for one agency; the other's answer does not change it. */
export const matchStates = ['open', 'contacted', 'confirmed', 'rejected', 'closed'] as const
export type MatchState = (typeof matchStates)[number]

/**
 * Says how several matches of one line stand together: what is still to be done comes first.
 * @param states - of the matches, at least one
 * @returns the state in which they stand together
 */
export function statesBehind(states: readonly MatchState[]): MatchState {
  return matchStates.find((state) => states.includes(state)) ?? 'open'
}

/** What two agencies may hold alike: identifiers, and persons. */
export const matchKinds: [SubjectKind, ...SubjectKind[]] = ['person', ...identifierKinds]

export type Desk = { name: string; phone: string; email: string; hours: string }
export type Partner = { slug: string; name: string; desk: Desk }

export type MatchRow = {
  /** what this agency calls the match by, from this report of its own */
  id: SideId
  kind: SubjectKind
  /** our own identifier, or person, as a page writes it */
  value: string
  partner: Partner
  state: MatchState
  /** `YYYY-MM`, in which the match arose; nothing nearer is told */
  month: string
  my_report: { id: RecordId; reference: string; agency_reference: string | null }
}

/** A row with what pages need beside it and the API does not give. */
export type MatchRowInside = MatchRow & {
  /** the same for all rows of one value and partner */
  matchId: MatchId
  title: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** from when it waits for us: exact where our own filing opened it, otherwise the month */
  since: Date
}

export const MOST_MATCHES = 500
const USUAL_MATCHES = 50

export const matchQuery = z.strictObject({
  state: z.enum(matchStates, { error: `Must be one of: ${matchStates.join(', ')}` }).optional(),
  kind: z.enum(matchKinds, { error: `Must be one of: ${matchKinds.join(', ')}` }).optional(),
  cursor: z.uuid('Is not a cursor of this list').optional(),
  limit: z.coerce
    .number()
    .int('Must be a whole number')
    .min(1, 'Must be at least 1')
    .max(MOST_MATCHES, `Must be ${String(MOST_MATCHES)} or less`)
    .default(USUAL_MATCHES),
})
export type MatchQuery = z.output<typeof matchQuery>

type Row = {
  side_id: SideId
  match_id: MatchId
  kind: SubjectKind
  key: string
  month: string
  state: MatchState
  since: Date
  record_id: RecordId
  reference: string
  agency_reference: string | null
  title: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  slug: string
  name: string
  desk: Desk
}

/**
 * Lists the matches within this person's sight, newest first. Values that have become common are not here.
 * @param query - filters, the cursor of the page before, and how many rows at most
 * @returns the rows, and the cursor of the next page or null
 * @throws invalid when the cursor names no row of this person's any more
 */
export async function listMatches(
  scope: MemberScope,
  query: MatchQuery,
): Promise<{ items: MatchRowInside[]; cursor: string | null }> {
  const { state, kind, cursor, limit } = query
  if (cursor !== undefined) await checkPlace(scope, cursor)
  const items = await matchesInSight(scope, {
    state,
    kind,
    behind: cursor,
    most: limit + 1,
    oldestFirst: false,
  })
  const more = items.length > limit
  if (more) items.length = limit
  // An id and no time: a time would tell when a partner filed.
  return { items, cursor: more ? (items.at(-1)?.id ?? null) : null }
}

/**
 * Makes a row as the API gives it.
 * @param row - as the statement gives it
 * @returns the row of the API
 */
export function asMatchRow(row: MatchRowInside): MatchRow {
  const { id, kind, value, partner, state, month, my_report } = row
  return { id, kind, value, partner, state, month, my_report }
}

/**
 * Asks one question for every list of matches: filters, a row of ours to go on behind, a direction.
 * @param query - filters; the side behind which to go on; which way; how many
 * @returns rows, one for each side of ours in the viewer's sight
 */
export async function matchesInSight(
  scope: MemberScope,
  query: {
    state?: MatchState | undefined
    kind?: SubjectKind | undefined
    behind?: string | undefined
    most: number
    oldestFirst: boolean
  },
): Promise<MatchRowInside[]> {
  const rows = await scope.tx.many<Row>(query.oldestFirst ? OLDEST_FIRST : NEWEST_FIRST, [
    query.state ?? null,
    query.kind ?? null,
    query.behind ?? null,
    query.most,
  ])
  const values = await valuesOf(
    scope,
    rows.map(({ match_id, kind, key }) => ({ matchId: match_id, kind, key })),
  )
  return rows.map((row, index) => ({
    id: row.side_id,
    kind: row.kind,
    value: values[index] ?? '',
    partner: { slug: row.slug, name: row.name, desk: row.desk },
    state: row.state,
    month: row.month,
    my_report: { id: row.record_id, reference: row.reference, agency_reference: row.agency_reference },
    matchId: row.match_id,
    title: row.title,
    classification: row.classification,
    since: row.since,
  }))
}

async function checkPlace(scope: MemberScope, cursor: string): Promise<void> {
  const row = await scope.tx.maybe('select id from deconfliction.match_side where id = $1', [cursor])
  if (!row) throw invalid({ cursor: 'This place in the list is gone. Start again without a cursor.' })
}

const inSight = (oldestFirst: boolean) => `
  select q.side_id, q.match_id, q.kind, q.key, q.month, q.state, q.since,
         q.record_id, q.reference, q.agency_reference, q.title, q.classification, a.slug, a.name,
         json_build_object('name', a.desk_name, 'phone', a.desk_phone, 'email', a.desk_email, 'hours', a.desk_hours) as desk
  from deconfliction.matches_in_sight($1, $2, $3, $4, ${String(oldestFirst)}) q
  join identity.agency a on a.id = q.partner_id
  order by ${oldestFirst ? 'q.at, q.side_id' : 'q.at desc, q.side_id desc'}`
const OLDEST_FIRST = inSight(true)
const NEWEST_FIRST = inSight(false)
