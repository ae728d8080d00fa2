/** The lines of the table about reviews. */
import type { Line } from './figures.ts'
import type { ReviewsFigure } from './measure-reviews.ts'

/** The queue has its own size: measured once, shown in the first column. */
export function reviewsLines({ due, list, decide }: ReviewsFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  const number = due.toLocaleString('en-GB')
  return [
    {
      name: `A page of the reviews due, ${number} due, 95th percentile`,
      means: `the use case of the page, ${String(list.count)} pages one after the other`,
      unit: 'ms',
      target: { at: 'most', value: 100 },
      values: once(list.p95),
      plain: null,
    },
    {
      name: `Deciding 200 reviews at once, ${number} due, slowest`,
      means: `one transaction with an event for each, ${String(decide.count)} times`,
      unit: 'ms',
      target: { at: 'most', value: 2_000 },
      values: once(decide.most),
      plain: null,
    },
  ]
}
