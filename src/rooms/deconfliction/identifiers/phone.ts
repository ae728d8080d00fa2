import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { PhoneNumber } from 'libphonenumber-js/min'
import { withoutRemark } from './as-written.ts'
import { displayBritish, isValidBritish, tenBritishDigits } from './british-phone.ts'
import type { Normalised } from './normalised.ts'

/** E.164 allows fifteen digits; fewer than seven is a short code or a fragment, held by thousands. */
const FEWEST_DIGITS = 7
const MOST_DIGITS = 15

const LABEL = /^(?:tel(?:ephone)?|phone|mob(?:ile)?|whatsapp|sms|fax)(?![a-z])[\s.:]*/i
const EXTENSION = /[;,#]|e?xt|x\s?\d/i
const WRITTEN_NUMBER = /^\(?\+?[\d\s().\-/]+$/

/**
 * Ofcom's numbers for use in drama: never a subscriber's, so never `valid`, but exercises are made of them.
 * Source: Ofcom, Telephone numbers for use in TV and radio drama programmes.
 */
const DRAMA =
  /^\+44(?:1(?:1[3-8]|[2-6]1)4960\d{3}|1914980\d{3}|1632960\d{3}|2079460\d{3}|2896496\d{3}|2920180\d{3}|7700900\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3})$/

/**
 * A telephone number, keyed in E.164.
 * @param text readable text; a label, brackets, separators and an extension are understood
 * @param country where the number was written down, for numbers without a country code; GB if not given
 * @returns tier `valid` when the numbering plan knows such a number, otherwise `possible`
 */
export function normalisePhone(text: string, country = 'GB'): Normalised | null {
  const written = withoutRemark(text).replace(LABEL, '')
  const cut = written.search(EXTENSION)
  const number = cut === -1 ? written : written.slice(0, cut).trimEnd()
  // What follows may be a second number. Reading only the first would lose one without a word.
  if (cut !== -1 && written.slice(cut).replace(/\D/g, '').length >= FEWEST_DIGITS) return null
  if (!WRITTEN_NUMBER.test(number)) return null
  const digits = number.replace(/\D/g, '')
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS + 3) return null
  const international = number.includes('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null
  const isInternational = international !== null && !international.startsWith('0')
  const ten =
    isInternational || country === 'GB' ? tenBritishDigits(international ?? digits, isInternational) : null
  if (ten !== null) return british(ten)
  if (isInternational) return readInternational(international, number.includes('(0)'))
  return readNational(digits.replace(/^0+(?=0)/, ''), country)
}

function british(digits: string): Normalised {
  const key = `+44${digits}`
  const tier = !DRAMA.test(key) && isValidBritish(digits) ? 'valid' : 'possible'
  return { key, tier, display: displayBritish(digits) }
}

function readInternational(digits: string, hasTrunkZero: boolean): Normalised | null {
  const parsed = parsePhoneNumberFromString(`+${digits}`, { extract: false })
  if (parsed) return keyed(parsed)
  // No numbering plan says whether this country has a trunk zero; nobody brackets a digit that is dialled.
  const kept = hasTrunkZero ? digits.replace(/^(\d{1,3})0/, '$1') : digits
  return unconfirmed(kept)
}

function readNational(digits: string, country: string): Normalised | null {
  if (!isSupportedCountry(country)) return null
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false })
  if (parsed?.isPossible()) return keyed(parsed)
  // Too long for the country: an export has dropped the plus, or (0447…) one of the two noughts.
  const withCode = digits.replace(/^0/, '')
  if (digits.length >= 11 && (withCode === digits || withCode.startsWith(getCountryCallingCode(country))))
    return readInternational(withCode, false)
  return parsed ? keyed(parsed) : null
}

function keyed(parsed: PhoneNumber): Normalised | null {
  const key: string = parsed.number
  if (!withinLimits(key)) return null
  const again = parsed.isValid() ? parsed : parsePhoneNumberFromString(key, { extract: false })
  // The library takes one trunk nought away at a time, from numbers that no plan holds.
  if (again !== undefined && again.number !== parsed.number) return keyed(again)
  const tier = parsed.isValid() && !DRAMA.test(key) ? 'valid' : 'possible'
  return { key, tier, display: parsed.formatInternational() }
}

function unconfirmed(digits: string): Normalised | null {
  const key = `+${digits}`
  return withinLimits(key) ? { key, tier: 'possible', display: key } : null
}

function withinLimits(e164: string): boolean {
  return e164.length > FEWEST_DIGITS && e164.length <= MOST_DIGITS + 1
}
