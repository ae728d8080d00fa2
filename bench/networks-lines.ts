/** The lines of the table about networks: each size of a generated world, and the same without the rule of sight. */
import type { Line } from './figures.ts'
import type { NetworksFigure, Pair } from './measure-networks.ts'

/** As issue and README promise, at the largest size. */
const PARTS: readonly [name: string, means: string, most: number, of: (figure: NetworksFigure) => Pair][] = [
  [
    'a subject’s page',
    'statements, reports, matches, links and neighbours in sight',
    100,
    ({ page }) => page,
  ],
  ['neighbours of one step', '500 shown', 100, ({ oneStep }) => oneStep],
  ['neighbours of two steps', '500 shown, the rest counted within sight', 250, ({ twoSteps }) => twoSteps],
  ['the shortest way, six steps at most', 'between two subjects in sight', 500, ({ path }) => path],
  ['suggested groups', 'of a coordinator', 1_000, ({ suggestions }) => suggestions],
]

/**
 * Makes the lines.
 * @param figures - of each size, ascending
 * @param columns - how many columns the table has
 */
export function networksLines(figures: readonly NetworksFigure[], columns: number): Line[] {
  const largest = figures.at(-1)
  if (largest === undefined) return []
  const at = (value: number) => Array.from({ length: columns }, (_, column) => (column === columns - 1 ? value : null)) // prettier-ignore
  const size = largest.subjects.toLocaleString('en-GB')
  const growth = (value: (figure: NetworksFigure) => number) =>
    figures.map((one) => `${one.subjects.toLocaleString('en-GB')}: ${value(one).toFixed(1)}`).join(', ')
  return [
    ...PARTS.flatMap(([name, means, most, of]): Line[] => [
      {
        name: `Networks of ${size} subjects: ${name} (p95)`,
        means: `${means}; ${growth((one) => of(one).seen.p95)}`,
        unit: 'ms',
        target: { at: 'most', value: most },
        values: at(of(largest).seen.p95),
        plain: null,
      },
      {
        name: `The same under the rule of sight, times without it: ${name}`,
        means: 'the same rows read by the same statements without policies; medians',
        unit: 'times',
        target: { at: 'most', value: 1.5 },
        values: at(of(largest).seen.p50 / of(largest).plain.p50),
        plain: null,
      },
    ]),
    {
      name: 'A subject that is hidden takes as long as one that is absent',
      means: 'distance of the area under the curve from one half; 0 is no difference',
      unit: '',
      target: { at: 'most', value: 0.15 },
      values: at(Math.abs(largest.auc - 0.5)),
      plain: null,
    },
    {
      name: 'Neighbours of a telephone that a tenth of all reports name (p95)',
      means: growth((one) => one.hub.p95),
      unit: 'ms',
      target: { at: 'most', value: 250 },
      values: at(largest.hub.p95),
      plain: null,
    },
  ]
}
