/** The lines of the table about encounters. */
import type { Line } from './figures.ts'
import type { EncountersFigure } from './measure-encounters.ts'

/** @param measured - by size; it does not grow with the reports */
export function encountersLines(measured: readonly (EncountersFigure | undefined)[]): Line[] {
  const values = (value: (figure: EncountersFigure) => number) =>
    measured.map((figure) => (figure ? value(figure) : null))
  const slowest = measured.find((figure) => figure)?.slowestPage ?? ''
  return [
    {
      name: 'Encounter’s first page',
      means: 'every byte over the wire with an empty cache; it needs no script',
      unit: 'kB',
      target: { at: 'most', value: 25 },
      values: values(({ firstBytes }) => firstBytes / 1000),
      plain: null,
    },
    {
      name: 'A step of an encounter on a bad network',
      means: `until the slowest of its pages (${slowest}) can be used at 400 kbit/s and 400 ms, without script`,
      unit: 's',
      target: { at: 'most', value: 1 },
      values: values((figure) => figure.slowest / 1000),
      plain: {
        what: 'an answer of a few bytes on the same network',
        values: values(({ emptyAnswer }) => emptyAnswer / 1000),
      },
    },
    {
      name: 'A landing of sixty is counted',
      means:
        'from the tap on “People found” until its first step is there, at 400 kbit/s and 400 ms, without script; assumed, not measured: 5 s to find each field or button and 0.5 s a character',
      unit: 's',
      target: { at: 'most', value: 120 },
      values: values(({ countedIn }) => countedIn),
      plain: null,
    },
  ]
}
