import type { Candidate } from './find-identifiers.ts'
import type { Normalised } from './normalised.ts'
import { normalisePhone } from './phone.ts'

// A number starts with +, 0 or the bare British 44; then digits with at most two separators between them.
const START = /(?<![\p{L}\d_+@#=]|[\d][.,:/-]|[£$€¥] ?)(?:\+ ?\d|\(\+?\d|00?[ .()-]?[1-9]|44 ?[1-37])/gu
const RUN = /\(?\+? ?\(?\d(?:[ .()/-]{0,2}\d){6,19}/y
const AFTER_A_NUMBER = /^(?:[\p{L}\d_@%]|[.,:/-]\d| ?(?:GBP|EUR|USD|pounds?|euros?|litres?|kg|metres?)\b)/iu
const EXTENSION = /^,? ?(?:ext(?:ension)?|x)\.? ?\d{1,6}(?!\d)/i

/** National significant numbers that Ofcom's plan has room for: nine or ten digits after the nought. */
const BRITISH = /^0(?:[12]\d{8,9}|[357]\d{9}|8(?:00\d{6,7}|\d{9})|9\d{9})$/
const FEWEST_INTERNATIONAL = 9
const MOST_INTERNATIONAL = 15
const ENOUGH_WHERE_UNKNOWN = 10

/**
 * Telephone numbers in a report: international (`+`, `00`), British with its nought, or 44 and ten digits.
 * Years, times, sums of money and references that begin otherwise are passed over.
 * @param text - folded text of any length; read in linear time: a run of digits is at most forty characters
 * @returns places in the text, from left to right
 */
export function findPhones(text: string): Candidate[] {
  const found: Candidate[] = []
  START.lastIndex = 0
  for (let start = START.exec(text); start !== null; start = START.exec(text)) {
    RUN.lastIndex = start.index
    const run = RUN.exec(text)?.[0]
    const length = run === undefined ? 0 : longestNumber(run, text, start.index)
    if (run === undefined) continue
    if (length === 0) {
      // A long run that is no number may hold one, but only from a plus or a British nought on.
      const next = run.slice(1).search(/\+|(?<!\d)0[1-9]/)
      START.lastIndex = start.index + (next === -1 ? run.length : next + 1)
      continue
    }
    const extension =
      EXTENSION.exec(text.slice(start.index + length, start.index + length + 20))?.[0].length ?? 0
    const end = start.index + length + extension
    found.push({ kind: 'phone', start: start.index, end })
    START.lastIndex = end
  }
  return found
}

/** How many characters of `run` are one number: the longest that is valid, else the longest possible; 0 for none. */
function longestNumber(run: string, text: string, start: number): number {
  let possible = 0
  for (let length = run.length; length > 0; length = endOfGroupBefore(run, length)) {
    const number = run.slice(0, length)
    const after = text.slice(start + length, start + length + 10)
    if (EXTENSION.test(after) ? false : AFTER_A_NUMBER.test(after)) continue
    const tier = tierOf(number)
    if (tier === 'valid') return length
    if (tier === 'possible')
      possible = possible === 0 || isOfNoPlan(normalisePhone(number)) ? length : possible
  }
  return possible
}

function tierOf(number: string): 'valid' | 'possible' | null {
  const digits = number.replace(/\D/g, '')
  if (digits.startsWith('0') && !digits.startsWith('00') && !number.includes('+'))
    return BRITISH.test(digits) && !/^0\./.test(number) ? (normalisePhone(number)?.tier ?? null) : null
  if (!number.includes('+') && !digits.startsWith('00')) return bareWithCode(number, digits)
  const international = digits.replace(/^00/, '')
  if (international.length < FEWEST_INTERNATIONAL || international.length > MOST_INTERNATIONAL + 1)
    return null
  if (international.startsWith('0')) return null
  const normalised = normalisePhone(number)
  if (normalised !== null && isOfNoPlan(normalised) && normalised.key.length <= ENOUGH_WHERE_UNKNOWN)
    return null
  return normalised?.tier ?? null
}

function bareWithCode(number: string, digits: string): 'valid' | 'possible' | null {
  return /^44[1-37]\d{9}$/.test(digits) ? (normalisePhone(number)?.tier ?? null) : null
}

// A number that no plan knows has no right length: the shortest that is long enough leaves the next
// word's figure alone.
function isOfNoPlan(number: Normalised | null): boolean {
  return number?.tier === 'possible' && number.display === number.key
}

function endOfGroupBefore(run: string, length: number): number {
  const group = /\d+$/.exec(run.slice(0, length))?.[0].length ?? length
  return run.slice(0, length - group).replace(/\D+$/, '').length
}
