/**
 * A chart of one table of figures: a bar a quarter, lying, so that its words have room on a telephone. What is drawn is
 * in the table beside it. Lengths are parts of the width, so that words keep their size at any width. Pure.
 */
import { scaleBand, scaleLinear } from 'd3-scale'
import { periodWords } from './quarters.ts'
import type { PublishedTable } from './read-figures.ts'

export type Bar = {
  /** pixels from above: of the words, and of the bar */
  wordsY: number
  barY: number
  text: string
  /** per cent of the width; null: not shown */
  all: number | null
  /** the part that the table's first row is of it */
  first: number
}

export type BarChart = {
  /** what it shows, in one sentence */
  says: string
  /** pixels */
  height: number
  axisY: number
  barHeight: number
  bars: Bar[]
  ticks: { x: number; text: string; anchor: 'start' | 'middle' | 'end' }[]
  /** what the dark part of a bar is */
  firstWords: string
  /** is there a bar that is not shown? */
  hasHidden: boolean
}

const ROW = 48
const BAR = 16
const AXIS = 24
const round = (value: number) => Math.round(value * 100) / 100

/**
 * Draws it.
 * @param published - a table of figures
 * @returns null where there is nothing to draw
 */
export function barChart({ table, periods, rows }: PublishedTable): BarChart | null {
  const sums = rows.at(-1)?.shown ?? []
  const firsts = rows[0]?.shown ?? []
  // A year beside its quarters would make every quarter small.
  const drawn = periods
    .map((period, at) => ({
      words: periodWords(period),
      all: sums[at] ?? null,
      first: firsts[at] ?? 0,
      period,
    }))
    .filter(({ period }) => period.from.slice(5) !== period.until.slice(5))
  const most = Math.max(0, ...drawn.map(({ all }) => all ?? 0))
  if (drawn.length === 0 || most === 0) return null
  const x = scaleLinear([0, most], [0, 100]).nice(4)
  const y = scaleBand(
    drawn.map((_, at) => at),
    [0, drawn.length * ROW],
  )
  const end = x.domain()[1] ?? most
  return {
    says: `${table.title}, by quarter. The table below says the same.`,
    height: drawn.length * ROW + AXIS,
    axisY: drawn.length * ROW,
    barHeight: BAR,
    bars: drawn.map(({ words, all, first }, at) => ({
      wordsY: (y(at) ?? 0) + 18,
      barY: (y(at) ?? 0) + 24,
      text: `${words}: ${all === null ? 'not shown' : String(all)}`,
      all: all === null ? null : round(x(all)),
      first: all === null ? 0 : round(x(first)),
    })),
    ticks: x
      .ticks(4)
      .filter((tick) => Number.isInteger(tick))
      .map((tick) => ({
        x: round(x(tick)),
        text: String(tick),
        anchor: tick === 0 ? 'start' : tick === end ? 'end' : 'middle',
      })),
    firstWords: table.rows[0]?.text ?? '',
    hasHidden: drawn.some(({ all }) => all === null),
  }
}
