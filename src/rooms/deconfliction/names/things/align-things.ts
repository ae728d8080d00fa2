/** Finds for each word of one name its counterpart in the other. */
import { ownWeight, type ReadThing, type ThingWord } from './read-thing.ts'
import { lettersAlike, slipsBetween, soundOf, type Letters } from './slips.ts'

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

/** @param a, b in an order that does not depend on who asks: greedy choices follow it */
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

/** "Goodwill" and "Good Will", "vanderbilt" and "van der bilt": in either direction. */
function takeJoined(left: ThingWord[], right: ThingWord[], pairs: Pair[], a: ReadThing, b: ReadThing): void {
  takeJoinedOn(left, right, b.words, (one, run, likeness, weight) =>
    pairs.push({ a: one, b: run, likeness, weight, how: 'joined' }),
  )
  takeJoinedOn(right, left, a.words, (one, run, likeness, weight) =>
    pairs.push({ a: run, b: one, likeness, weight, how: 'joined' }),
  )
}

function takeJoinedOn(
  singles: ThingWord[],
  others: ThingWord[],
  all: readonly ThingWord[],
  take: (one: string, run: string, likeness: number, weight: number) => void,
): void {
  for (let i = 0; i < singles.length; i++) {
    const single = singles[i]
    if (!single || single.text.length < 5 || isNumber(single)) continue
    for (let from = 0; from + 1 < all.length; from++) {
      const first = all[from]
      if (!first || first.text.charCodeAt(0) !== single.text.charCodeAt(0)) continue
      const run = runThatMakes(single.text, all, from)
      // A word that was found elsewhere already is not free; small words may have been.
      if (run === null || !run.every((word) => word.kind === 'small' || others.includes(word))) continue
      const likeness = run.map(({ text }) => text).join('') === single.text ? 0.97 : 0.85
      take(
        single.text,
        run.map(({ text }) => text).join(' '),
        likeness,
        Math.max(single.weight, ownWeight(single.text)),
      )
      for (const word of run) if (others.includes(word)) others.splice(others.indexOf(word), 1)
      singles.splice(i, 1)
      i--
      break
    }
  }
}

function runThatMakes(word: string, all: readonly ThingWord[], from: number): ThingWord[] | null {
  let text = ''
  for (let to = from; to < all.length && to < from + 4; to++) {
    text += all[to]?.text.replaceAll(' ', '') ?? ''
    if (text.length > word.length + 1) return null
    if (to === from) continue
    if (
      text === word ||
      soundOf(text) === soundOf(word) ||
      (word.length >= 8 && slipsBetween(text, word, 1) <= 1)
    )
      return all.slice(from, to + 1)
  }
  return null
}

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

/** "PLA" for "People's Liberation Army": all letters are the first letters of words that follow one another. */
function takeInitials(left: ThingWord[], right: ThingWord[], pairs: Pair[]): void {
  const onRight = initialsAmong(left, right)
  if (onRight) pairs.push({ a: onRight.short, b: onRight.long, likeness: 0.85, weight: 1, how: 'initials' })
  const onLeft = initialsAmong(right, left)
  if (onLeft) pairs.push({ a: onLeft.long, b: onLeft.short, likeness: 0.85, weight: 1, how: 'initials' })
}

function initialsAmong(shorts: ThingWord[], words: ThingWord[]): { short: string; long: string } | null {
  for (const [index, { text, kind, capitals }] of shorts.entries()) {
    if (kind !== 'own' || !capitals || text.length < 3 || text.length > 7) continue
    for (const skipSmall of [true, false]) {
      const counted = skipSmall ? words.filter((word) => word.kind !== 'small') : words
      const parts = counted.flatMap((word) => word.text.split(' ').map((part) => ({ word, part })))
      const initials = parts.map(({ part }) => part.charAt(0)).join('')
      const from = initials.indexOf(text)
      if (from < 0) continue
      const run = parts.slice(from, from + text.length)
      const taken = new Set(run.map(({ word }) => word))
      const kept = words.filter((word) => !taken.has(word))
      words.splice(0, words.length, ...kept)
      shorts.splice(index, 1)
      return { short: text, long: run.map(({ part }) => part).join(' ') }
    }
  }
  return null
}

const numbersIn = ({ words }: ReadThing): string =>
  words
    .filter(isNumber)
    .map(({ name }) => name)
    .join(' ')

/** Do two whole names sound alike when nothing stands between their words? */
export function joinedAlike(a: ReadThing, b: ReadThing): number {
  if (numbersIn(a) !== numbersIn(b)) return 0
  if (a.joined === b.joined) return 0.99
  const shorter = Math.min(a.joined.length, b.joined.length)
  if (shorter < 6 || shorter > 40) return 0
  return soundOf(a.joined) === soundOf(b.joined) ? 0.93 : 0
}
