/** Finds for each word of one name its counterpart in the other. */
import { takeInitials, takeJoined } from './many-for-one.ts'
import type { ReadThing, ThingWord } from './read-thing.ts'
import { lettersAlike, soundOf, type Letters } from './slips.ts'

export type Pair = {
  /** as written on the two sides, in the order of the sides */
  a: string
  b: string
  likeness: number
  weight: number
  how: Letters['how'] | 'meaning' | 'joined' | 'initials'
}

export type Alignment = { pairs: Pair[]; leftA: ThingWord[]; leftB: ThingWord[] }

/** Words beyond these are not laid side by side; names this long are lists, not names. */
const mostAligned = 16

/**
 * Lays the words of two names upon one another.
 * @param a - read once; the two in an order that does not depend on who asks: greedy choices follow it
 * @param b - the same
 * @returns pairs of words, and what is left on either side
 */
export function alignThings(a: ReadThing, b: ReadThing): Alignment {
  const pairs: Pair[] = []
  const left = a.words.slice(0, mostAligned)
  const right = b.words.slice(0, mostAligned)
  takeEqual(left, right, pairs)
  if (left.length > 0 && right.length > 0) takeJoined(left, right, pairs, a, b)
  if (left.length > 0 && right.length > 0) takeAlike(left, right, pairs)
  if (left.length > 0 && right.length > 0) takeInitials(left, right, pairs)
  return { pairs, leftA: left, leftB: right }
}

function takeEqual(left: ThingWord[], right: ThingWord[], pairs: Pair[]): void {
  for (let i = 0; i < left.length;) {
    const one = left[i]
    const j = one
      ? right.findIndex((other) => other.name === one.name && isNumber(one) === isNumber(other))
      : -1
    const other = right[j]
    if (!one || !other) {
      i++
      continue
    }
    const how = one.text === other.text ? 'equal' : 'meaning'
    pairs.push({ a: one.text, b: other.text, likeness: 1, weight: (one.weight + other.weight) / 2, how })
    left.splice(i, 1)
    right.splice(j, 1)
  }
}

const isNumber = ({ kind }: ThingWord): boolean => kind === 'number'

/** The likest first, until nothing is alike. */
function takeAlike(left: ThingWord[], right: ThingWord[], pairs: Pair[]): void {
  const found: { one: ThingWord; other: ThingWord; alike: Letters }[] = []
  for (const one of left) {
    for (const other of right) {
      if (one.kind === 'number' || other.kind === 'number') continue
      const alike = lettersAlike(one, other)
      if (alike.likeness > 0) found.push({ one, other, alike })
    }
  }
  if (found.length > 1) found.sort((x, y) => y.alike.likeness - x.alike.likeness)
  for (const { one, other, alike } of found) {
    const [i, j] = [left.indexOf(one), right.indexOf(other)]
    if (i < 0 || j < 0) continue
    const weight = Math.max(one.weight, other.weight)
    pairs.push({ a: one.text, b: other.text, likeness: alike.likeness, weight, how: alike.how })
    left.splice(i, 1)
    right.splice(j, 1)
  }
}

const numbersIn = ({ words }: ReadThing): string =>
  words
    .filter(isNumber)
    .map(({ name }) => name)
    .join(' ')

/**
 * Do two whole names sound alike when nothing stands between their words?
 * @param a - read once
 * @param b - the same
 * @returns 0 when they do not, else how alike they are
 */
export function joinedAlike(a: ReadThing, b: ReadThing): number {
  if (numbersIn(a) !== numbersIn(b)) return 0
  if (a.joined === b.joined) return 0.99
  const shorter = Math.min(a.joined.length, b.joined.length)
  if (shorter < 6 || shorter > 40) return 0
  return soundOf(a.joined) === soundOf(b.joined) ? 0.93 : 0
}
