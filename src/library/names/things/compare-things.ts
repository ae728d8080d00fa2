/** Compares two names of companies, organisations or vessels: what agrees, what is missing, what contradicts. */
import type { NameComparison, NameSchema } from '../types.ts'
import { alignThings, joinedAlike, type Alignment } from './align-things.ts'
import { readThing, type ReadThing, type ThingWord } from './read-thing.ts'
import { reasonsFor } from './reasons.ts'
import { slipsBetween } from './slips.ts'

/** What was seen when two names were laid side by side; `reasons.ts` says it in words. */
export type Evidence = Alignment & {
  a: ReadThing
  b: ReadThing
  forms: 'same' | 'kin' | 'other' | 'one' | 'none'
  numbers: 'agree' | 'one-missing' | 'slip' | 'contradict'
  joined: boolean
}

/**
 * Compares two names as written.
 * @param a - as written
 * @param b - the same
 * @param schema - what the strings name
 * @returns never throws: what cannot be compared is `different`, and says so
 */
export function compareThings(a: string, b: string, schema: NameSchema): NameComparison {
  return compareReadThings(readThing(a, schema), readThing(b, schema))
}

/**
 * The same for names that were read before. Symmetric: the answer does not depend on which comes first.
 * @param one - read once
 * @param other - the same
 * @returns what it is, how probable, and why
 */
export function compareReadThings(one: ReadThing, other: ReadThing): NameComparison {
  const [a, b] = isBefore(one, other) ? [one, other] : [other, one]
  if (a.words.length === 0 || b.words.length === 0)
    return {
      outcome: 'different',
      probability: 0.01,
      reasons: ['cannot be compared: there is no name to read'],
    }
  if (a.text === b.text)
    return {
      outcome: 'match',
      probability: 0.99,
      reasons: ['the names are written alike, letter for letter'],
    }
  const evidence = gather(a, b)
  const probability = probabilityOf(evidence)
  return {
    outcome: probability < 0.5 ? 'different' : probability < matchFrom ? 'possible' : 'match',
    probability,
    reasons: reasonsFor(evidence),
  }
}

const matchFrom = 0.65

function isBefore(a: ReadThing, b: ReadThing): boolean {
  if (a.joined !== b.joined) return a.joined < b.joined
  return a.text <= b.text
}

function gather(a: ReadThing, b: ReadThing): Evidence {
  const alike = joinedAlike(a, b)
  const alignment = alike > 0 && !sameNames(a, b) ? wholeNames(a, b, alike) : alignThings(a, b)
  return {
    a,
    b,
    ...alignment,
    forms: formsOf(a, b),
    numbers: numbersOf(alignment),
    joined: alike > 0,
  }
}

const sameNames = (a: ReadThing, b: ReadThing): boolean =>
  a.words.length === b.words.length && a.words.every((word, at) => word.name === b.words[at]?.name)

function wholeNames(a: ReadThing, b: ReadThing, likeness: number): Alignment {
  const weight = Math.max(sum(a.words), sum(b.words))
  const how = likeness > 0.95 ? 'joined' : 'sound'
  return {
    pairs: [{ a: written(a), b: written(b), likeness, weight, how }],
    leftA: [],
    leftB: [],
  }
}

const written = ({ words }: ReadThing): string => words.map(({ text }) => text).join(' ')

function formsOf(a: ReadThing, b: ReadThing): Evidence['forms'] {
  if (a.forms.length === 0 && b.forms.length === 0) return 'none'
  if (a.forms.length === 0 || b.forms.length === 0) return 'one'
  if (a.forms.some(({ line }) => b.forms.some((other) => other.line === line))) return 'same'
  const kin = a.forms.some((form) =>
    b.forms.some(
      (other) => form.class === other.class || form.class === 'company' || other.class === 'company',
    ),
  )
  return kin ? 'kin' : 'other'
}

function numbersOf({ leftA, leftB }: Alignment): Evidence['numbers'] {
  const [one, other] = [leftA.filter(isNumber), leftB.filter(isNumber)]
  if (one.length === 0 && other.length === 0) return 'agree'
  if (one.length === 0 || other.length === 0) return 'one-missing'
  const [a, b] = [one[0]?.text ?? '', other[0]?.text ?? '']
  return one.length === 1 && other.length === 1 && slipsBetween(a, b, 1) === 1 ? 'slip' : 'contradict'
}

const isAny = (): boolean => true
const notNumber = ({ kind }: ThingWord): boolean => kind !== 'number'
const isNumber = ({ kind }: ThingWord): boolean => kind === 'number'
const sum = (words: readonly ThingWord[]): number => words.reduce((total, { weight }) => total + weight, 0)

/**
 * Chance that both were written for one name. The share of what the names say in which they agree, turned
 * into a probability; then what no agreement outweighs.
 */
function probabilityOf(evidence: Evidence): number {
  const { a, b, pairs, leftA, leftB, forms, numbers } = evidence
  let agree = 0
  let all = 0
  for (const { likeness, weight } of pairs) {
    agree += likeness * weight
    all += weight
  }
  const open = numbers === 'slip' || numbers === 'one-missing' ? notNumber : isAny
  const [one, other] = [sum(leftA.filter(open)), sum(leftB.filter(open))]
  const swapped = Math.min(one, other)
  const share = agree / (all + one + other + 0.8 * swapped + 0.001)
  const form = forms === 'other' ? -0.7 : forms === 'kin' ? -0.15 : forms === 'same' ? 0.15 : 0
  let probability = 1 / (1 + Math.exp(-(17 * (share - 0.72) + form)))
  const cap = (most: number) => (probability = Math.min(probability, most))
  const [wordsA, wordsB] = [leftA.filter(tells), leftB.filter(tells)]
  if (wordsA.length > 0 && wordsB.length > 0) cap(wordsA.some(isOwn) && wordsB.some(isOwn) ? 0.1 : 0.25)
  if ([...wordsA, ...wordsB].some(({ kind }) => kind === 'country')) cap(0.42)
  if (numbers === 'contradict') cap(0.12)
  if (numbers === 'slip') cap(a.schema === 'Vessel' || agree < 1.2 ? 0.15 : 0.56)
  if (numbers === 'one-missing') cap(a.schema === 'Vessel' ? 0.53 : 0.72)
  if (forms === 'other') cap(0.85)
  if (a.cut || b.cut) cap(0.6)
  return Math.round(Math.min(0.98, Math.max(0.01, probability)) * 1000) / 1000
}

const isOwn = ({ kind }: ThingWord): boolean => kind === 'own'
/** Words whose change makes another thing. */
const tells = ({ kind }: ThingWord): boolean => kind !== 'small' && kind !== 'number'
