/** Several words of one name for one word of the other: joined, or its initials. */
import type { Pair } from './align-things.ts'
import { ownWeight, type ReadThing, type ThingWord } from './read-thing.ts'
import { slipsBetween, soundOf } from './slips.ts'

/**
 * Pairs "Goodwill" and "Good Will", "vanderbilt" and "van der bilt", in either direction.
 * @param left - words of the first name that are free; what is paired is taken out
 * @param right - the same of the second
 * @param pairs - gets what is found
 * @param a - the first name, whole
 * @param b - the second name, whole
 */
export function takeJoined(
  left: ThingWord[],
  right: ThingWord[],
  pairs: Pair[],
  a: ReadThing,
  b: ReadThing,
): void {
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
    if (!single || single.text.length < 5 || single.kind === 'number') continue
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

/**
 * Pairs "PLA" and "People's Liberation Army": all letters are the first letters of words that follow one
 * another.
 * @param left - words of the first name that are free; what is paired is taken out
 * @param right - the same of the second
 * @param pairs - gets what is found
 */
export function takeInitials(left: ThingWord[], right: ThingWord[], pairs: Pair[]): void {
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
