/** Does what somebody wrote name a data subject? Pure; a person decides what it means. */
import type { WhomToFind } from '../../platform/rooms/accountability.ts'

/** Shorter ones stand in every text. */
const SHORTEST_IDENTIFIER = 4
/** The end of a telephone number, without 0 or a country's code. */
const NATIONAL_DIGITS = 9

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const wordsOf = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? []
const squashed = (text: string): string => wordsOf(text).join('')

/**
 * Looks for somebody in what was written: all words of one of their names, in any order and without accents, or one of
 * their identifiers, however it is spaced.
 * @param texts - as they were written
 * @param whom - names and identifiers of the request
 * @returns true where one of them stands there
 */
export function saysOfSubject(texts: readonly string[], whom: WhomToFind): boolean {
  const said = new Set(texts.flatMap(wordsOf))
  const named = whom.names.some((name) => {
    const words = wordsOf(name)
    return words.length > 0 && words.every((word) => said.has(word))
  })
  if (named) return true
  const runs = texts.map(squashed)
  return whom.identifiers.some((identifier) => {
    const sought = endOf(squashed(identifier))
    return sought.length >= SHORTEST_IDENTIFIER && runs.some((run) => run.includes(sought))
  })
}

/** A number is told apart by its end: +44 7700…, 0044 7700… and 07700… are one. */
const endOf = (identifier: string): string =>
  /^\d{10,}$/.test(identifier) ? identifier.slice(-NATIONAL_DIGITS) : identifier
