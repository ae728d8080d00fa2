/** What partners released and recalled, of every kind of record, as home shows it. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordKind } from '../../platform/rooms/record-kind.ts'
import type { Remember, RoomWaiting, WaitingItem, WaitingKind } from '../../platform/rooms/waiting.ts'
import { wordsOfAll } from '../../platform/rooms/words-of-kinds.ts'
import { kindOf } from './kinds.ts'
import { openRecalls } from './recall-notices.ts'
import { waitingArrivals, type WaitingArrival } from './waiting-arrivals.ts'

/**
 * What waits in this room.
 * @param kinds - of every record that is shared
 * @returns recalls of all kinds together, and the arrivals of each kind by themselves
 */
export const waitingOf = (kinds: readonly RecordKind[]): RoomWaiting => ({
  schema: 'access',
  ask: 'access.waiting(access.shared())',
  kinds: [recallsOf(kinds), ...kinds.flatMap(arrivalsOf)],
  list: async (scope, _newSince, remember) => await listWaiting(scope, remember, kinds),
})

const nameOf = (waits: WaitingArrival['waits'], kind: string) => `${waits} ${kind}`

const recallsOf = (kinds: readonly RecordKind[]): WaitingKind => ({
  kind: 'recall',
  tag: { text: 'Recall', colour: 'red' },
  whose: 'anybody',
  newBy: 'moment',
  fold: {
    text: (number, from) =>
      `Recall: destroy copies of ${number} ${wordsOfAll(kinds)} from ${from} and confirm`,
    href: '/recalls',
  },
})

const arrivalsOf = ({ kind, words }: RecordKind): WaitingKind[] => [
  {
    kind: nameOf('conditions', kind),
    tag: { text: 'Conditions to accept', colour: 'yellow' },
    whose: 'own',
    newBy: 'moment',
    fold: {
      text: (number, from) => `${number} ${words.many} from ${from} with conditions to accept`,
      href: '/reports',
    },
  },
  {
    kind: nameOf('unread', kind),
    tag: { text: 'Unread', colour: 'turquoise' },
    whose: 'own',
    newBy: 'moment',
    fold: { text: (number, from) => `${number} unread ${words.many} from ${from}`, href: '/reports' },
  },
]

async function listWaiting(
  scope: MemberScope,
  remember: Remember,
  kinds: readonly RecordKind[],
): Promise<WaitingItem[]> {
  const recalls = (await openRecalls(scope)).map(({ id, reference, ...recall }) => ({
    ...recall,
    kind: 'recall',
    text: `Recall: destroy copies of ${reference} and confirm`,
    href: `/recalls/${id}`,
  }))
  const arrivals = (await waitingArrivals(scope, remember)).map(({ id, waits, kind, title, ...arrival }) => ({
    ...arrival,
    kind: nameOf(waits, kind),
    text: title,
    href: kindOf(kinds, { kind }).href(id),
  }))
  return [...recalls, ...arrivals]
}
