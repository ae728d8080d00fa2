/** The lines of the table about the sealed index. */
import type { Line } from './figures.ts'
import type { SealedIndexFigure } from './measure-sealed-index.ts'

/** The index does not depend on how many reports there are: measured once, shown in the first column. */
export function sealedIndexLines({ tokens, lookUp, plain }: SealedIndexFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  return [
    {
      name: `Token looked up among ${tokens.toLocaleString('en-GB')}, p95`,
      means: `under the rule of sight; every other one is held`,
      unit: 'ms',
      target: { at: 'most', value: 5 },
      values: once(lookUp.p95),
      plain: { what: 'the same element found in the index, and nothing else asked', values: once(plain.p95) },
    },
  ]
}
