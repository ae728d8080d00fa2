/** What of conflicts waits for a person. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { RoomWaiting, WaitingItem } from '../../../platform/rooms/waiting.ts'
import { plural } from '../../../design/words.ts'
import type { Classification } from '../../../wire/codes.ts'

type Row = {
  kind: 'conflict' | 'silence' | 'ring' | 'alert'
  id: string
  since: Date
  from: string | null
  urgent: boolean
  codename: string | null
  classification: Classification
  name: string | null
  number: number | null
}

/** How home shows them. */
export const conflictKinds: RoomWaiting['kinds'] = [
  {
    kind: 'planned-conflict',
    tag: { text: 'Conflict', colour: 'orange' },
    whose: 'anybody',
    newBy: 'moment',
    fold: { text: (number) => `${number} conflicts of planned events`, href: '/operations/conflicts' },
  },
  { kind: 'planned-silence', tag: { text: 'Agree', colour: 'blue' }, whose: 'anybody', newBy: 'moment' },
  {
    kind: 'planned-ring',
    tag: { text: 'Ring', colour: 'red' },
    whose: 'anybody',
    newBy: 'moment',
    fold: {
      text: (number) => `${number} conflicts of which both sides are to be rung`,
      href: '/operations/conflicts',
    },
  },
  { kind: 'planned-alert', tag: { text: 'Stood down', colour: 'orange' }, whose: 'anybody', newBy: 'moment' },
]

/**
 * Lists what waits for this person, as the database says it: at most fifty of a kind.
 * @returns urgent ones first, then the oldest
 */
export async function conflictTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select t.kind, t.id, t.since, a.name as "from", t.urgent, t.codename, t.classification, t.name, t.number
     from operations.conflicts_waiting() t left join identity.agency a on a.id = t.from_id
     order by t.urgent desc, t.since, t.id`,
  )
  return rows.map(itemOf)
}

function itemOf({ kind, id, since, from, urgent, codename, classification, name, number }: Row): WaitingItem {
  const common = { kind: `planned-${kind}`, from, since, classification }
  switch (kind) {
    case 'conflict':
      return {
        ...common,
        text: `${urgent ? 'Urgent: say' : 'Say'} what came of a conflict in ${codename ?? ''}`,
        href: `/operations/conflicts/${id}`,
      }
    case 'silence':
      return { ...common, text: `Agree that a planned event in ${codename ?? ''} is silent, or ask its author`, href: `/operations/events/${id}` } // prettier-ignore
    case 'ring':
      return {
        ...common,
        text: `${urgent ? 'Urgent: ring' : 'Ring'} both sides of a conflict of planned events`,
        href: '/operations/conflicts',
      }
    case 'alert':
      return {
        ...common,
        text: `${name ?? 'Somebody'} stood down ${plural(number ?? 0, 'planned event')} that they had lodged`,
        href: '/operations/withdrawn',
      }
  }
}
