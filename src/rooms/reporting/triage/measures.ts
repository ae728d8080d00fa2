/** What the desk's work is measured by. Counted from what stands outside the seal. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { figuresBy, figuresOf, type Figures, type Measured } from './first-look.ts'
import { placeWords, stretchesOf } from './stretches.ts'
import { readQueue, type QueuedReport } from './queue.ts'
import { mayStillHappen } from './urgency.ts'

/** So far back reports are counted. */
export const MONTHS_COUNTED = 12
const MOST_COUNTED = 100_000
const LONGEST_WAITING = 10

export type Measures = {
  all: Figures
  byMonth: { key: string; figures: Figures }[]
  byStretch: { key: string; figures: Figures }[]
  longestWaiting: QueuedReport[]
}

/**
 * Reports that another desk passed here are counted here, those passed on are not counted twice.
 * @returns figures in all, by month and by stretch, and what has waited longest
 */
export async function readMeasures(scope: MemberScope): Promise<Measures> {
  const rows = await scope.tx.many<{
    cell_lat: number | null
    cell_lon: number | null
    area: string | null
    month: string
    hours: number | null
    outcome: string | null
  }>(
    `select cell_lat, cell_lon, area, to_char(hour at time zone 'Europe/London', 'YYYY-MM') as month,
            opened_first_minutes / 60 as hours, outcome
     from reporting.public_report
     where agency_id = $1 and hour >= date_trunc('month', $2::timestamptz) - $3 * interval '1 month'
       and outcome is distinct from 'passed' and not (withdrawn_at is not null and opened_first_minutes is null)
     order by hour desc, id limit $4`,
    [scope.actor.agencyId, scope.now, MONTHS_COUNTED - 1, MOST_COUNTED],
  )
  const stretches = await stretchesOf(scope, rows)
  const measured: Measured[] = rows.map(({ month, hours, outcome, ...cell }, index) => ({
    place: placeWords(cell, stretches[index] ?? null),
    month,
    hours,
    becameIntelligence: outcome === 'intelligence',
  }))
  const waiting = (await readQueue(scope)).flat().filter((one) => !one.opened)
  return {
    all: figuresOf(measured),
    byMonth: figuresBy(measured, (one) => one.month).toReversed(),
    byStretch: figuresBy(measured, (one) => one.place),
    longestWaiting: waiting
      .toSorted(
        (left, right) =>
          Number(mayStillHappen(right)) - Number(mayStillHappen(left)) ||
          left.hour.getTime() - right.hour.getTime(),
      )
      .slice(0, LONGEST_WAITING),
  }
}
