/** What of action days waits for a person. */
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { BriefingId } from './ids.ts'

/** How home shows them. */
export const actionDayWaiting: readonly WaitingKind[] = [
  { kind: 'briefing-unread', tag: { text: 'To read', colour: 'blue' }, whose: 'own', newBy: 'moment' },
]

type Row = {
  kind: 'briefing-unread'
  id: BriefingId
  codename: string
  onDay: string
  version: number
  since: Date
  classification: Classification
}

/**
 * Lists the briefings that this person has not read: of each the newest version.
 * @returns the oldest first
 */
export async function actionDayTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select kind, id, codename, on_day::text as "onDay", version, since, classification
     from operations.briefings_waiting() order by since, id`,
  )
  return rows.map(({ kind, id, codename, onDay, version, since, classification }) => ({
    kind,
    text: `Read the briefing for ${ukDate(onDay)} in ${codename}, version ${String(version)}`,
    from: null,
    since,
    href: `/operations/briefings/${id}`,
    classification,
  }))
}
