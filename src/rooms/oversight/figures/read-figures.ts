/** Reads what is published of an agency. What was counted and is not shown, nobody reads. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { FigureTable } from '../../../platform/rooms/accountability.ts'
import { SUM } from './count-figures.ts'
import { periodWords, type Period } from './quarters.ts'

/** A table of figures, as a page, a pack or a program prints it. */
export type Figures = {
  title: string
  /** how it is counted */
  counted: string
  /** the statement that counts */
  sql: string
  /** the first names the rows; then a period each */
  columns: string[]
  /** the first says what is counted; null: a number that is not shown. The last row is the sum of the others */
  rows: (string | number | null)[][]
  /** true where small numbers, and what would give them away, are not shown */
  suppressed: boolean
}

/** The same, before its periods are words. */
export type PublishedTable = {
  table: FigureTable
  periods: Period[]
  /** when the last of it was counted */
  countedAt: Date | null
  /** by row, the sum's last: a number for each period */
  rows: { text: string; shown: (number | null)[] }[]
}

/**
 * Reads what is published of an agency in a period.
 * @param tables - of all rooms, as `house.figureTables` has them
 * @param agencyId - whose
 * @param period - days, YYYY-MM-DD; quarters and financial years that lie in it are read, and no others are there
 * @returns a table each, in the order of the rooms; without periods where nothing is counted yet, and for whom neither
 *   answers for the agency nor holds it to account
 */
export async function publishedTables(
  scope: Scope,
  tables: Iterable<FigureTable>,
  agencyId: number,
  period: Period,
): Promise<PublishedTable[]> {
  const cells = await scope.tx.many<{
    figure: string
    from: string
    until: string
    key: string
    shown: number | null
    countedAt: Date
  }>(
    `select figure, from_day::text as "from", until_day::text as "until", row_key as key, shown,
            counted_at as "countedAt"
     from oversight.figure_count where agency_id = $1 and from_day >= $2 and until_day <= $3
     order by until_day, from_day desc`,
    [agencyId, period.from, period.until],
  )
  return [...tables].map((table) => {
    const mine = cells.filter(({ figure }) => figure === table.name)
    const columns = [...Map.groupBy(mine, (cell) => `${cell.from} ${cell.until}`).values()]
    return {
      table,
      periods: columns.flatMap(([first]) => (first ? [{ from: first.from, until: first.until }] : [])),
      countedAt:
        mine.map((cell) => cell.countedAt).toSorted((one, other) => Number(other) - Number(one))[0] ?? null,
      rows: [...table.rows, { key: SUM, text: 'All' }].map(({ key, text }) => ({
        text,
        shown: columns.map((column) => column.find((cell) => cell.key === key)?.shown ?? null),
      })),
    }
  })
}

/**
 * Reads all figures of an agency in a period, as they are printed.
 * @param tables - of all rooms, as `house.figureTables` has them
 * @param agencyId - whose
 * @param period - as `publishedTables` takes it
 * @returns a table each, in the order of the rooms
 */
export async function agencyFigures(
  scope: Scope,
  tables: Iterable<FigureTable>,
  agencyId: number,
  period: Period,
): Promise<Figures[]> {
  return (await publishedTables(scope, tables, agencyId, period)).map(({ table, periods, rows }) => ({
    ...{ title: table.title, counted: table.counted, sql: table.sql },
    columns: [table.title, ...periods.map(periodWords)],
    rows: rows.map(({ text, shown }) => [text, ...shown]),
    suppressed: table.about === 'persons',
  }))
}
