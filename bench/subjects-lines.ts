/** The line of the table about requests of data subjects. */
import type { Line } from './figures.ts'
import type { SubjectsFigure } from './measure-subjects.ts'

/** Measured at each size: the target is for 1,000,000 reports. */
export function subjectsLines(figures: readonly (SubjectsFigure | undefined)[]): Line[] {
  if (figures.every((one) => one === undefined)) return []
  return [
    {
      name: 'Search for a data subject, slowest',
      means: 'over all that one agency holds: names that nobody bears, and names of its own reports',
      unit: 'ms',
      target: { at: 'most', value: 2_000 },
      values: figures.map((one) => (one ? one.searches.most : null)),
      plain: null,
    },
  ]
}
