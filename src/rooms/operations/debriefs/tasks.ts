/** What of debriefs waits for a person. What lessons ask of an agency waits in the room `oversight`. */
import { ukDate, ukDateTime } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import type { Classification } from '../../../wire/codes.ts'

/** How home shows them. */
export const debriefWaiting: readonly WaitingKind[] = [
  { kind: 'debrief-due', tag: { text: 'Debrief', colour: 'orange' }, whose: 'own', newBy: 'moment' },
  { kind: 'debrief-open', tag: { text: 'Debrief', colour: 'blue' }, whose: 'own', newBy: 'moment' },
]

type Row = {
  kind: 'debrief-due' | 'debrief-open'
  id: string
  operationId: string
  codename: string
  dayId: string | null
  onDay: string | null
  dueAt: Date | null
  begun: boolean
  since: Date
  classification: Classification
}

/**
 * Lists hot debriefs that are due, for whoever leads, and open ones in which this person's agency has entered nothing.
 * @returns the oldest first, 50 at most
 */
export async function debriefTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select w.kind, w.id, w.operation_id as "operationId", w.codename, w.action_day_id as "dayId", w.on_day::text as "onDay",
            w.due_at as "dueAt", exists (select from operations.debrief b where b.id = w.id) as begun, w.since, w.classification
     from operations.debriefs_waiting() w order by w.since, w.id`,
  )
  return rows.map((row) => {
    const { kind, id, codename, onDay, dueAt, since, classification } = row
    const about = onDay === null ? codename : `${ukDate(onDay)} in ${codename}`
    const due = dueAt === null ? '' : `: due ${ukDateTime(dueAt)}`
    return {
      kind,
      text:
        kind === 'debrief-open'
          ? `Say what your agency saw: debrief of ${about}${due}`
          : `${row.begun ? 'Close' : 'Hold'} the hot debrief of ${about}${due}`,
      from: null,
      since,
      href: row.begun ? `/operations/debriefs/${id}` : beginHref(row),
      classification,
    }
  })
}

const beginHref = ({ operationId, dayId }: Row) =>
  `/operations/${operationId}/debriefs/new${dayId === null ? '' : `?day=${dayId}`}`
