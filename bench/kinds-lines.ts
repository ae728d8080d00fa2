/** The lines of the table about kinds of record. */
import type { Line } from './figures.ts'
import type { KindsFigure } from './measure-kinds.ts'

/** A plan does not depend on how many reports there are: measured once, shown in the first column. */
export function kindsLines({ kinds, planned }: KindsFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  return planned.map(({ statement, now, then }) => ({
    name: `Planning ${statement}, ${String(kinds.then)} kinds`,
    means: `each new kind with a table, a part of one and three restrictive policies; the median of 300`,
    unit: 'ms',
    target: null,
    values: once(then),
    plain: { what: `with the ${String(kinds.now)} kinds of today`, values: once(now) },
  }))
}
