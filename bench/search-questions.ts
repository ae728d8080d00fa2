/** What people search for: a fixed mix, drawn from the words that the generated reports hold. */
import { pick, randomFrom, whole, type Random } from '../exercise/random.ts'
import type { SearchQuery } from '../src/rooms/search/search-records.ts'
import { reportsOf, type Stage } from './agency-file.ts'
import { slugOf } from './world.ts'

export type Question = { kind: string; query: SearchQuery }

/** Of a hundred searches: how many are of each kind. */
const MIX = {
  'rare word': 20,
  'common word': 20,
  'two words': 15,
  phrase: 10,
  identifier: 15,
  'own reference': 5,
  'common word, filtered': 15,
} as const

const SAMPLE = 1_500

/** Words that the text search leaves out, or that are too short to be searched for. */
const LEFT_OUT = new Set([
  'with',
  'from',
  'that',
  'this',
  'were',
  'been',
  'have',
  'they',
  'than',
  'which',
  'there',
])

/** @returns an endless, repeatable row of questions over what the stage's reports hold */
export function* questions(stage: Stage, seed: number): Generator<Question> {
  const random = randomFrom(seed)
  const sample = sampleOf(stage)
  const kinds = Object.entries(MIX).flatMap(([kind, share]) => Array.from({ length: share }, () => kind))
  for (;;) {
    const kind = pick(random, kinds)
    yield { kind, query: questionOf(kind, sample, stage, random) }
  }
}

type Sample = {
  common: string[]
  rare: string[]
  texts: string[]
  identifiers: string[]
  references: string[]
}

function sampleOf(stage: Stage): Sample {
  const counts = new Map<string, number>()
  const texts: string[] = []
  const identifiers: string[] = []
  const references: string[] = []
  for (const report of reportsOf(stage, 3)) {
    const text = report.items[0]?.text ?? ''
    texts.push(text)
    if (report.agency_reference) references.push(report.agency_reference)
    for (const subject of report.subjects)
      if (subject.kind === 'phone' || subject.kind === 'vehicle') identifiers.push(subject.value)
    for (const word of new Set(text.toLowerCase().match(/\p{L}{4,}/gu)))
      if (!LEFT_OUT.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
    if (texts.length === SAMPLE) break
  }
  const words = [...counts].sort((a, b) => b[1] - a[1])
  return {
    common: words.slice(0, 60).map(([word]) => word),
    rare: words.filter(([, count]) => count === 1).map(([word]) => word),
    texts,
    identifiers,
    references,
  }
}

function questionOf(kind: string, sample: Sample, stage: Stage, random: Random): SearchQuery {
  const common = pick(random, sample.common)
  switch (kind) {
    case 'rare word':
      return { q: pick(random, sample.rare) }
    case 'two words':
      return { q: `${common} ${pick(random, sample.common)}` }
    case 'phrase': {
      const words = pick(random, sample.texts).split(/[\s.]+/)
      const at = whole(random, 0, Math.max(0, words.length - 3))
      return { q: `"${words.slice(at, at + 2).join(' ')}"` }
    }
    case 'identifier':
      return { q: spelt(pick(random, sample.identifiers), random) }
    case 'own reference':
      return { q: pick(random, sample.references) }
    case 'common word, filtered':
      return { q: common, ...filterOf(stage, random) }
    default:
      return { q: common }
  }
}

/** As people type identifiers: with spaces, in small letters. */
const spelt = (value: string, random: Random) =>
  random() < 0.5 ? value.toLowerCase() : value.replace(/^(.{4})(.{3})/, '$1 $2 ')

function filterOf(stage: Stage, random: Random): SearchQuery {
  const year = `202${String(whole(random, 4, 6))}`
  return pick(random, [
    { agencies: [slugOf(whole(random, 0, stage.agencies - 1))] },
    { from: `${year}-02-01`, to: `${year}-04-30` },
    { grades: ['1A', '2A'] },
    { handling: 'C' as const },
    { kinds: ['email' as const] },
  ])
}
