/** Says in words why two names of things are or are not one. */
import type { Pair } from './align-things.ts'
import type { Evidence } from './compare-things.ts'
import type { ThingWord } from './read-thing.ts'
import type { ThingForm } from './take-forms.ts'

/**
 * Says why two names are or are not one.
 * @param evidence - what was found of the two
 * @returns what agrees first, then what is missing, then what contradicts
 */
export function reasonsFor(evidence: Evidence): string[] {
  const { a, b, pairs, leftA, leftB, forms, numbers } = evidence
  const reasons: string[] = []
  const equal = pairs.filter(({ how }) => how === 'equal')
  if (equal.length > 0) {
    const whole = equal.length === pairs.length && leftA.length + leftB.length === 0
    reasons.push(whole ? 'the same words' : `the same words: ${list(equal.map((pair) => pair.a))}`)
  }
  for (const pair of pairs) if (pair.how !== 'equal') reasons.push(ofPair(pair))
  reasons.push(...ofLeft(leftA.filter(notNumber), leftB.filter(notNumber)))
  if (numbers !== 'agree')
    reasons.push(ofNumbers(numbers, texts(leftA.filter(isNumber)), texts(leftB.filter(isNumber))))
  if (forms !== 'none') reasons.push(ofForms(forms, a.forms, b.forms))
  if (a.cut || b.cut) reasons.push('only the first 300 letters were compared')
  return reasons
}

function ofPair({ a, b, how }: Pair): string {
  const both = `“${a}” and “${b}”`
  if (how === 'sound') return `${both} are spellings of one word`
  if (how === 'slip') return `${both} differ by a typing slip`
  if (how === 'short') return `${both}: one is short for the other`
  if (how === 'joined') return `${both} are the same, written joined and apart`
  if (how === 'initials') return `${both}: one is the initials of the other`
  return `${both} mean the same`
}

function ofLeft(a: ThingWord[], b: ThingWord[]): string[] {
  const [one, other] = [a.filter(isTelling), b.filter(isTelling)]
  if (one.length === 0 && other.length === 0) return []
  if (one.length > 0 && other.length > 0) {
    const place = one.some(isPlace) && other.some(isPlace) ? 'another place' : 'other words'
    return [`${place}: ${list(texts(one))} against ${list(texts(other))}`]
  }
  const extra = one.length > 0 ? one : other
  const words = list(texts(extra))
  if (extra.every(({ kind }) => kind === 'generic'))
    return [
      `${words} stands on one side only; many firms have that word, and leaving it out is no contradiction`,
    ]
  if (extra.some(isPlace)) return [`${words} stands on one side only: perhaps a branch or a daughter`]
  return [`${words} stands on one side only`]
}

function ofNumbers(numbers: Evidence['numbers'], a: string[], b: string[]): string {
  if (numbers === 'one-missing')
    return `the number ${list([...a, ...b])} is missing on one side, which is not a contradiction`
  if (numbers === 'slip')
    return `the numbers ${list(a)} and ${list(b)} are one sign apart: a slip, or two of one series`
  return `the numbers contradict: ${list(a)} and ${list(b)}`
}

function ofForms(forms: Evidence['forms'], a: readonly ThingForm[], b: readonly ThingForm[]): string {
  const [one, other] = [a.map(({ text }) => text).join(' '), b.map(({ text }) => text).join(' ')]
  if (forms === 'one')
    return `the legal form (${one || other}) is missing on one side, which is not a contradiction`
  if (forms === 'same')
    return one === other ? `the same legal form (${one})` : `the legal forms are one: ${one}, ${other}`
  if (forms === 'kin') return `the legal forms go together: ${one}, ${other}`
  return `the legal forms differ (${one}, ${other}), which is weak evidence`
}

const isNumber = ({ kind }: ThingWord): boolean => kind === 'number'
const notNumber = ({ kind }: ThingWord): boolean => kind !== 'number'
const isTelling = ({ kind }: ThingWord): boolean => kind !== 'small'
const isPlace = ({ kind }: ThingWord): boolean => kind === 'country' || kind === 'city'
const texts = (words: readonly ThingWord[]): string[] => words.map(({ text }) => text)

/** Long lists are cut: nobody reads forty words. */
function list(words: readonly string[]): string {
  const shown = words.slice(0, 6).map((word) => `“${word.length > 30 ? `${word.slice(0, 30)}…` : word}”`)
  return shown.join(', ') + (words.length > 6 ? ' …' : '')
}
