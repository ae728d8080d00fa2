/**
 * Counts figures, by the clock. A quarter is counted once when it is over, for each agency; what persons did or suffered
 * is published then, and never counted again. What a body owes is counted again each hour, the running quarter as well.
 */
import type { Database } from '../../../platform/database/perform.ts'
import type { Scope } from '../../../platform/database/scope.ts'
import type { Task } from '../../../platform/jobs/worker.ts'
import type { FigureTable } from '../../../platform/rooms/accountability.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { financialYearOf, isOver, quartersOf, yearOf, type Period } from './quarters.ts'
import { showQuarter, showYear } from './suppress.ts'

/** The job's name. */
export const COUNT_FIGURES = 'oversight.figures.count'

/** Financial years that are counted, with the running one. */
const YEARS = 2

/** The key of the sum of a table's rows. */
export const SUM = ''

/**
 * Counts what is not counted yet.
 * @param tables - of all rooms
 * @param today - YYYY-MM-DD
 * @returns how many agencies it counted for
 */
export async function countFigures(
  database: Database,
  tables: readonly FigureTable[],
  today: string,
): Promise<number> {
  const service = { service: 'figures', operation: COUNT_FIGURES }
  // Bodies that hold to account have figures of nobody.
  const agencies = await database.performAsService(service, ({ tx }) =>
    tx.many<{ id: number }>(
      `select id from identity.agency where kind not in ('commissioner', 'inspectorate') order by id`,
    ),
  )
  for (const { id: agencyId } of agencies)
    await database.performAsService({ ...service, agencyId }, async (scope) => {
      let published = 0
      for (const table of tables) published += await countTable(scope, table, agencyId, today)
      if (published > 0) await tellOf(scope, agencyId, published)
    })
  return agencies.length
}

/** That something was published about persons stands in the agency's ledger, with the bodies that read it. */
async function tellOf(scope: Scope, agencyId: number, periods: number): Promise<void> {
  const bodies = await scope.tx.many<{ id: number }>(
    'select body_id as id from identity.held_to_account where agency_id = $1 order by body_id',
    [agencyId],
  )
  scope.record({ kind: 'disclosure', recipients: bodies.map(({ id }) => id), detail: { periods } })
}

/** @returns how many periods were published about persons */
async function countTable(
  scope: Scope,
  table: FigureTable,
  agencyId: number,
  today: string,
): Promise<number> {
  const running = financialYearOf(today)
  let published = 0
  for (let year = running - YEARS + 1; year <= running; year++) {
    const quarters = quartersOf(year)
    if (table.about === 'duty') {
      for (const quarter of quarters.filter(({ from }) => from <= today))
        await publish(scope, table, agencyId, quarter, await count(scope, table, agencyId, quarter))
      continue
    }
    for (const quarter of quarters.filter((one) => isOver(one, today)))
      if ((await counted(scope, table, agencyId, quarter)) === null) {
        const counts = await count(scope, table, agencyId, quarter)
        await publish(scope, table, agencyId, quarter, counts, showQuarter(counts))
        published++
      }
    if (isOver(yearOf(year), today) && (await counted(scope, table, agencyId, yearOf(year))) === null)
      published += await publishYear(scope, table, agencyId, year)
  }
  return published
}

/** The sums of a year, of what was counted before and not of what stands there today. */
async function publishYear(
  scope: Scope,
  table: FigureTable,
  agencyId: number,
  year: number,
): Promise<number> {
  const quarters: Counted[] = []
  for (const quarter of quartersOf(year)) {
    const one = await counted(scope, table, agencyId, quarter)
    if (one === null) return 0
    quarters.push(one)
  }
  const shown = showYear(
    quarters.map(({ counts }) => counts),
    quarters.map((one) => one.shown),
  )
  const sums = table.rows.map((_, row) => quarters.reduce((sum, { counts }) => sum + (counts[row] ?? 0), 0))
  await publish(scope, table, agencyId, yearOf(year), sums, shown)
  return 1
}

async function count(scope: Scope, table: FigureTable, agencyId: number, period: Period): Promise<number[]> {
  const found = await scope.tx.many<{ key: string; count: number }>(table.sql, [
    agencyId,
    period.from,
    period.until,
  ])
  const byKey = new Map(found.map((one) => [one.key, one.count]))
  const stray = found.find(({ key }) => !table.rows.some((row) => row.key === key))
  if (stray) throw new Error(`The table of figures ${table.name} has no row "${stray.key}"`)
  return table.rows.map(({ key }) => byKey.get(key) ?? 0)
}

type Counted = { counts: number[]; shown: boolean[] }

/** @returns what was counted of each row, and whether it is shown, the sum's last; null where nothing was counted */
async function counted(
  scope: Scope,
  table: FigureTable,
  agencyId: number,
  period: Period,
): Promise<Counted | null> {
  const rows = await scope.tx.many<{ key: string; count: number; shown: boolean }>(
    `select row_key as key, count, shown is not null as shown from oversight.figure_count
     where agency_id = $1 and figure = $2 and from_day = $3 and until_day = $4`,
    [agencyId, table.name, period.from, period.until],
  )
  if (rows.length === 0) return null
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return {
    counts: table.rows.map(({ key }) => byKey.get(key)?.count ?? 0),
    shown: [...table.rows.map(({ key }) => key), SUM].map((key) => byKey.get(key)?.shown ?? false),
  }
}

/** What two processes count at once is published once: the first one's. */
async function publish(
  scope: Scope,
  table: FigureTable,
  agencyId: number,
  period: Period,
  counts: readonly number[],
  shown: readonly boolean[] = counts.map(() => true).concat(true),
): Promise<void> {
  const all = [...counts, counts.reduce((sum, one) => sum + one, 0)]
  await scope.tx.run(
    `insert into oversight.figure_count (figure, agency_id, from_day, until_day, row_key, about, count, shown)
     select $1, $2, $3, $4, r.key, $5, r.count, case when r.shown then r.count end
     from unnest($6::text[], $7::integer[], $8::boolean[]) as r (key, count, shown)
     on conflict (agency_id, figure, from_day, until_day, row_key) do update
       set count = excluded.count, shown = excluded.shown, counted_at = now() where figure_count.about = 'duty'`,
    [
      ...[table.name, agencyId, period.from, period.until, table.about],
      ...[[...table.rows.map(({ key }) => key), SUM], all, shown],
    ],
  )
}

/**
 * The job of the clock.
 * @param tables - of all rooms
 * @param clock - of the node
 * @returns the task
 */
export const countFiguresTask =
  (tables: readonly FigureTable[], clock: () => Date): Task =>
  async ({ database }) => {
    await countFigures(database, tables, londonDay(clock()))
  }
