/** What partners ask this agency to confirm, on the first page of those who decide. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { cardsOf, type Card } from '../paths/steps.ts'
import { joiningsAskedOfUs } from './joinings.ts'

export const joiningWaitingKinds: readonly WaitingKind[] = [
  {
    kind: 'joining-asked',
    tag: { text: 'The same?', colour: 'blue' },
    whose: 'anybody',
    newBy: 'moment',
    fold: {
      text: (number, from) => `${from} asks ${number} times whether two are the same`,
      href: '/networks/asked',
    },
    counts: 'questions',
  },
]

/**
 * Lists them.
 * @returns the oldest first, fifty at most; none for whoever does not decide
 */
export async function joiningTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'decides') || !may(scope.actor.roles, 'readsContent')) return []
  const asked = await joiningsAskedOfUs(scope)
  const cards = new Map(
    (
      await cardsOf(
        scope,
        asked.map(({ a }) => a),
      )
    ).map((card) => [card.id, card]),
  )
  return asked.flatMap(({ a, b, agencyA, nameA, nameB, atA, atB }) => {
    const card = cards.get(a)
    if (card === undefined) return []
    const theirs = agencyA === scope.actor.agencyId ? nameB : nameA
    return [
      {
        kind: 'joining-asked',
        text: questionOf(card),
        from: theirs,
        since: atA ?? atB ?? scope.now,
        href: `/subjects/${a}/with/${b}`,
        classification: card.classification,
      },
    ]
  })
}

const questionOf = ({ kind, written }: Pick<Card, 'kind' | 'written'>) =>
  `Is this the same as one of theirs? ${subjectKind[kind]} ${written.join(', also ')}`
