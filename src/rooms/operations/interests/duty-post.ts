/** Cards of the duty post: two desks that work on the same, and are to be told of one another. Never the value. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { SubjectKind } from '../../../wire/codes.ts'
import type { MatchId } from '../../../wire/ids.ts'
import { isBroker } from '../conflicts/duty-post.ts'

/** One side of a match on an interest that asked for the duty post. */
export type InterestCard = {
  match: MatchId
  agencyId: number
  agency: string
  desk: string
  telephone: string
  kind: SubjectKind
  /** `YYYY-MM`; nothing nearer is told */
  month: string
  toldAt: Date | null
  answered: string | null
  words: string | null
}

/**
 * Reads the cards. That they were read is in the ledger.
 * @returns two for each match, those to be rung first
 * @throws not-found for anybody else
 */
export async function interestCards(scope: MemberScope): Promise<InterestCard[]> {
  if (!(await isBroker(scope))) throw notFound()
  const cards = await scope.tx.many<InterestCard>(
    `select match_id as match, agency_id as "agencyId", agency, desk, telephone, kind, month, told_at as "toldAt", answered, words
     from operations.interest_cards() with ordinality order by ordinality`,
  )
  for (const match of new Set(cards.map((card) => card.match)))
    scope.record({ kind: 'consultation', subject: { kind: 'match', id: match } })
  return cards
}

/**
 * Reads the card of one side.
 * @throws not-found
 */
export async function interestCard(
  scope: MemberScope,
  match: MatchId,
  agencyId: number,
): Promise<InterestCard> {
  const found = (await interestCards(scope)).find(
    (card) => card.match === match && card.agencyId === agencyId,
  )
  if (!found) throw notFound()
  return found
}

/**
 * Notes that one side was rung.
 * @param match - of which the card speaks
 * @param agencyId - the side
 * @param call - who answered, a desk or a post; and what was said
 * @throws not-found
 */
export async function tellOfInterest(
  scope: MemberScope,
  match: MatchId,
  agencyId: number,
  call: { answered: string; words: string },
): Promise<void> {
  const { told } = await scope.tx.one<{ told: boolean }>(
    'select operations.tell_of_interest($1, $2, $3, $4) as told',
    [match, agencyId, call.answered, call.words],
  )
  if (!told) throw notFound()
  scope.record({ kind: 'disclosure', subject: { kind: 'match', id: match }, recipients: [agencyId] })
  scope.wake([scope.actor.agencyId])
}
