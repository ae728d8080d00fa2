/** The lines of the table about the national picture. */
import type { Line } from './figures.ts'
import type { NationalFigure } from './measure-national.ts'

/** Measured at each size: the page must not grow with the reports. */
export function nationalLines(figures: readonly (NationalFigure | undefined)[]): Line[] {
  if (figures.every((one) => one === undefined)) return []
  const each = (value: (one: NationalFigure) => number) => figures.map((one) => (one ? value(one) : null))
  return [
    {
      name: 'The national picture of the task force (p95)',
      means: 'the whole page over HTTP, read from counts of the week and of the hour',
      unit: 'ms',
      target: { at: 'most', value: 200 },
      values: each(({ page }) => page.p95),
      plain: null,
    },
    {
      name: 'Counting all matches by pair of agencies, once a week',
      means: 'one transaction of the clock, beside everything else',
      unit: 's',
      target: null,
      values: each(({ countSeconds }) => countSeconds),
      plain: null,
    },
  ]
}
