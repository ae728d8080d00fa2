/**
 * Reports for benchmarks, as many as wanted, one at a time. Their words follow Zipf's law over a few
 * thousand, as those of real reports do, so that a search for a rare word and for a common one cost
 * what they would; they are not meant to be read.
 */
import type { Report, Subject } from '../src/rooms/intelligence/report.ts'
import { checkDigits } from './identifiers.ts'
import { THEMES } from './narrative.ts'
import { inventPerson } from './invented-people.ts'
import { COAST, HOMES, ROADS, STORES } from './places.ts'
import { chance, pick, randomFrom, whole, type Random } from './random.ts'

/** Agencies that a benchmark has when it does not say. */
const AGENCIES = 60

/** Of a hundred identifiers, this many are drawn from those that agencies share. */
const SHARED = 0.05

/** How many reports a shared identifier is in, on average: never so many that it counts as common. */
const REPORTS_OF_A_SHARED = 3

const IDENTIFIERS_OF_A_REPORT = 3

const WORDS = 4_000

/**
 * Reports of one agency.
 * @param seed the same for every agency of one benchmark: it decides which identifiers are shared
 * @param count reports of this agency; the same for every agency, or shared identifiers thin out
 * @param agency 0 for the first; decides everything else
 * @param agencies how many there are in all
 * @returns valid reports with four subjects each
 */
export function* generateReports(
  seed: number,
  count: number,
  agency: number,
  agencies = AGENCIES,
): Generator<Report> {
  const random = randomFrom(seed * 1_009 + agency)
  const wordAt = zipfWords(seed)
  const mentions = count * agencies * IDENTIFIERS_OF_A_REPORT * SHARED
  const shared = Math.max(1, Math.round(mentions / REPORTS_OF_A_SHARED / IDENTIFIERS_OF_A_REPORT))
  for (let index = 0; index < count; index++) {
    const own = shared + agency * count + index
    const ordinal = () => (chance(random, SHARED) ? Math.floor(random() * shared) : own)
    const restricted = chance(random, 0.2)
    yield {
      title: sentenceOf(random, wordAt, whole(random, 3, 7)).slice(0, -1),
      classification: chance(random, 0.2) ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
      handling: restricted ? 'C' : 'P',
      conditions: restricted ? 'Ask the originator before any action' : null,
      action_code: restricted ? pick(random, ['A1', 'A2', 'A3'] as const) : null,
      sanitisation_code: restricted ? pick(random, ['S1', 'S2'] as const) : null,
      discoverable: true,
      review_on: `20${String(whole(random, 30, 33))}-${String(whole(random, 10, 12))}-${String(whole(random, 10, 28))}`,
      agency_reference: `BENCH-${String(agency)}-${String(index + 1)}`,
      items: [
        {
          text: Array.from({ length: whole(random, 3, 7) }, () =>
            sentenceOf(random, wordAt, whole(random, 8, 18)),
          ).join(' '),
          source_evaluation: pick(random, ['1', '2', '2', '3'] as const),
          intelligence_assessment: pick(random, ['A', 'B', 'C', 'C', 'D', 'E'] as const),
          basis: 'assessment',
        },
      ],
      subjects: [
        personOf(random),
        { kind: 'phone', item: 1, value: phone(seed, ordinal()) },
        { kind: 'vehicle', item: 1, value: plate(seed, ordinal()) },
        chance(random, 0.5)
          ? {
              kind: 'email',
              item: 1,
              value: `${wordAt(0.999_9)}${String(scatter(seed, ordinal(), 1e9))}@example.net`,
            }
          : { kind: 'account', item: 1, value: account(seed, ordinal()) },
      ],
      original_grade: null,
    }
  }
}

function personOf(random: Random): Subject {
  const { forenames, surnames, born } = inventPerson(random)
  return {
    kind: 'person',
    item: 1,
    category: pick(random, [
      'suspected',
      'suspected',
      'suspected',
      'suspected',
      'convicted',
      'victim',
      'witness',
    ] as const),
    names: [`${pick(random, forenames)} ${pick(random, surnames)}`],
    ...(chance(random, 0.8) ? { born } : {}),
  }
}

/** Spreads ordinals over `space` without two meeting: the factor is a prime that divides no space here. */
const scatter = (seed: number, ordinal: number, space: number) =>
  ((ordinal % space) * 1_000_003 + seed * 7_919) % space

const phone = (seed: number, ordinal: number) => `+999${String(scatter(seed, ordinal, 1e9)).padStart(9, '0')}`

const LETTERS = 'BCDFGHJKLMNPRSTVWXY'

function plate(seed: number, ordinal: number): string {
  let rest = scatter(seed, ordinal, LETTERS.length ** 4 * 100)
  const letters = Array.from({ length: 4 }, () => {
    const letter = LETTERS[rest % LETTERS.length] ?? ''
    rest = Math.floor(rest / LETTERS.length)
    return letter
  })
  return `Q${letters[0] ?? ''}${String(rest).padStart(2, '0')}${letters.slice(1).join('')}`
}

function account(seed: number, ordinal: number): string {
  const number = `SEAM${String(scatter(seed, ordinal, 1e9)).padStart(14, '0')}`
  return `ZZ${checkDigits(number, 'ZZ')}${number}`
}

function sentenceOf(random: Random, wordAt: (at: number) => string, words: number): string {
  let text = wordAt(random())
  for (let index = 1; index < words; index++) text += ` ${wordAt(random())}`
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** A word for a number in [0, 1): the n-th most common one has a chance in proportion to 1/n. */
function zipfWords(seed: number): (at: number) => string {
  const words = vocabulary(randomFrom(seed))
  const total = words.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0)
  const table: string[] = []
  let sum = 0
  words.forEach((word, rank) => {
    sum += 1 / (rank + 1)
    while (table.length < Math.round((sum / total) * 0x1_0000)) table.push(word)
  })
  return (at) => table[Math.floor(at * table.length)] ?? ''
}

const SYLLABLES =
  'bar bel bra cal car chel cran dal den dray el fal far fen gar gren hal har hol kel ken lam lin lor mal mar mel nor pel pen ral ran ros sal sel shel stan tal tor tran val ven wal wen wick win yar'.split(
    ' ',
  )
const ENDINGS = 'ham ton ley worth field ford gate mere wood stone bridge combe ing den well hurst'.split(' ')

/** The words of the exercise's reports by how often they stand there, then invented place names. */
function vocabulary(random: Random): string[] {
  const counts = new Map<string, number>()
  const texts = [
    ...THEMES.flatMap((theme) => Object.values(theme).flat()),
    ...COAST,
    ...STORES,
    ...ROADS,
    ...HOMES,
  ]
  for (const [word] of texts
    .join(' ')
    .toLowerCase()
    .matchAll(/\p{L}{1,}/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const words = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word)
  const all = new Set(words)
  while (all.size < WORDS) {
    const middle = chance(random, 0.6) ? pick(random, SYLLABLES) : ''
    all.add(pick(random, SYLLABLES) + middle + pick(random, ENDINGS))
  }
  return [...all]
}
