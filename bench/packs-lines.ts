/** The lines of the table about packs of oversight and the public page. */
import type { Line } from './figures.ts'
import type { PacksFigure } from './measure-packs.ts'

/** Measured at each size: they stand beside the reports, and must not grow with them. */
export function packsLines(figures: readonly (PacksFigure | undefined)[]): Line[] {
  if (figures.every((one) => one === undefined)) return []
  const each = (value: (one: PacksFigure) => number) => figures.map((one) => (one ? value(one) : null))
  const documents = figures.find((one) => one !== undefined)?.documents ?? 0
  return [
    {
      name: `Packs of one button, ${String(documents)} documents, each as HTML and PDF/UA (p95)`,
      means:
        'meeting pack, progress report, public page in two languages, of 30 recommendations; read, drawn, kept',
      unit: 's',
      target: { at: 'most', value: 5 },
      values: each(({ button }) => button.p95 / 1000),
      plain: null,
    },
    {
      name: 'Public page of a commissioner, with 30 recommendations',
      means: 'the whole page with its styles, not compressed',
      unit: 'kB',
      target: { at: 'most', value: 20 },
      values: each(({ publicPage }) => publicPage.bytes / 1000),
      plain: null,
    },
    {
      name: 'Public page of a commissioner (p95)',
      means: 'over HTTP, without signing in',
      unit: 'ms',
      target: { at: 'most', value: 50 },
      values: each(({ publicPage }) => publicPage.times.p95),
      plain: null,
    },
  ]
}
