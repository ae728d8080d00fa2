/** What is done with a disruption that is drafted: claim it, ask who moderates, moderate, answer, look at its effect. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { Effect, Moderation } from './disruption.ts'
import { keepWords, partiesOf } from './disruption-store.ts'
import { mustBeDone } from './refusals.ts'

type Answer = { answer: string | null }

/**
 * Says what this person's agency did. The owner's claim files the draft; a partner's joins one that waits to be moderated.
 * @param id - of the disruption
 * @param words - what the agency did: everybody who reads the disruption reads them
 * @throws forbidden `wrong-role`, `moderator`; not-found; conflict `is-closed`, `claimed-before`, `not-evidenced`
 */
export async function claimDisruption(scope: MemberScope, id: RecordId, words: string): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const { answer } = await scope.tx.one<Answer>('select disruptions.claim_it($1, $2) as answer', [id, words])
  mustBeDone(answer)
  const own = await scope.tx.maybe('select id from disruptions.disruption where id = $1 and agency_id = $2', [
    id,
    scope.actor.agencyId,
  ])
  if (own) await keepWords(scope, id)
  await say(scope, id, 'alteration', { claimed: true })
}

/**
 * Asks an agency that does not claim it to moderate an own disruption.
 * @param id - of the disruption
 * @param agency - its number; null: nobody is asked
 * @throws forbidden `wrong-role`, `claimant`; not-found; conflict `is-closed`
 */
export async function askModerator(scope: MemberScope, id: RecordId, agency: number | null): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const { answer } = await scope.tx.one<Answer>('select disruptions.ask_moderator($1, $2) as answer', [
    id,
    agency,
  ])
  mustBeDone(answer)
  await say(scope, id, 'alteration', { asked: agency !== null })
}

/**
 * Accepts a disruption at a level, returns it with a question, or refuses it: a person of an agency that does not claim it.
 * @param id - of the disruption
 * @param revision - of the disruption that was on the page
 * @param said - checked by moderationSchema
 * @throws forbidden `wrong-role`, `claimant`; not-found; conflict `is-closed`, `stale`
 */
export async function moderateDisruption(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  said: Moderation,
): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const { answer } = await scope.tx.one<Answer>('select disruptions.moderate($1, $2, $3, $4) as answer', [
    id,
    newId(),
    revision,
    said,
  ])
  mustBeDone(answer)
  await say(scope, id, 'alteration', { moderated: said.outcome })
}

/**
 * Answers the question with which an own disruption came back. It waits to be moderated again.
 * @param id - of the disruption
 * @param revision - of the disruption that was on the page
 * @param words - the answer
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`, `stale`
 */
export async function answerQuestion(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  words: string,
): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const { answer } = await scope.tx.one<Answer>('select disruptions.answer_question($1, $2, $3) as answer', [
    id,
    revision,
    words,
  ])
  mustBeDone(answer)
  await say(scope, id, 'alteration', { answered: true })
}

/**
 * Says what became of the effect, on its day or later.
 * @param id - of an accepted disruption
 * @param revision - of the disruption that was on the page
 * @param said - checked by effectSchema
 * @throws forbidden `wrong-role`, `no-part`; not-found; conflict `is-closed`, `stale`, `not-yet`; invalid with `again_on`
 */
export async function checkEffect(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  said: Effect,
): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const { answer } = await scope.tx.one<Answer>('select disruptions.check_effect($1, $2, $3, $4) as answer', [
    id,
    newId(),
    revision,
    said,
  ])
  mustBeDone(answer)
  await say(scope, id, 'alteration', { effect: said.outcome })
}

/**
 * Says that an own disruption is another, and claims that one instead: it counts once.
 * @param id - of the own disruption, which nobody else claims
 * @param revision - of it, as it was on the page
 * @param other - the other one, which was shown as a candidate
 * @param words - what this person's agency did
 * @throws forbidden `wrong-role`, `moderator`; not-found; conflict `is-closed`, `other-is-closed`, `stale`, `claimed-by-others`
 */
export async function joinOther(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  other: RecordId,
  words: string,
): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const { answer } = await scope.tx.one<Answer>('select disruptions.join_other($1, $2, $3, $4) as answer', [
    id,
    revision,
    other,
    words,
  ])
  mustBeDone(answer)
  await say(scope, id, 'combination', { same: true })
  await say(scope, other, 'alteration', { claimed: true })
}

/** Events hold states, and never a text or whom it is about. */
async function say(
  scope: MemberScope,
  id: RecordId,
  kind: 'alteration' | 'combination',
  detail: Record<string, string | boolean>,
): Promise<void> {
  const parties = await partiesOf(scope, id)
  scope.record({ kind, subject: { kind: 'disruption', id }, detail })
  scope.wake([...new Set([scope.actor.agencyId, ...parties])])
}
