/** The line of the table about disruptions. */
import type { Line } from './figures.ts'
import type { DisruptionsFigure } from './measure-disruptions.ts'

/** Measured once: it does not grow with the reports. */
export function disruptionsLines(
  { total, groups, look, found, plain }: DisruptionsFigure,
  sizes: number,
): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  const many = (number: number) => number.toLocaleString('en-GB')
  return [
    {
      name: `What may be the same among ${many(total)} disruptions (p95)`,
      means: `of ${many(groups)} groups, under the rule of sight; ${found.toFixed(1)} found on average`,
      unit: 'ms',
      target: { at: 'most', value: 50 },
      values: once(look.p95),
      plain: { what: 'the rows of the group within the days, without the rule', values: once(plain.p95) },
    },
  ]
}
