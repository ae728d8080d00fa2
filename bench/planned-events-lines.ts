/** The line of the table about planned events. */
import type { Line } from './figures.ts'
import type { PlannedEventsFigure } from './measure-planned-events.ts'

/** Measured once, at the first size: it does not grow with the reports. */
export function plannedEventsLines(
  { total, look, candidates, indexBytes }: PlannedEventsFigure,
  sizes: number,
): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  return [
    {
      name: `A look at one planned event among ${total.toLocaleString('en-GB')} (p95)`,
      means: `candidates of the index (${candidates.toFixed(1)} on average, ${(indexBytes / 1e6).toFixed(0)} MB) and exact distances; without what is written`,
      unit: 'ms',
      target: { at: 'most', value: 10 },
      values: once(look.p95),
      plain: null,
    },
  ]
}
