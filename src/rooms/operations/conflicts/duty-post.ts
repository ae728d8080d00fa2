/** The duty post of the task force: cards of both sides, and what each was told. It reads no operation. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
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

/** @returns whether the viewer is on the duty post: a coordinator of the task force, in no operation */
export const isBroker = async (scope: MemberScope): Promise<boolean> =>
  (await scope.tx.one<{ is: boolean }>('select operations.viewer_is_broker() as "is"')).is

/**
 * Reads the cards. That they were read is in the ledger.
 * @returns two for each pair, urgent pairs first
 * @throws not-found for anybody else
 */
export async function brokerCards(scope: MemberScope): Promise<Card[]> {
  if (!(await isBroker(scope))) throw notFound()
  const cards = await scope.tx.many<Card>(
    `select side, pair, agency, desk, telephone, kind_group as "group", lower(hours) as "from", upper(hours) as "until",
            lower(shared) as "sharedFrom", upper(shared) as "sharedUntil", urgent, found_at as "foundAt", told_at as "toldAt",
            told_answered as "toldAnswered", told_words as "toldWords", opened, word
     from operations.broker_cards() with ordinality order by ordinality`,
  )
  for (const { side } of cards)
    scope.record({ kind: 'consultation', subject: { kind: 'conflict', id: side } })
  return cards
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
