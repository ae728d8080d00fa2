/** Pairs of persons that wait for this agency's answer, the most useful first. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { invalid } from '../../platform/errors.ts'
import type { Classification } from '../../wire/codes.ts'
import { bandLimits, type Likelihood } from './likelihood.ts'
import { pairsOf, valuesOf } from './person-pair.ts'
import type { Partner } from './list-matches.ts'
import type { MatchId, RecordId, SideId } from '../../wire/ids.ts'

export type WaitingPair = {
  /** what this agency calls the match by */
  id: SideId
  /** our own record, as our reports write it */
  value: string
  partner: Partner
  /** null for a sealed pair: its tokens are equal, and that is all that is known of it */
  likelihood: Likelihood | null
  bornBoth: boolean
  /** how many of the partner's records may be of this person and wait */
  records: number
  /** nothing else connects the two agencies' reports yet */
  connects: boolean
  month: string
  report: { id: RecordId; reference: string; title: string; interest: boolean }
  classification: Classification
}

export const queueQuery = z.object({ cursor: z.uuid('Is not a cursor of this list').optional() })

/** Each is a card on a telephone. */
const USUAL_PAIRS = 15

type Row = {
  side_id: SideId
  match_id: MatchId
  month: string
  connects: boolean
  record_id: RecordId
  reference: string
  title: string
  classification: Classification
  records: number
  interest: boolean
  partner: Partner
}

/**
 * Lists one row for each person of ours and partner, by the most useful of their pairs.
 * First those that connect reports which no other match connects, then the likelier, then the older.
 * @param behind - what this agency calls the match by behind which to go on; it may be answered by now
 * @returns the rows, and behind which to go on; null at the end
 * @throws invalid when the cursor names no match of this person's any more
 */
export async function waitingPairs(
  scope: MemberScope,
  { behind, most = USUAL_PAIRS }: { behind?: string | undefined; most?: number },
): Promise<{ items: WaitingPair[]; cursor: string | null }> {
  if (behind !== undefined) {
    const side = await scope.tx.maybe('select id from deconfliction.match_side where id = $1', [behind])
    if (!side) throw invalid({ cursor: 'This place in the list is gone. Start again without a cursor.' })
  }
  const rows = await scope.tx.many<Row>(
    `select q.side_id, q.match_id, q.month, q.connects, q.record_id, q.reference, q.title, q.classification, q.records,
            exists (select from access.record r where r.id = q.record_id and r.kind = 'interest') as interest,
            json_build_object('slug', a.slug, 'name', a.name, 'desk', json_build_object('name', a.desk_name,
              'phone', a.desk_phone, 'email', a.desk_email, 'hours', a.desk_hours)) as partner
     from deconfliction.pairs_waiting($1::real[], $2, $3) with ordinality as q
     join identity.agency a on a.id = q.partner_id
     order by q.ordinality`,
    [bandLimits, behind ?? null, most + 1],
  )
  const more = rows.length > most
  if (more) rows.length = most
  const pairs = await pairsOf(
    scope,
    rows.map((row) => row.match_id),
  )
  const values = await valuesOf(
    scope,
    rows.map((row) => ({ matchId: row.match_id, kind: 'person' as const, key: row.title })),
  )
  const items = rows.map((row, index): WaitingPair => {
    const pair = pairs.get(row.match_id)
    return {
      id: row.side_id,
      value: values[index] ?? '',
      partner: row.partner,
      likelihood: pair?.likelihood ?? null,
      bornBoth: pair?.bornBoth ?? true,
      records: row.records,
      connects: row.connects,
      month: row.month,
      report: { id: row.record_id, reference: row.reference, title: row.title, interest: row.interest },
      classification: row.classification,
    }
  })
  return { items, cursor: more ? (items.at(-1)?.id ?? null) : null }
}

export type PersonsWaiting = { lines: number; since: Date | null; classification: Classification }

/**
 * Counts the rows of the queue from its first page to its last, and says since which month the oldest of them waits.
 * @returns the number, and the month; null where none waits
 */
export async function countWaitingPersons(scope: MemberScope): Promise<PersonsWaiting> {
  return await scope.tx.one<PersonsWaiting>('select * from deconfliction.pairs_waiting_count()')
}
