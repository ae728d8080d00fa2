/** What of interests waits for a person. A match on one waits as every match does. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import type { Classification } from '../../../wire/codes.ts'

/** How home shows them. */
export const interestWaiting: readonly WaitingKind[] = [
  {
    kind: 'interest-ring',
    tag: { text: 'Ring', colour: 'red' },
    whose: 'anybody',
    newBy: 'moment',
    fold: {
      text: (number) => `${number} matches of interests of which both sides are to be rung`,
      href: '/operations/interests/cards',
    },
  },
  { kind: 'interest-review', tag: { text: 'To review', colour: 'blue' }, whose: 'anybody', newBy: 'moment' },
]

type Row = {
  kind: 'ring' | 'review'
  id: string
  since: Date
  text: string
  classification: Classification
}

/**
 * Lists what waits for this person.
 * @returns what is to be rung first, then reviews, each by its time
 */
export async function interestTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    'select kind, id, since, text, classification from operations.interests_waiting() order by kind desc, since, id',
  )
  return rows.map(({ kind, id, since, text, classification }) => ({
    ...{ kind: `interest-${kind}`, from: null, since, classification },
    ...(kind === 'ring'
      ? {
          text: `Ring ${text}: they work on the same`,
          href: '/operations/interests/cards',
          shown: since.toISOString().slice(0, 7),
        }
      : { text: `Review an interest of ${text}, or close it`, href: `/operations/interests/${id}` }),
  }))
}
