/** The longest value that is read at all. The report's schema allows no more. */
export const LONGEST_VALUE = 500

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/

// Zero-width characters, bidi marks, soft hyphens, variation selectors and fillers: pasted from chat
// programs and office documents, seen by nobody, and enough to make two equal numbers differ.
const UNSEEN = /\p{Cf}|\u034f|[\u115f\u1160\u3164]|[\ufe00-\ufe0f]/gu

// Control characters, unpaired surrogates, private and unassigned code points.
const UNUSABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u

const DASHES = /[\p{Pd}\u2212]/gu

/** Zero in the scripts whose digits a telephone of a smuggled person may show. */
const ZEROES = [0x0660, 0x06f0, 0x0966, 0x09e6]
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g

/**
 * Turns a decimal digit of another script into the ASCII digit that it stands for.
 * @param character - one character
 * @returns the digit; any other character as it is
 */
export function asciiDigit(character: string): string {
  const code = character.charCodeAt(0)
  const zero = ZEROES.find((start) => code >= start && code <= start + 9)
  return zero === undefined ? character : String(code - zero)
}

/**
 * Takes away what differs between two hands writing the same thing but is never part of an identifier:
 * full-width forms (NFKC), other scripts' digits, kinds of dash and space, what cannot be seen.
 * @param value - what somebody wrote; anything, also hostile
 * @returns the readable text, or null when it is empty, longer than `LONGEST_VALUE`, or holds a
 *   character that no identifier has (NUL, an unpaired surrogate). Never throws.
 */
export function readAsWritten(value: string): string | null {
  if (value.length > LONGEST_VALUE) return null
  if (PRINTABLE_ASCII.test(value)) return value.trim() || null
  const text = value
    .replace(UNSEEN, '')
    .normalize('NFKC')
    .replace(FOREIGN_DIGIT, asciiDigit)
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ')
    .trim()
  return text === '' || text.length > LONGEST_VALUE || UNUSABLE.test(text) ? null : text
}

/**
 * Makes a text comparable: upper case without spaces, dots, hyphens, slashes and the like.
 * @param text - any
 * @returns the text without them
 */
export function compact(text: string): string {
  return text.toUpperCase().replace(/[\s.\-_/:#'’·]+/g, '')
}

/**
 * Checks the last digit against the Luhn check of those before it (ISO/IEC 7812-1, annex B).
 * @param digits - ASCII digits only, the check digit last
 * @returns true when it is right
 */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48
    const weighted = place % 2 === 1 ? digit * 2 : digit
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}
