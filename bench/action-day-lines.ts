/** The lines of the table about an action day. */
import type { Line } from './figures.ts'
import type { ActionDayFigure } from './measure-action-day.ts'

/** Measured once, at the first size: it does not grow with the reports. */
export function actionDayLines(
  { agencies, events, told, shown, page }: ActionDayFigure,
  sizes: number,
): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  const name = `Action day of ${String(agencies)} agencies and ${String(events)} events`
  return [
    {
      name: `${name}: a change to an open page (p95)`,
      means: 'from a count of one agency until the open page of another has fetched itself and shows the sum, while all have it open and fetch it too; a count within two seconds of the last',
      unit: 'ms',
      target: { at: 'most', value: 250 },
      values: once(shown.p95),
      plain: { what: 'the fetch alone', values: once(page.p95) },
    },
    {
      name: `${name}: told (p95)`,
      means: 'from the same request until the open page is told',
      unit: 'ms',
      target: null,
      values: once(told.p95),
      plain: null,
    },
  ] // prettier-ignore
}
