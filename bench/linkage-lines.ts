/** The lines of the table about whole files that are linked. */
import type { Line } from './figures.ts'
import type { LinkageFigure } from './measure-linkage.ts'

const MB = 1_000_000

/** Files do not depend on how many reports there are: measured once, shown in the first column. */
export function linkageLines({ labelled, generated, families }: LinkageFigure, sizes: number): Line[] {
  const once = (value: number | undefined) =>
    Array.from({ length: sizes }, (_, index) => (index === 0 ? (value ?? null) : null))
  const figure = (
    name: string,
    means: string,
    unit: string,
    target: Line['target'],
    value: number | undefined,
    plain: Line['plain'] = null,
  ): Line[] => (value === undefined ? [] : [{ name, means, unit, target, values: once(value), plain }])
  const least = (value: number) => ({ at: 'least' as const, value })
  const most = (value: number) => ({ at: 'most' as const, value })
  const { historical, febrl3, febrl4, fake } = labelled
  const targets = new Map([
    [1_000_000, { f1: 0.96, seconds: 6, mb: 1200 }],
    [5_000_000, { f1: 0.957, seconds: 30, mb: null }],
  ])
  return [
    ...figure(
      'Historical figures linked',
      'pairs found among half of 50,578 records of 5,156 persons with errors; no labels used',
      'F1',
      least(0.85),
      historical?.f1,
    ),
    ...figure('Historical figures, precision', 'of the pairs put out, how many are right', 'share', least(0.95), historical?.precision), // prettier-ignore
    ...figure('Historical figures, reached by blocking', 'of the true pairs, how many are looked at', 'share', least(0.9), historical?.blockingRecall), // prettier-ignore
    ...figure(
      'FEBRL 3 linked',
      '5,000 synthetic records, up to five of a person',
      'F1',
      least(0.9958),
      febrl3?.f1,
    ),
    ...figure('FEBRL 4 linked', 'two files of 5,000 synthetic records', 'F1', least(0.9996), febrl4?.f1),
    ...figure(
      'A thousand synthetic records linked',
      'many fields empty or wrong',
      'F1',
      least(0.8365),
      fake?.f1,
    ),
    ...families.flatMap(({ size, precision, recall }) => {
      const who = size === 1 ? 'Nobody in a family' : `Families of ${String(size)}`
      const means = size === 1 ? 'each person has a telephone and address of their own' : 'a quarter of the people live in one, with one telephone and address' // prettier-ignore
      return [
        ...figure(`${who}, precision`, means, 'share', least(0.98), precision),
        ...figure(`${who}, recall`, means, 'share', least(0.85), recall),
      ]
    }),
    ...generated.flatMap(({ records, f1, seconds, peakBytes, plain }) => {
      const target = targets.get(records)
      const count = records.toLocaleString('en-GB')
      return [
        ...figure(
          `Linking ${count} records`,
          'the whole command, from a CSV file on the disk to the pairs on the disk, on two threads',
          's',
          target ? most(target.seconds) : null,
          seconds,
          { what: 'reading the file and splitting its lines in one thread', values: once(plain) },
        ),
        ...figure(`Linking ${count} records, pairs found`, 'three tenths are second records with errors', 'F1', target ? least(target.f1) : null, f1), // prettier-ignore
        ...figure(`Linking ${count} records, memory`, 'the most that the command has resident', 'MB', target?.mb ? most(target.mb) : null, peakBytes / MB), // prettier-ignore
      ]
    }),
  ]
}
