/** What of a record is sealed: the inputs of docs/wire/sealed-index.md, section 2. Pure. */
import { knownBirth } from '../../wire/births/known-birth.ts'
import { identifiersOf, isNeverMatched, personsOf, type NamedSubject } from '../matchable/index.ts'
import { readWords, wordFrequency, type Word } from '../names/spelling/index.ts'
import { isCommonEverywhere } from './common-values.ts'

export type Input = {
  kind: string
  /** `x`, all of it ASCII or UTF-8 text with zero characters between its parts */
  x: string
}

export type Composed = {
  inputs: Input[]
  /** subjects that are never matched: victims, witnesses, children, and what belongs to them */
  protectedSubjects: number
  /** values that are common everywhere */
  common: number
}

/** Names of one person that are read; more only repeat them. */
const MOST_NAMES = 3
/** Words of a name beside which each other is put. */
const MOST_WORDS = 4
/** Forms of a word that may be one of two names. */
const MOST_FORMS = 2
/** Shares of a population from which a name is no longer uncommon. */
const COMMON_FROM = 0.0005

const input = (kind: string, form: string, value: string): Input => ({
  kind,
  x: ['seamark-sealed/1', kind, form, value].join('\u0000'),
})

/**
 * Writes the input of one identifier.
 * @param kind - of the identifier
 * @param key - as `normaliseIdentifier` gives it
 * @returns the input
 */
export const identifierInput = (kind: string, key: string): Input => input(kind, 'id', key)

/**
 * The inputs of one record, each once.
 * @param subjects - all subjects of the record, in its order
 * @param today - the day of sealing; who may be under 18 on it is a child
 * @param most - tokens that the node takes of a record; identifiers come first
 * @returns the inputs; how many subjects are protected, and how many values are common: neither is sealed
 */
export function composeInputs(subjects: readonly NamedSubject[], today: Date, most: number): Composed {
  const inputs = new Map<string, Input>()
  const keep = (one: Input) => {
    if (inputs.size < most && Buffer.byteLength(one.x) <= 1_000) inputs.set(one.x, one)
  }
  let common = 0
  for (const { kind, key } of identifiersOf(subjects, today)) {
    if (isCommonEverywhere(kind, key)) common += 1
    else if (!key.includes('\u0000')) keep(identifierInput(kind, key))
  }
  const persons = personsOf(subjects, today)
  for (const { names, born } of persons)
    for (const name of names.slice(0, MOST_NAMES))
      if (born !== null) for (const one of personInputs(name, born)) keep(one)
  return { inputs: [...inputs.values()], protectedSubjects: protectedIn(subjects, today), common }
}

type Form = { symbol: string; uncommon: boolean }

/**
 * The composites of a name and a birth date, never one without the other.
 * @param name - one name of the person, in any script
 * @param born - as it is kept (wire/births/known-birth.ts); where it may be several years, each of them
 *   counts
 * @returns each composite once for each pair of spellings; none where no birth is known
 */
export function personInputs(name: string, born: string): Input[] {
  const words = readWords(name)
    .filter((word) => word.particle === null && !word.initial && word.skeleton.length > 1)
    .slice(0, MOST_WORDS)
    .map(formsOf)
  const birth = knownBirth(born)
  if (birth === null) return []
  const years = Array.from({ length: birth.to - birth.from + 1 }, (_, n) => String(birth.from + n))
  const [year = '', month, day] = born.split('-')
  // 1 January is written where only the year is known.
  const dated = month !== undefined && day !== undefined && !(month === '01' && day === '01')
  const inputs: Input[] = []
  words.forEach((one, index) => {
    for (const other of words.slice(index + 1))
      for (const a of one)
        for (const b of other) {
          if (a.symbol === b.symbol) continue
          const pair = [a.symbol, b.symbol].sort(byBytes).join('+')
          if (dated) {
            inputs.push(input('person', 'names-date', `${pair} ${born}`))
            if (day !== month && Number(day) <= 12)
              inputs.push(
                input('person', 'names-swapped', `${pair} ${[year, ...[month, day].sort()].join('~')}`),
              )
          }
          if (a.uncommon || b.uncommon)
            for (const one of years) inputs.push(input('person', 'names-year', `${pair} ${one}`))
        }
    if (dated)
      for (const { symbol, uncommon } of one)
        if (uncommon) inputs.push(input('person', 'name-date', `${symbol} ${born}`))
  })
  return inputs
}

function formsOf(word: Word): Form[] {
  const symbols = word.symbols.length > 0 ? word.symbols : [word.bare?.skeleton ?? word.skeleton]
  const uncommon = wordFrequency(word) < COMMON_FROM
  return symbols
    .filter((symbol) => !['\u0000', '+', ' '].some((sign) => symbol.includes(sign)))
    .slice(0, MOST_FORMS)
    .map((symbol) => ({ symbol, uncommon }))
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

function protectedIn(subjects: readonly NamedSubject[], today: Date): number {
  const persons = subjects.filter((subject) => isNeverMatched(subject, today)).length
  if (persons === 0) return 0
  const free = subjects.map((subject) => ({ ...subject, belongs_to: undefined }))
  return persons + identifiersOf(free, today).length - identifiersOf(subjects, today).length
}
