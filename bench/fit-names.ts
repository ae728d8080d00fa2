import { readFileSync } from 'node:fs'
import { personFeatures } from '../src/rooms/deconfliction/names/person-features.ts'
import { readPerson } from '../src/rooms/deconfliction/names/read-person.ts'
import { readWords } from '../src/rooms/deconfliction/names/spelling/index.ts'
import { signalNames, signalsOf } from '../src/rooms/deconfliction/names/weights.ts'

const shared = new URL('../../shared/', import.meta.url)

type Example = {
  one: string
  other: string
  same: boolean
  weight: number
  group: string
  signals: number[]
  note: string
}

export function readCsv(path: string): Record<string, string>[] {
  const text = readFileSync(new URL(path, shared), 'utf8').replace(/^\ufeff/, '')
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
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

function signals(one: string, other: string): number[] {
  const features = personFeatures(readPerson(readWords(one)), readPerson(readWords(other)))
  return features.onlyInitials ? [-9, ...signalsOf(features).slice(1).fill(0)] : signalsOf(features)
}

const example = (
  one: string,
  other: string,
  same: boolean,
  weight: number,
  group: string,
  note = '',
): Example => ({
  one,
  other,
  same,
  weight,
  group,
  note,
  signals: signals(one, other),
})

/** Pairs with labels, judged by people. A case: all rows about one right-hand name. */
function bench(): Example[] {
  return readCsv('linkage/name-pairs.csv')
    .filter((row) => row['schema'] === 'Person')
    .map((row) =>
      example(
        row['name1'] ?? '',
        row['name2'] ?? '',
        row['is_match'] === 'true',
        1,
        (row['name2'] ?? '').toLowerCase().replace(/[^a-z]/g, ''),
        row['notes'],
      ),
    )
}

function scenario(): { truePairs: Example[]; falsePairs: Example[]; all: { id: string; name: string }[] } {
  const byId = new Map<string, Set<string>>()
  for (const row of readCsv('scenario/truth-half.csv')) {
    if (row['kind'] !== 'person') continue
    const names = byId.get(row['truth_id'] ?? '') ?? new Set()
    names.add(row['as_written'] ?? '')
    byId.set(row['truth_id'] ?? '', names)
  }
  const all = [...byId].flatMap(([id, names]) => [...names].map((name) => ({ id, name })))
  const truePairs: Example[] = []
  const falsePairs: Example[] = []
  for (const names of byId.values()) {
    const list = [...names]
    if (list.length < 2) continue
    truePairs.push(example(pick(list), pick(list), true, 0.25, 'scenario'))
  }
  while (falsePairs.length < 1500) {
    const [one, other] = [pick(all), pick(all)]
    if (one.id === other.id) continue
    // pairs that share a word are the hard ones; a few others keep the constant in its place
    const shares = one.name.split(' ').some((word) => other.name.includes(word))
    if (shares || random() < 0.003) falsePairs.push(example(one.name, other.name, false, 0.1, 'scenario'))
  }
  // a single name against a whole one of another person
  for (let n = 0; n < 300; n++) {
    const [one, other] = [pick(all), pick(all)]
    const word = pick(other.name.split(' '))
    if (one.id !== other.id && !one.name.includes(' ')) continue
    falsePairs.push(example(word, other.name, false, 0.1, 'scenario'))
  }
  return { truePairs, falsePairs, all }
}

/** Names of different persons of one country by its lists of common names; `near` shares one of two words. */
function commonNames(): { near: Example[]; random: () => [string, string] } {
  const byCountry = new Map<string, { given: [string, string][]; family: [string, string][] }>()
  const countryOf = (code: string): { given: [string, string][]; family: [string, string][] } => {
    const held = byCountry.get(code) ?? { given: [], family: [] }
    byCountry.set(code, held)
    return held
  }
  for (const row of readCsv('linkage/common-forenames-by-country.csv')) {
    countryOf(row['Country'] ?? '').given.push([row['Name Group'] ?? '', row['Romanized Name'] ?? ''])
  }
  for (const row of readCsv('linkage/common-surnames-by-country.csv')) {
    countryOf(row['Country'] ?? '').family.push([row['Name Group'] ?? '', row['Romanized Name'] ?? ''])
  }
  const countries = [...byCountry.values()].filter((one) => one.given.length > 4 && one.family.length > 4)
  const near: Example[] = []
  while (near.length < 2000) {
    const country = pick(countries)
    const [given, otherGiven, family, otherFamily] = [pick(country.given), pick(country.given), pick(country.family), pick(country.family)]
    if (given[0] === otherGiven[0] || family[0] === otherFamily[0]) continue
    if (given[1] === otherGiven[1] || family[1] === otherFamily[1]) continue
    near.push(
      random() < 0.5
        ? example(`${given[1]} ${family[1]}`, `${given[1]} ${otherFamily[1]}`, false, 0.05, 'common')
        : example(`${given[1]} ${family[1]}`, `${otherGiven[1]} ${family[1]}`, false, 0.05, 'common'),
    )
  }
  const all = [...byCountry.values()]
  const given = all.flatMap((one) => one.given.map(([, name]) => name))
  const family = all.flatMap((one) => one.family.map(([, name]) => name))
  return { near, random: () => [`${pick(given)} ${pick(family)}`, `${pick(given)} ${pick(family)}`] }
}

const positive = new Set(['constant'])

function fit(examples: readonly Example[], rounds = 3000): number[] {
  const width = signalNames.length
  const weights = new Array<number>(width).fill(0)
  const mass = examples.reduce((so, one) => so + one.weight, 0)
  const squares = new Array<number>(width).fill(0)
  for (let round = 0; round < rounds; round++) {
    const slope = new Array<number>(width).fill(0)
    for (const one of examples) {
      const error = (chance(weights, one.signals) - (one.same ? 1 : 0)) * one.weight
      for (let k = 0; k < width; k++) slope[k] = (slope[k] ?? 0) + error * (one.signals[k] ?? 0)
    }
    for (let k = 0; k < width; k++) {
      const step = (slope[k] ?? 0) / mass + (k === 0 ? 0 : 0.0008 * (weights[k] ?? 0))
      squares[k] = 0.99 * (squares[k] ?? 0) + 0.01 * step * step
      let next =
        (weights[k] ?? 0) - (0.02 * step) / (Math.sqrt((squares[k] ?? 0) / (1 - 0.99 ** (round + 1))) + 1e-6)
      if (k > 0) next = positive.has(signalNames[k] ?? '') ? Math.max(0, next) : Math.min(0, next)
      weights[k] = next
    }
  }
  return weights
}

function chance(weights: readonly number[], signals: readonly number[]): number {
  let sum = 0
  for (let k = 0; k < weights.length; k++) sum += (weights[k] ?? 0) * (signals[k] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}

function measure(list: readonly { same: boolean; yes: boolean }[]): string {
  const tp = list.filter((one) => one.same && one.yes).length
  const fp = list.filter((one) => !one.same && one.yes).length
  const fn = list.filter((one) => one.same && !one.yes).length
  return `F1 ${((2 * tp) / (2 * tp + fp + fn)).toFixed(3)} P ${(tp / (tp + fp)).toFixed(3)} R ${(tp / (tp + fn)).toFixed(3)}`
}

const persons = bench()
const { truePairs, falsePairs, all } = scenario()
const common = commonNames()
const extra = [...truePairs, ...falsePairs, ...common.near]
const weights = fit([...persons, ...extra])
console.log('weights', JSON.stringify(weights.map((one) => Math.round(one * 100) / 100)))
for (const [k, name] of signalNames.entries()) console.log(name.padEnd(16), (weights[k] ?? 0).toFixed(2))
for (const cut of [0.5, 0.6, 0.7]) {
  console.log(
    'fitted',
    cut,
    measure(persons.map((one) => ({ same: one.same, yes: chance(weights, one.signals) >= cut }))),
  )
}
const foldOf = (group: string): number =>
  [...group].reduce((so, letter) => (so * 31 + letter.charCodeAt(0)) % 9973, 7) % 5
const held = [0, 1, 2, 3, 4].flatMap((fold) => {
  const learnt = fit([...persons.filter((one) => foldOf(one.group) !== fold), ...extra])
  return persons
    .filter((one) => foldOf(one.group) === fold)
    .map((one) => ({ same: one.same, chance: chance(learnt, one.signals) }))
})
for (const cut of [0.5, 0.6, 0.7])
  console.log(
    'cross-validated',
    cut,
    measure(held.map((one) => ({ same: one.same, yes: one.chance >= cut }))),
  )
console.log(
  'scenario true pairs found',
  truePairs.filter((one) => chance(weights, one.signals) >= 0.5).length / truePairs.length,
)
console.log(
  'scenario sharing a word',
  falsePairs.filter((one) => chance(weights, one.signals) >= 0.5).length / falsePairs.length,
)
const nearAlarms = common.near.filter((one) => chance(weights, one.signals) >= 0.5)
console.log('common names sharing a word', nearAlarms.length / common.near.length)
let far = 0
for (let n = 0; n < 100000; n++) {
  const [one, other] = common.random()
  if (chance(weights, signals(one, other)) >= 0.5) {
    far++
    if (process.argv.includes('--errors')) console.log('far', one, '|', other)
  }
}
console.log('alarms in 100,000 pairs of common names', far)
if (process.argv.includes('--errors')) for (const one of nearAlarms) console.log('near', one.one, '|', one.other, '|', one.signals.slice(1).map((s) => s.toFixed(2)).join(' '))
let alarms = 0
for (let n = 0; n < 20000; n++) {
  const [one, other] = [pick(all), pick(all)]
  if (one.id !== other.id && chance(weights, signals(one.name, other.name)) >= 0.5) {
    alarms++
    if (process.argv.includes('--errors')) console.log('alarm', one.name, '|', other.name)
  }
}
console.log('false alarms in 20000', alarms)
if (process.argv.includes('--errors')) {
  for (const one of [...persons, ...truePairs].filter(
    (each) => chance(weights, each.signals) >= 0.5 !== each.same,
  )) {
    console.log(
      one.same ? 'MISSED' : 'ALARM ',
      chance(weights, one.signals).toFixed(2),
      one.one,
      '|',
      one.other,
      '|',
      one.signals
        .slice(1)
        .map((s) => s.toFixed(2))
        .join(' '),
      one.note,
    )
  }
}
