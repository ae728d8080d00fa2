/** Reads what stands near a subject, and the way from one to another; that this person has is in the ledger. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { SubjectId } from '../../../wire/ids.ts'
import { subjectInSight } from '../subjects/subject-in-sight.ts'
import { findPath } from './find-path.ts'
import { MOST_SHOWN, neighboursOf } from './neighbours.ts'
import { cardsOf, type Card } from './steps.ts'

/**
 * Reads neighbours.
 * @param id - of a subject
 * @param steps - how far
 * @param most - so many are shown
 * @returns the subject's own card, and its neighbours
 * @throws not-found
 */
export async function readNeighbours(scope: MemberScope, id: SubjectId, steps: 1 | 2, most = MOST_SHOWN) {
  const subject = await subjectInSight(scope, id)
  const self = await cardOf(scope, id)
  scope.record({ kind: 'consultation', subject: { kind: 'subject', id } })
  const none = { shown: [], more: 0, bounded: false }
  return { self, neighbours: most === 0 ? none : await neighboursOf(scope, subject, steps, most) }
}

/**
 * Reads the way between two subjects.
 * @param id - of the one
 * @param other - id of the other
 * @returns the steps, and a card of each that they pass
 * @throws not-found: either is absent or hidden
 */
export async function readPath(scope: MemberScope, id: SubjectId, other: SubjectId) {
  const [from, to] = [await subjectInSight(scope, id), await subjectInSight(scope, other)]
  const path = await findPath(scope, from, to)
  const met = new Set((path.steps ?? []).flatMap((step) => [step.from, step.to]))
  const cards = await cardsOf(scope, [...met])
  for (const one of new Set([id, other]))
    scope.record({ kind: 'consultation', subject: { kind: 'subject', id: one } })
  return {
    path,
    one: await cardOf(scope, id),
    two: await cardOf(scope, other),
    cards: new Map(cards.map((card) => [card.id, card])),
  }
}

async function cardOf(scope: MemberScope, id: SubjectId): Promise<Card> {
  const [card] = await cardsOf(scope, [id])
  if (!card) throw notFound()
  return card
}
