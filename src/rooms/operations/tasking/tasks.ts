/** What of bids waits for a person. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { BidId } from './ids.ts'

/** How home shows them. */
export const bidWaiting: readonly WaitingKind[] = [
  { kind: 'bid-returned', tag: { text: 'Returned', colour: 'orange' }, whose: 'own', newBy: 'moment' },
  { kind: 'bid-decide', tag: { text: 'To decide', colour: 'blue' }, whose: 'anybody', newBy: 'moment' },
  { kind: 'bid-review', tag: { text: 'Review due', colour: 'orange' }, whose: 'anybody', newBy: 'moment' },
]

type Row = {
  kind: 'bid-returned' | 'bid-decide' | 'bid-review'
  id: BidId
  from: string | null
  problem: string
  since: Date
  classification: Classification
}

const BEGINS: Readonly<Record<Row['kind'], string>> = {
  'bid-returned': 'Change your bid, or submit it again',
  'bid-decide': 'Decide on a bid',
  'bid-review': 'Look again at a bid that was adopted',
}

/**
 * Lists what waits for this person.
 * @returns the oldest first
 */
export async function bidTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select w.kind, w.id, a.name as "from", w.problem, w.since, w.classification
     from operations.bids_waiting() w left join identity.agency a on a.id = w.from_id order by w.since, w.id`,
  )
  return rows.map(({ kind, id, from, problem, since, classification }) => ({
    kind,
    text: `${BEGINS[kind]}: ${problem.length > 120 ? `${problem.slice(0, 119)}…` : problem}`,
    from,
    since,
    href: `/tasking/bids/${id}`,
    classification,
  }))
}
