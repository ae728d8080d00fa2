/** The lines of the table about events by place and time. */
import type { Line } from './figures.ts'
import type { EventsFigure } from './measure-events.ts'

/** Measured once, at the first size: they do not grow with the reports. */
export function eventsLines({ total, pages, sight }: EventsFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  const many = total.toLocaleString('en-GB')
  return [
    ...pages.map(({ page, times }): Line => ({
      name: `Events by place and time, ${page}, ${many} in sight (p95)`,
      means: 'the page with its table, map and time line, over HTTP',
      unit: 'ms',
      target: { at: 'most', value: 250 },
      values: once(times.p95),
      plain: null,
    })),
    ...sight.map(({ of, with: seen, without }): Line => ({
      name: `A page of events and their count, ${of} (p95)`,
      means: 'the two statements, under the rule of sight',
      unit: 'ms',
      target: null,
      values: once(seen.p95),
      plain: { what: 'the same without the rule of sight', values: once(without.p95) },
    })),
  ]
}
