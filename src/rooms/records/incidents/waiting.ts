/** Incidents whose 72 hours run, or that are not closed, as home shows them. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import { clockOf } from './clock.ts'
import { incidentName, type IncidentRow } from './incident-store.ts'

export const incidentKind: WaitingKind = {
  kind: 'data-incident',
  tag: { text: 'Incident', colour: 'red' },
  whose: 'anybody',
  newBy: 'moment',
  fold: { text: (number) => `${number} incidents that are not closed`, href: '/incidents' },
}

/**
 * What waits of incidents.
 * @returns the one whose hours end first at the top; 20 at most
 */
export async function incidentTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'managesRecords')) return []
  const rows = await scope.tx.many<
    Pick<
      IncidentRow,
      'id' | 'number' | 'awareAt' | 'toldRegulatorAt' | 'risk' | 'regulatorWhy' | 'closedAt'
    > & {
      since: Date
    }
  >(
    `select id, number, aware_at as "awareAt", told_regulator_at as "toldRegulatorAt", risk, regulator_why as "regulatorWhy",
            closed_at as "closedAt", entered_at as since
     from records.incident where agency_id = $1 and closed_at is null order by aware_at, id limit 20`,
    [scope.actor.agencyId],
  )
  return rows.map((row) => {
    const { text } = clockOf(row, scope.now)
    const decided = row.toldRegulatorAt !== null || (row.risk === 'unlikely' && row.regulatorWhy !== null)
    return {
      kind: incidentKind.kind,
      text: decided
        ? `${incidentName(row)}: finish and close it`
        : `${incidentName(row)}: decide whether to tell the Commissioner. ${text}`,
      from: null,
      since: row.since,
      href: `/incidents/${row.id}`,
      classification: 'OFFICIAL',
    }
  })
}
