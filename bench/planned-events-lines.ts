/** The lines of the table about planned events. They have sizes of their own: each is measured once, shown in the first column. */
import type { Line } from './figures.ts'
import type { PlannedEventsFigure } from './measure-planned-events.ts'
import type { Area } from './statistics.ts'

/**
 * @param figure - what was measured
 * @param sizes - how many columns the table has
 * @returns its lines
 */
export function plannedEventsLines(
  { looks, silence, probing, told }: PlannedEventsFigure,
  sizes: number,
): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  const apart = (name: string, means: string, { area, low, high }: Area): Line => ({
    name: `${name}: area under the curve, from 0.5`,
    means: `${means}; ${area.toFixed(3)}, 95 % interval ${low.toFixed(3)} to ${high.toFixed(3)}. 0.5 tells nothing apart`,
    unit: '',
    target: { at: 'most', value: 0.02 },
    ...{ values: once(Math.abs(area - 0.5)), plain: null },
  })
  return [
    ...looks.map(({ total, look, candidates, indexBytes }): Line => ({
      name: `A look at one planned event among ${total.toLocaleString('en-GB')} (p95)`,
      means: `candidates of the index (${candidates.toFixed(1)} on average, ${(indexBytes / 1e6).toFixed(0)} MB) and exact distances, one in ten for the duty post; without what is written`,
      unit: 'ms',
      target: { at: 'most', value: 10 },
      ...{ values: once(look.p95), plain: null },
    })),
    {
      name: 'From lodging to the slower of both sides’ open pages (p95)',
      means: `with the beat of 15 s, at ${String(told.count)} moments between two beats`,
      unit: 's',
      target: { at: 'most', value: 20 },
      ...{ values: once(told.p95), plain: null },
    },
    apart(
      'Silent event or none: time of the answer',
      `lodging over HTTP, ${silence.calls.toLocaleString('en-GB')} of each, quotas set aside`,
      silence.answers,
    ),
    apart(
      'Silent event or none: time until results',
      'the look by itself, which tells more than any page',
      silence.results,
    ),
    {
      name: 'Places left to whoever probes for an event of the duty post, of each place in its cell',
      means: `${String(probing.queries)} lodgings and changes, ${String(probing.targets)} targets, ${probing.places.toLocaleString('en-GB')} places a kilometre apart; without cells ${probing.exact.toFixed(1)} places would be left; of a silent event ${probing.silent.toLocaleString('en-GB')}`,
      unit: '',
      target: { at: 'least', value: 1 },
      ...{ values: once(probing.broker / probing.ofCell), plain: null },
    },
  ]
} // prettier-ignore
