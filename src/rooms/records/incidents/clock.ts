/** The 72 hours in which the Commissioner is told (DPA 2018 s.67(1)). They are hours, and run through nights. */
import { plural } from '../../../design/words.ts'
import type { IncidentRow } from './incident-store.ts'

const HOUR = 3_600_000

/**
 * When the 72 hours end.
 * @param aware - when the agency became aware
 * @returns the moment
 */
export const dueAt = (aware: Date): Date => new Date(aware.getTime() + 72 * HOUR)

/**
 * Says how the clock of an incident stands.
 * @param row - the incident
 * @param now - the moment
 * @returns a tag
 */
export function clockOf(
  row: Pick<IncidentRow, 'awareAt' | 'toldRegulatorAt' | 'risk' | 'regulatorWhy' | 'closedAt'>,
  now: Date,
): { text: string; colour: 'red' | 'yellow' | 'green' | 'grey' } {
  const due = dueAt(row.awareAt)
  if (row.toldRegulatorAt !== null)
    return row.toldRegulatorAt <= due
      ? { text: 'Told in time', colour: 'green' }
      : { text: 'Told after 72 hours', colour: 'red' }
  if (row.risk === 'unlikely' && row.regulatorWhy !== null)
    return { text: 'Need not be told', colour: 'grey' }
  const hours = Math.floor((due.getTime() - now.getTime()) / HOUR)
  if (due < now) return { text: `${plural(Math.max(1, -hours - 1), 'hour')} past 72`, colour: 'red' }
  return { text: `${plural(hours, 'hour')} left`, colour: hours < 24 ? 'red' : 'yellow' }
}
