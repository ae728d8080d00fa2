import { readdirSync, readFileSync } from 'node:fs'
import { personFeatures } from '../src/library/names/person-features.ts'
import { readPerson } from '../src/library/names/read-person.ts'
import { readWords } from '../src/library/names/spelling/index.ts'
import { signalsOf } from '../src/library/names/weights.ts'

// Pairs of names of persons for fitting the weights: labelled ones, spellings of one person in the exercise,
// and names of different persons, most of which share a word.

const shared = new URL('../../shared/', import.meta.url)

/** Two names, whether they are one, and how much the pair counts in the fit. */
export type Example = {
  one: string
  other: string
  same: boolean
  weight: number
  /** pairs of one group are held out together */
  group: string
  signals: number[]
}

/** A file of comma-separated values under the shared data, one record a row by its head. */
export const readCsv = (path: string): Record<string, string>[] =>
  rowsOf(readFileSync(new URL(path, shared), 'utf8').replace(/^\ufeff/, ''))

function rowsOf(text: string): Record<string, string>[] {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (quoted) {
      if (letter === '"' && text.charAt(at + 1) === '"') {
        field += '"'
        at++
      } else if (letter === '"') quoted = false
      else field += letter
    } else if (letter === '"') quoted = true
    else if (letter === ',' || letter === '\n') {
      row.push(field.replace(/\r$/, ''))
      field = ''
      if (letter === '\n') {
        rows.push(row)
        row = []
      }
    } else field += letter
  }
  if (field !== '' || row.length > 0) rows.push([...row, field])
  const head = rows.shift() ?? []
  return rows
    .filter((one) => one.length > 1)
    .map((one) => Object.fromEntries(head.map((name, at) => [name, one[at] ?? ''])))
}

let seed = 7
/** The same sequence in every run (mulberry32). */
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}

/** One of a list that is not empty, by the fixed sequence. */
export function pick<T>(list: readonly T[]): T {
  const one = list[Math.floor(random() * list.length)]
  if (one === undefined) throw new RangeError('nothing to pick from')
  return one
}

/** The signals of a pair; a pair of which only initials agree is no match whatever the weights. */
export function signals(one: string, other: string): number[] {
  const features = personFeatures(readPerson(readWords(one)), readPerson(readWords(other)))
  const found = signalsOf(features)
  return features.onlyInitials ? found.map((_, at) => (at === 0 ? -9 : 0)) : found
}

const example = (one: string, other: string, same: boolean, weight: number, group: string): Example => ({
  one,
  other,
  same,
  weight,
  group,
  signals: signals(one, other),
})

/** Pairs of persons that people labelled, grouped by the second name. */
export const labelled = (): Example[] =>
  readCsv('linkage/name-pairs.csv')
    .filter((row) => row['schema'] === 'Person')
    .map((row) => {
      const [one, other] = [row['name1'] ?? '', row['name2'] ?? '']
      return example(one, other, row['is_match'] === 'true', 1, other.toLowerCase().replace(/[^\p{L}]/gu, ''))
    })

/** Planted pairs of every culture (`names/vectors`): mostly two known names that are nearly alike. */
export function planted(): Example[] {
  const folder = new URL('../src/library/names/vectors/', import.meta.url)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .flatMap((file) => rowsOf(readFileSync(new URL(file, folder), 'utf8')))
    .map((row) => example(row['a'] ?? '', row['b'] ?? '', row['same'] === '1', 0.12, 'planted'))
}

export type Written = { id: string; name: string }

/** Every name in the exercise's truth, with the person it was written for. */
export function exerciseNames(): Written[] {
  const seen = new Map<string, Written>()
  for (const row of readCsv('scenario/truth-half.csv')) {
    const [id, name] = [row['truth_id'] ?? '', row['as_written'] ?? '']
    if (row['kind'] === 'person') seen.set(`${id} ${name}`, { id, name })
  }
  return [...seen.values()]
}

/** One pair of spellings for each person of the exercise. */
export function exercisePairs(all: readonly Written[]): Example[] {
  const byId = Map.groupBy(all, (one) => one.id)
  return [...byId.values()]
    .filter((names) => names.length > 1)
    .map((names) => example(pick(names).name, pick(names).name, true, 0.25, 'exercise'))
}

/** Different persons of the exercise, nearly all sharing a word; and single names beside whole ones. */
export function exerciseStrangers(all: readonly Written[]): Example[] {
  const found: Example[] = []
  while (found.length < 1500) {
    const [one, other] = [pick(all), pick(all)]
    if (one.id === other.id) continue
    const shares = one.name.split(' ').some((word) => other.name.includes(word))
    if (shares || random() < 0.003) found.push(example(one.name, other.name, false, 0.1, 'exercise'))
  }
  while (found.length < 1800) {
    const other = pick(all)
    if (other.name.includes(' '))
      found.push(example(pick(other.name.split(' ')), other.name, false, 0.1, 'single'))
  }
  return found
}

type Country = { given: [string, string][]; family: [string, string][] }

function countries(): Country[] {
  const byCode = new Map<string, Country>()
  const add = (kind: 'given' | 'family', row: Record<string, string>): void => {
    const country = byCode.get(row['Country'] ?? '') ?? { given: [], family: [] }
    country[kind].push([row['Name Group'] ?? '', row['Romanized Name'] ?? ''])
    byCode.set(row['Country'] ?? '', country)
  }
  for (const row of readCsv('linkage/common-forenames-by-country.csv')) add('given', row)
  for (const row of readCsv('linkage/common-surnames-by-country.csv')) add('family', row)
  return [...byCode.values()]
}

/** Pairs that share one of two words, the other words being two common names of one country. */
export function commonNeighbours(): Example[] {
  const full = countries().filter((one) => one.given.length > 4 && one.family.length > 4)
  const found: Example[] = []
  while (found.length < 2000) {
    const country = pick(full)
    const [given, otherGiven] = [pick(country.given), pick(country.given)]
    const [family, otherFamily] = [pick(country.family), pick(country.family)]
    if (given[0] === otherGiven[0] || family[0] === otherFamily[0]) continue
    if (given[1] === otherGiven[1] || family[1] === otherFamily[1]) continue
    const name = `${given[1]} ${family[1]}`
    const other = random() < 0.5 ? `${given[1]} ${otherFamily[1]}` : `${otherGiven[1]} ${family[1]}`
    found.push(example(name, other, false, 0.05, 'common'))
  }
  return found
}

/** Draws names at random from all countries' common given and family names. */
export function commonNames(): () => string {
  const all = countries()
  const given = all.flatMap((one) => one.given.map(([, name]) => name))
  const family = all.flatMap((one) => one.family.map(([, name]) => name))
  return () => `${pick(given)} ${pick(family)}`
}
