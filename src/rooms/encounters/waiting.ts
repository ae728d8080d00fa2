/** What of encounters waits for a person, and how home shows it. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RoomWaiting, WaitingItem } from '../../platform/rooms/waiting.ts'
import type { EncounterId } from './ids.ts'

type Row = { kind: 'hand-over' | 'check'; id: EncounterId; number: number; since: Date }

/**
 * Lists what waits for this person: at most fifty of a kind.
 * @returns the oldest first
 */
export async function encounterTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    'select kind, id, number, since from encounters.things_waiting() order by since, id',
  )
  return rows.map(({ kind, id, number, since }) => ({
    kind: `encounter-${kind}`,
    text:
      kind === 'check'
        ? `Check encounter ${String(number)}, which a colleague recorded`
        : `Go on with encounter ${String(number)}, and hand it over to be checked`,
    ...{ from: null, since, classification: 'OFFICIAL' as const },
    href: kind === 'check' ? `/encounters/${id}/check` : `/encounters/${id}`,
  }))
}

export const waiting: RoomWaiting = {
  schema: 'encounters',
  ask: 'encounters.waiting()',
  list: encounterTasks,
  kinds: [
    {
      kind: 'encounter-check',
      tag: { text: 'To check', colour: 'turquoise' },
      whose: 'anybody',
      newBy: 'moment',
      fold: {
        text: (number) => `${number} encounters to be checked`,
        href: '/encounters?list=check',
      },
    },
    {
      kind: 'encounter-hand-over',
      tag: { text: 'To hand over', colour: 'orange' },
      whose: 'own',
      newBy: 'moment',
    },
  ],
}
