/** The lines of the table about matches of persons. */
import type { Line } from './figures.ts'
import type { PersonsFigure } from './measure-persons.ts'

/** They have a size of their own: measured once, shown in the first column. */
export function personsLines({ lantern, weighing }: PersonsFigure, sizes: number): Line[] {
  const once = (value: number | undefined) =>
    Array.from({ length: sizes }, (_, index) => (index === 0 ? (value ?? null) : null))
  const line = (
    name: string,
    means: string,
    unit: string,
    target: Line['target'],
    value: number | undefined,
  ): Line => ({ name, means, unit, target, values: once(value), plain: null })
  const truth = 'Exercise Lantern, by report and partner, births on both sides; the half of the truth at hand'
  return [
    ...(lantern
      ? [
          line('Persons matched: precision', truth, 'share', { at: 'least', value: 0.97 }, lantern.precision),
          line('Persons matched: recall', truth, 'share', { at: 'least', value: 0.9 }, lantern.recall),
          line(
            'Persons matched: victims and witnesses',
            'mentions of either among those that are compared',
            'persons',
            { at: 'most', value: 0 },
            lantern.protected,
          ),
          line(
            'Persons of the exercise weighed',
            'a second, into an empty database: looked up, compared, matches opened',
            'persons/s',
            null,
            lantern.persons / lantern.seconds,
          ),
        ]
      : []),
    ...weighing.flatMap((figure) => {
      const held = figure.persons.toLocaleString('en-GB')
      return [
        line(
          `One new person among ${held}, p95`,
          `candidates and scores against ${held} persons of sixty agencies, in a transaction of its own`,
          'ms',
          { at: 'most', value: figure.persons > 1_000_000 ? 25 : 10 },
          figure.one.p95,
        ),
        line(`One new person among ${held}, p50`, 'the same, half of them', 'ms', null, figure.one.p50),
        line(
          `One new person among ${held}: candidates, p95`,
          'how many are compared by name',
          'persons',
          { at: 'most', value: 2_000 },
          figure.compared.p95,
        ),
        line(
          `One new person among ${held}: planted and found`,
          'somebody who is there, with a slip in the name',
          'share',
          null,
          figure.found / figure.planted,
        ),
      ]
    }),
  ]
}
