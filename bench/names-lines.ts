/** The lines of the table about names. */
import type { Line } from './figures.ts'
import type { F1, NamesFigure } from './measure-names.ts'

/** Names do not depend on how many reports there are: measured once, shown in the first column. */
export function namesLines({ all, schemas, arabic, perSecond, plain }: NamesFigure, sizes: number): Line[] {
  const once = (value: number | undefined) =>
    Array.from({ length: sizes }, (_, index) => (index === 0 ? (value ?? null) : null))
  const peer = 'words aligned by Jaro–Winkler, with the threshold that is best for these labels'
  const f1 = (
    name: string,
    means: string,
    target: number | null,
    value: number | undefined,
    plainly?: number,
  ): Line => ({
    name,
    means,
    unit: 'F1',
    target: target === null ? null : { at: 'least', value: target },
    values: once(value),
    plain: plainly === undefined ? null : { what: peer, values: once(plainly) },
  })
  const things = ['Company', 'Organization', 'Vessel', 'LegalEntity'].flatMap(
    (schema) => schemas[schema] ?? [],
  )
  return [
    f1(
      'Names told right',
      `${String(all.pairs)} labelled pairs of persons, firms and vessels; match and possible count as yes`,
      0.88,
      all.possibleIsYes,
      plain.all,
    ),
    f1('Names told right, possible is no', 'the same; only match counts as yes', 0.88, all.possibleIsNo),
    f1(
      'Names of persons told right',
      'the persons among them',
      0.83,
      schemas['Person']?.possibleIsYes,
      plain.persons,
    ),
    f1(
      'Names of persons, possible is no',
      'the same; only match counts as yes',
      0.83,
      schemas['Person']?.possibleIsNo,
    ),
    f1(
      'Names of firms, bodies and vessels told right',
      'all others; the mean of their kinds by number of pairs',
      0.9,
      meanOf(things),
    ),
    f1(
      'Arabic names in Latin letters told right',
      `${String(arabic.pairs)} pairs of spellings of one word each, labels noisy, native ones only`,
      0.86,
      arabic.possibleIsYes,
      plain.arabic,
    ),
    {
      name: 'Names compared, from text',
      means: 'pairs a second on one core, each name read anew',
      unit: 'pairs/s',
      target: { at: 'least', value: 100_000 },
      values: once(perSecond.strings),
      plain: { what: 'words aligned by Jaro–Winkler', values: once(plain.perSecond) },
    },
    {
      name: 'Names compared, read before',
      means: 'the same with names that were read once',
      unit: 'pairs/s',
      target: { at: 'least', value: 50_000 },
      values: once(perSecond.read),
      plain: null,
    },
  ]
}

function meanOf(figures: readonly F1[]): number | undefined {
  const pairs = figures.reduce((sum, figure) => sum + figure.pairs, 0)
  if (pairs === 0) return undefined
  return figures.reduce((sum, figure) => sum + figure.possibleIsYes * figure.pairs, 0) / pairs
}
