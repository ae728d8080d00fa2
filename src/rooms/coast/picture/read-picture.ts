/** Where the public reports from: counts by stretch and month, of reports to one's own agency. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { nearestMile } from '../chainage/chainage.ts'
import { gapsOf } from '../plan/missing.ts'
import { stretchAt, type Plan, type Stretch } from '../plan/plan.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { readPlan } from '../plan/read-plan.ts'
import { cellCentre } from '../positions/index.ts'
import { suppress, type Shown } from './suppress.ts'

/** Metres from the line; twelve nautical miles, rounded up, so that what is seen from the shore counts. */
export const COUNTED_WITHIN = 23_000

export type CellCount = {
  cell: { lat: number; lon: number } | null
  /** like 2026-11 */
  month: string
  reports: number
}

/** A row of the picture; what lies in no stretch has a row too, so that nothing is lost. */
export type PictureRow = {
  stretch: Stretch | null
  kind: 'stretch' | 'no-stretch' | 'elsewhere' | 'no-place'
  /** months, then the total */
  shown: Shown[]
}
export type Picture = { plan: Plan; months: string[]; rows: PictureRow[]; totals: Shown[] }

/**
 * Reads the picture of the viewer's own desk.
 * @param months - how many calendar months, with the present one
 * @returns counts by stretch and month, small ones hidden
 */
export async function readPicture(scope: MemberScope, months: number): Promise<Picture> {
  const plan = await readPlan(scope)
  const names = monthsBack(todayOf(scope), months)
  const counts = await scope.tx.many<{
    lat: number | null
    lon: number | null
    month: string
    reports: number
  }>(
    `select cell_lat as lat, cell_lon as lon, to_char(month, 'YYYY-MM') as month, sum(reports)::integer as reports
     from reporting.counts_by_cell($1::date) group by 1, 2, 3`,
    [`${names[0] ?? ''}-01`],
  )
  scope.record({ kind: 'consultation', detail: { picture: true, months } })
  return pictureOf(
    plan,
    names,
    counts.map(({ lat, lon, month, reports }) => ({
      cell: lat === null || lon === null ? null : { lat, lon },
      month,
      reports,
    })),
  )
}

/**
 * Puts counts of cells into the stretches to whose miles they are nearest. Pure.
 * @param plan - of the agency
 * @param months - in order, like 2026-11
 * @param counts - by cell and month
 * @returns rows of stretches, of miles in none, of elsewhere, and of reports without a place
 */
export function pictureOf(plan: Plan, months: readonly string[], counts: readonly CellCount[]): Picture {
  const miles = plan.line?.chainage.miles ?? 0
  const rows: Pick<PictureRow, 'stretch' | 'kind'>[] = [
    ...plan.stretches.map((stretch) => ({ stretch, kind: 'stretch' as const })),
    ...(gapsOf(plan.stretches, miles).length > 0 ? [{ stretch: null, kind: 'no-stretch' as const }] : []),
    { stretch: null, kind: 'elsewhere' },
    { stretch: null, kind: 'no-place' },
  ]
  const table = rows.map(() => months.map(() => 0))
  for (const { cell, month, reports } of counts) {
    const [row, column] = [rowOf(cell), months.indexOf(month)]
    const line = table[row]
    if (line && column >= 0) line[column] = (line[column] ?? 0) + reports
  }
  const shown = suppress(table)
  return {
    plan,
    months: [...months],
    rows: rows.map((row, index) => ({ ...row, shown: shown[index] ?? [] })),
    totals: shown.at(-1) ?? [],
  }

  function rowOf(cell: CellCount['cell']): number {
    if (cell === null) return rows.findIndex(({ kind }) => kind === 'no-place')
    const elsewhere = rows.findIndex(({ kind }) => kind === 'elsewhere')
    if (!plan.line) return elsewhere
    const { mile, metres } = nearestMile(plan.line.chainage, cellCentre(cell))
    if (metres > COUNTED_WITHIN) return elsewhere
    const stretch = stretchAt(plan.stretches, mile)
    if (stretch) return rows.findIndex((row) => row.stretch?.id === stretch.id)
    const none = rows.findIndex(({ kind }) => kind === 'no-stretch')
    return none < 0 ? elsewhere : none
  }
}

/**
 * Lists calendar months, up to the one that holds the day.
 * @param today - YYYY-MM-DD
 * @param months - how many
 * @returns like 2026-11, the earliest first
 */
export function monthsBack(today: string, months: number): string[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  return Array.from({ length: months }, (_, index) =>
    new Date(Date.UTC(year, month - months + index, 1)).toISOString().slice(0, 7),
  )
}
