/** The duty post of the task force: cards of both sides, and what each was told. It reads no operation. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { readCursor, writeCursor, type ListPlace } from '../../../platform/http/list-cursor.ts'
import type { PlannedGroup } from '../../../library/planned-events/index.ts'
import type { ConflictId } from './ids.ts'

export type Card = {
  side: ConflictId
  pair: string
  agency: string
  desk: string
  telephone: string
  group: PlannedGroup
  from: Date
  until: Date
  sharedFrom: Date
  sharedUntil: Date
  urgent: boolean
  foundAt: Date
  toldAt: Date | null
  toldAnswered: string | null
  toldWords: string | null
  opened: boolean
  word: string | null
}

/** Which pairs of the duty post: those of which a side is still to be rung, or all that stand. */
export const CARD_LISTS = { ring: 'To be rung', all: 'All that stand' } as const
export type CardList = keyof typeof CARD_LISTS

/** Two cards each: more than a duty officer rings in a night stand on a page. */
const PAIRS_OF_A_PAGE = 25

/** @returns whether the viewer is on the duty post: a coordinator of the task force, in no operation */
export const isBroker = async (scope: MemberScope): Promise<boolean> =>
  (await scope.tx.one<{ is: boolean }>('select operations.viewer_is_broker() as "is"')).is

/**
 * Reads cards, those of what begins first before the others. That they were read is in the ledger.
 * @param at - which list, and where a page of it begins
 * @returns pairs of cards, 25 at a time, and the cursors of the pages beside them
 * @throws not-found for anybody else; invalid for a cursor that is none
 */
export async function brokerCards(
  scope: MemberScope,
  at: ListPlace & { list?: CardList } = {},
): Promise<{ pairs: Card[][]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  if (!(await isBroker(scope))) throw notFound()
  const back = from !== null && at.back === true
  const cards = await scope.tx.many<Card>(
    `select side, pair, agency, desk, telephone, kind_group as "group", lower(hours) as "from", upper(hours) as "until",
            lower(shared) as "sharedFrom", upper(shared) as "sharedUntil", urgent, found_at as "foundAt", told_at as "toldAt",
            told_answered as "toldAnswered", told_words as "toldWords", opened, word
     from operations.broker_cards($1, $2, $3, $4, $5) with ordinality order by ordinality`,
    [at.list ?? 'all', from?.at ?? null, from?.id ?? null, back, PAIRS_OF_A_PAGE + 1],
  )
  const found = [...new Set(cards.map(({ pair }) => pair))].map((pair) =>
    cards.filter((one) => one.pair === pair),
  )
  const further = found.length > PAIRS_OF_A_PAGE
  const pairs = back && further ? found.slice(1) : found.slice(0, PAIRS_OF_A_PAGE)
  for (const { side } of pairs.flat())
    scope.record({ kind: 'consultation', subject: { kind: 'conflict', id: side } })
  const cursorOf = (pair: readonly Card[] | undefined) =>
    pair?.[0] === undefined ? null : writeCursor(pair[0].sharedFrom, pair[0].pair)
  return {
    pairs,
    next: back || further ? cursorOf(pairs.at(-1)) : null,
    previous: (back ? further : from !== null) ? cursorOf(pairs.at(0)) : null,
  }
}

/**
 * Reads whom one rings for one side.
 * @param side - its card
 * @returns the agency, its desk and its telephone
 * @throws not-found for anybody but the duty post, and where there is no such card
 */
export async function readCard(
  scope: MemberScope,
  side: ConflictId,
): Promise<Pick<Card, 'agency' | 'desk' | 'telephone'>> {
  const card = await scope.tx.maybe<Pick<Card, 'agency' | 'desk' | 'telephone'>>(
    'select * from operations.broker_card($1)',
    [side],
  )
  if (!card) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'conflict', id: side } })
  return card
}

/**
 * Records that one side was rung: from then on it knows that there is a conflict.
 * @param side - its card
 * @param answered - who answered: a desk or a function
 * @param words - what was said
 * @throws not-found
 */
export async function tellSide(
  scope: MemberScope,
  side: ConflictId,
  { answered, words }: { answered: string; words: string },
): Promise<void> {
  const done = await scope.tx.one<{ told: number[] | null }>(
    'select operations.tell_of_conflict($1, $2, $3) as told',
    [side, answered, words],
  )
  const [agency] = done.told ?? []
  if (agency === undefined || !done.told) throw notFound()
  scope.record({ kind: 'disclosure', subject: { kind: 'conflict', id: side }, recipients: [agency] })
  scope.wake([scope.actor.agencyId, ...done.told])
}
