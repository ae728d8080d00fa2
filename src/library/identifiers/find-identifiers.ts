import type { SubjectKind } from '../../wire/codes.ts'
import { asciiDigit } from './as-written.ts'
import { findCoordinates } from './find-coordinates.ts'
import { findDates } from './find-dates.ts'
import { findLabelled } from './find-labelled.ts'
import { findPhones } from './find-phones.ts'
import { findPlates } from './find-plates.ts'
import { normaliseIdentifier } from './understand.ts'

type FoundKind = SubjectKind | 'coordinates' | 'date'

/** An identifier in a text. */
export type Found = {
  kind: FoundKind
  /** As it stands in the text: `text.slice(start, end)`. */
  value: string
  start: number
  end: number
  /** What `normaliseIdentifier` makes of it; for a date YYYY-MM-DD or null, for a position `lat,lon`. */
  key: string | null
  country?: string
}

/** A place in the folded text that a finder takes for an identifier. */
export type Candidate = { kind: FoundKind; start: number; end: number; key?: string | null; country?: string }

/** The longest text that is read; what follows is not. Well above the longest item of a report. */
export const LONGEST_SEARCHED = 100_000

/**
 * Finds the identifiers in a pasted report, so that nobody has to type them again.
 *
 * Few false alarms rather than none missed: a person confirms each one, and a list full of years and
 * sums of money would be confirmed unread.
 * @param text - anything, also hostile; read in linear time
 * @returns in order, not overlapping, each identifier once (where it first stands)
 */
export function findIdentifiers(text: string): Found[] {
  const { folded, origin } = fold(text.slice(0, LONGEST_SEARCHED))
  const finders = [findLabelled, findCoordinates, findDates, findPhones, findPlates]
  const taken = new Uint8Array(folded.length)
  const found: Found[] = []
  for (const { kind, start, end, key, country } of finders.flatMap((find) => find(folded))) {
    if (taken.subarray(start, end).includes(1)) continue
    const from = origin === null ? start : (origin[start] ?? start)
    const to = origin === null ? end : (origin[end - 1] ?? end) + 1
    const value = text.slice(from, to)
    const known = kind === 'date' || kind === 'coordinates' ? (key ?? null) : keyOf(kind, value, country)
    if (known === null && kind !== 'date') continue
    taken.fill(1, start, end)
    found.push({
      kind,
      value,
      start: from,
      end: to,
      key: known,
      ...(country === undefined ? {} : { country }),
    })
  }
  return onceEach(found.sort((left, right) => left.start - right.start))
}

function keyOf(kind: SubjectKind, value: string, country: string | undefined): string | null {
  return normaliseIdentifier(kind, value, country)?.key ?? null
}

function onceEach(found: Found[]): Found[] {
  const seen = new Set<string>()
  return found.filter(({ kind, key, value }) => {
    const identity = `${kind} ${key ?? value}`
    return seen.size < seen.add(identity).size
  })
}

const FULL_WIDTH = /[\uff01-\uff5e]/
const SPACE = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/
const DASH = /[\p{Pd}\u2212]/u
const UNSEEN = /[\p{Cf}\ufe00-\ufe0f]/u

/**
 * The text as `readAsWritten` would read it, character by character, so that places in it can be told.
 * @returns the folded text, and for each of its characters the place in `text`; null where they are the same
 */
function fold(text: string): { folded: string; origin: Int32Array | null } {
  if (!/[^\0-\x7f]/.test(text)) return { folded: text, origin: null }
  const origin = new Int32Array(text.length)
  const plainOf = new Map<string, string>()
  let folded = ''
  for (let place = 0; place < text.length; place++) {
    const character = text.charAt(place)
    const read = character <= '\x7f' ? character : (plainOf.get(character) ?? plain(character))
    if (character > '\x7f') plainOf.set(character, read)
    if (read === '') continue
    origin[folded.length] = place
    folded += read
  }
  return { folded, origin }
}

/** One character or none. */
function plain(character: string): string {
  if (UNSEEN.test(character)) return ''
  if (FULL_WIDTH.test(character)) return String.fromCharCode(character.charCodeAt(0) - 0xfee0)
  if (SPACE.test(character)) return ' '
  return DASH.test(character) ? '-' : asciiDigit(character)
}
