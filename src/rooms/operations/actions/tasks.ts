/** What of actions waits for a person. */
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { ActionId } from './ids.ts'

/** How home shows them. */
export const actionWaiting: readonly WaitingKind[] = [
  {
    kind: 'action-offered',
    tag: { text: 'Offered to you', colour: 'blue' },
    whose: 'anybody',
    newBy: 'moment',
  },
  {
    kind: 'action-unallocated',
    tag: { text: 'To allocate', colour: 'blue' },
    whose: 'anybody',
    newBy: 'moment',
  },
  { kind: 'action-mine', tag: { text: 'To do', colour: 'blue' }, whose: 'own', newBy: 'moment' },
  { kind: 'action-late', tag: { text: 'Overdue', colour: 'orange' }, whose: 'own', newBy: 'moment' },
  { kind: 'action-check', tag: { text: 'To check', colour: 'turquoise' }, whose: 'anybody', newBy: 'moment' },
  { kind: 'action-declined', tag: { text: 'Declined', colour: 'red' }, whose: 'own', newBy: 'moment' },
]

type Row = {
  kind:
    | 'action-offered'
    | 'action-unallocated'
    | 'action-mine'
    | 'action-late'
    | 'action-check'
    | 'action-declined'
  id: ActionId
  codename: string
  number: number
  agency: string | null
  what: string | null
  since: Date
  due: string
  classification: Classification
}

/**
 * Lists what waits for this person.
 * @returns by the day on which it is due
 */
export async function actionTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select w.kind, w.id, w.codename, w.number, a.name as agency, w.what, w.since, w.due::text as due, w.classification
     from operations.actions_waiting() w left join identity.agency a on a.id = w.agency_id
     order by w.due, w.id`,
  )
  return rows.map(({ kind, id, codename, number, agency, what, since, due, classification }) => ({
    kind,
    text: `Action ${String(number)} of ${codename}, due ${ukDate(due)}: ${what ?? `with ${agency ?? 'nobody'}`}`,
    from: null,
    since,
    href: `/operations/actions/${id}`,
    classification,
  }))
}
