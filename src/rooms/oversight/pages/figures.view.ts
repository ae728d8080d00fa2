/** Figures as charts and tables. Pure. */
import { ukDate } from '../../../design/dates.ts'
import { barChart } from '../figures/bar-chart.ts'
import { periodWords } from '../figures/quarters.ts'
import type { PublishedTable } from '../figures/read-figures.ts'
import { NOT_SAID } from './stuck.view.ts'

/**
 * Writes the page.
 * @param tables - what is published of one agency
 * @returns a section each: figures about persons first, then those about duties
 */
export function figuresView(tables: readonly PublishedTable[]) {
  const of = (about: string) => tables.filter(({ table }) => table.about === about).map(section)
  return { persons: of('persons'), duties: of('duty') }
}

/** Periods are rows here, the newest first: a table of few rows and many periods would not fit on a telephone. */
function section(whole: PublishedTable) {
  const published = withoutEmptyBeginning(whole)
  const { table, periods, rows, countedAt } = published
  const [began] = whole.periods
  const [first] = periods
  return {
    id: table.name.replace('.', '-'),
    title: table.title,
    counted: table.counted,
    countedAt,
    sql: table.sql,
    // Noughts say no more than a sentence does, and hide the others.
    nothing: began && !first ? `None since ${ukDate(began.from)}.` : '',
    earlier:
      began && first && began !== first ? `None from ${ukDate(began.from)} until ${ukDate(first.from)}.` : '',
    chart: barChart(published),
    head: ['Period', ...rows.map(({ text }) => ({ text, numeric: true }))],
    rows: periods
      .map((period, at) => [
        periodWords(period),
        ...rows.map(({ shown }) => {
          const number = shown[at] ?? null
          return number === null ? { text: NOT_SAID } : { number }
        }),
      ])
      .toReversed(),
  }
}

/** Takes off the first periods in which there was nothing. */
function withoutEmptyBeginning(published: PublishedTable): PublishedTable {
  const sums = published.rows.at(-1)?.shown ?? []
  const found = sums.findIndex((sum) => sum !== 0)
  const at = found < 0 ? sums.length : found
  return {
    ...published,
    periods: published.periods.slice(at),
    rows: published.rows.map(({ text, shown }) => ({ text, shown: shown.slice(at) })),
  }
}
