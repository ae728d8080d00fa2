/**
 * No detail of a reporter may stand in what the desk writes about a report. Those who write do not see the
 * contact details, so the report carries guards: keyed digests of every word and number by which its
 * reporter could be known. A text is refused when something in it gives one of them.
 *
 * A guard keeps 24 bits of its digest. Whoever has opened the report could otherwise try every telephone
 * number against it; as it is, some sixty numbers fit each guard. In return about one text in several
 * thousand is refused without cause.
 */
import { createHmac } from 'node:crypto'
import { invalid } from '../../../platform/errors.ts'

/** What a reporter may leave to be reached by. */
export type ContactDetails = { name?: string; phone?: string; email?: string; how?: string }

/** Which detail a guard is of; it is in the digest, so that it can be named in the refusal. */
const details = ['telephone', 'e-mail address', 'name'] as const
export type Detail = (typeof details)[number]

/** Signs of one text: the most that a field of a report may hold. */
export const LONGEST_COMPARED = 20_000

/** Words, runs of words and numbers of one document that are compared: some seconds of one processor core. */
export const MOST_COMPARED = 1_000_000

/** The last nine digits are the same with and without a country's number and the leading nought. */
const PHONE_DIGITS = 9
const LONGEST_PHONE = 15
/** Shorter names and words are in too many texts. */
const SHORTEST_NAME = 3
const SHORTEST_ADDRESS = 5
/** A name, or an address spelt out ("dana dot hughes at example dot org"), in as many words. */
const LONGEST_RUN = 6
/** Names that are everyday words are guarded only together with the rest of the name. */
const everyday = new Set(
  `and angel april art august bay beach bill black blue brook brown bush chance christian coast cook crew daisy dale dawn day dean
  drew east faith field fisher forest frank grace grant grey green hall harbour hill hope hunter ivy jack john june king lake lane
  long major mark marsh mason may mercy miles mill mister moor nick north olive page park pat pearl penny poole porter price prince
  ray reed rich rob robin rock rose sailor sandy sea shore south stone summer sunny sky the van victor wade walker wall ward water
  wells west white will wood woods young`.split(/\s+/),
)

/** Letters without accents, in lower case; figures of any script as 0 to 9. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/\p{Nd}/gu, (digit) => asciiDigit(digit))
}

/** Figures stand in runs of ten, each beginning at its nought. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  if (code < 0x80) return digit
  let zero = code
  while (zero > code - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}

const wordsOf = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? []

function guard(salt: string, detail: Detail, value: string): string {
  return createHmac('sha256', salt).update(`${detail}\n${value}`).digest('hex').slice(0, 6)
}

/**
 * The guards of a report, made when it comes and kept inside its seal.
 * @param contact - what the person left, or null
 * @param salt - random, of this report alone
 * @returns digests in no order that tells anything
 */
export function contactGuards(contact: ContactDetails | null, salt: string): string[] {
  if (contact === null) return []
  const guards = new Set<string>()
  for (const text of [contact.phone, contact.how])
    for (const number of endsOfNumbers(text ?? '')) guards.add(guard(salt, 'telephone', number))
  for (const text of [contact.email, contact.how, contact.phone])
    for (const address of addressesIn(text ?? '')) guards.add(guard(salt, 'e-mail address', address))
  const name = wordsOf(contact.name ?? '')
  if (name.length > 1) {
    guards.add(guard(salt, 'name', name.join('')))
    guards.add(guard(salt, 'name', name.toReversed().join('')))
    guards.add(guard(salt, 'name', `${name[0] ?? ''}${name.at(-1) ?? ''}`))
    guards.add(guard(salt, 'name', `${name.at(-1) ?? ''}${name[0] ?? ''}`))
  }
  for (const word of name)
    if (word.length >= SHORTEST_NAME && !everyday.has(word)) guards.add(guard(salt, 'name', word))
  // A name of one everyday word is all there is of it.
  const [only] = name
  if (name.length === 1 && only !== undefined && only.length >= SHORTEST_NAME)
    guards.add(guard(salt, 'name', only))
  return [...guards].sort()
}

/** The number that a reporter left, or each of several. */
function endsOfNumbers(text: string): string[] {
  return runsOfFigures(text).flatMap((digits) =>
    // Longer than any telephone number: several without a word between them.
    digits.length > LONGEST_PHONE
      ? endingsIn(digits)
      : digits.length < PHONE_DIGITS
        ? []
        : [digits.slice(-PHONE_DIGITS)],
  )
}

const endingsIn = (digits: string): string[] =>
  Array.from({ length: Math.max(0, digits.length - PHONE_DIGITS + 1) }, (_, start) =>
    digits.slice(start, start + PHONE_DIGITS),
  )

/** Figures in a text, however they are spaced or spelt; `o` and `l` between figures are figures. */
function runsOfFigures(text: string): string[] {
  const plain = spelledFigures(folded(text))
    .replaceAll(/(?<=\d[\s./()o-]{0,4})o(?=[\s./()-]{0,4}[\do])/g, '0')
    .replaceAll(/(?<=\d[\s./()-]{0,4})[il](?=[\s./()-]{0,4}\d)/g, '1')
  // Up to four signs between two figures: "07700 (900) / 123".
  return (plain.match(/\d(?:[^\p{L}\d]{0,4}\d)+/gu) ?? []).map((run) => run.replaceAll(/\D/g, ''))
}

const figures = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const

/** "oh seven seven double nought nine" in figures. */
function spelledFigures(text: string): string {
  return text
    .replaceAll(/\b(?:nought|naught|oh)\b/g, '0')
    .replaceAll(/\b(zero|one|two|three|four|five|six|seven|eight|nine)\b/g, (word) =>
      String(figures.indexOf(word as (typeof figures)[number])),
    )
    .replaceAll(/\bdouble[\s-]+(\d)/g, '$1$1')
    .replaceAll(/\btriple[\s-]+(\d)/g, '$1$1$1')
}

const LONGEST_LOCAL = 64
const LONGEST_HOST = 255
const BESIDE_ADDRESS = /[\s@<>"]/u

/** How far an address reaches from its @, one way; no further than an address may be long. */
function reach(text: string, from: number, step: 1 | -1, most: number): number {
  let at = from
  while (Math.abs(at - from) < most) {
    const next = text.charAt(at + step)
    if (next === '' || BESIDE_ADDRESS.test(next)) break
    at += step
  }
  return at
}

/** E-mail addresses as letters and figures alone; the part before the @ also by itself. */
function addressesIn(text: string): Set<string> {
  const found = new Set<string>()
  const plain = folded(text)
  for (let at = plain.indexOf('@'); at !== -1; at = plain.indexOf('@', at + 1)) {
    const local = plain.slice(reach(plain, at, -1, LONGEST_LOCAL), at)
    const host = plain.slice(at + 1, reach(plain, at, 1, LONGEST_HOST) + 1)
    if (local === '' || host === '') continue
    const before = local.replace(/\+.*$/, '').replaceAll(/[^\p{L}\p{N}]/gu, '')
    found.add(before + host.replaceAll(/[^\p{L}\p{N}]/gu, ''))
    if (before.length >= SHORTEST_ADDRESS && !everyday.has(before)) found.add(before)
  }
  return found
}

/**
 * Which of the reporter's details a text gives away.
 * @param text - what an officer wrote in one field
 * @param guards - of the report
 * @param salt - of the report
 * @returns the details by their names, each once; empty when the text may stand
 * @throws invalid when the text is longer than any field of a report: it is not looked through by halves
 */
export const detailsIn = (text: string, guards: readonly string[], salt: string): Detail[] =>
  lookThrough(guards, salt)(text)

/**
 * The same for the texts of one document, one after another: what comes again is compared once.
 * @param guards - of the report, as they are kept inside its seal
 * @param salt - of the report
 * @param left - how much may still be compared; shared where a document descends from several reports
 * @returns a function that takes the next text and gives the details that were found so far
 * @throws invalid, by that function, as above, and when all of it together is too much
 */
export function lookThrough(
  guards: readonly string[],
  salt: string,
  left: { values: number } = { values: MOST_COMPARED },
): (text: string) => Detail[] {
  const known = new Set(guards)
  const found = new Set<Detail>()
  const seen = new Set<string>()
  const look = (detail: Detail, value: string) => {
    const key = `${detail}\n${value}`
    if (seen.has(key)) return
    seen.add(key)
    left.values -= 1
    if (left.values < 0)
      throw invalid({
        text: 'This is too much text to be compared with the public report it was made of. Divide it among several reports',
      })
    if (known.has(guard(salt, detail, value))) found.add(detail)
  }
  return (text) => {
    if (known.size === 0) return []
    if (text.length > LONGEST_COMPARED)
      throw invalid({ text: `Must be ${LONGEST_COMPARED.toLocaleString('en-GB')} characters or fewer` })
    for (const number of runsOfFigures(text).flatMap(endingsIn)) look('telephone', number)
    for (const address of addressesIn(text)) look('e-mail address', address)
    const words = wordsOf(text)
    const bare = words.filter((word) => word !== 'dot' && word !== 'at')
    for (const list of words.length === bare.length ? [words] : [words, bare])
      for (let start = 0; start < list.length; start++) {
        let run = ''
        for (const word of list.slice(start, start + LONGEST_RUN)) {
          run += word
          look('name', run)
          if (run.length >= SHORTEST_ADDRESS) look('e-mail address', run)
        }
      }
    return details.filter((detail) => found.has(detail))
  }
}
