import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import type { PhoneNumber } from 'libphonenumber-js/min'
import { displayBritish, isValidBritish, tenBritishDigits } from './british-phone.ts'
import { phoneOfAddress } from './messenger-address.ts'
import type { Read } from './normalised.ts'

/** E.164 allows fifteen digits; fewer than seven is a short code or a fragment, held by thousands. */
const FEWEST_DIGITS = 7
const MOST_DIGITS = 15

/** Codes without a country (satellites, freephone) are in no list of countries. */
const callingCodes = new Set<string>([
  ...getCountries().map((country) => getCountryCallingCode(country)),
  ...['800', '808', '870', '878', '881', '882', '883', '888', '979'],
])

const LABEL = /^tel:/i
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
 * @param text - readable text; brackets, separators, an extension and a messenger's address are understood
 * @param country - where the number was written down, for numbers without a country code; GB if not given
 * @returns tier `valid` when the numbering plan knows such a number, otherwise `possible`
 */
export function normalisePhone(text: string, country = 'GB'): Read | null {
  const written = phoneOfAddress(text) ?? text.replace(LABEL, '')
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

function british(digits: string): Read {
  const key = `+44${digits}`
  const tier = !DRAMA.test(key) && isValidBritish(digits) ? 'valid' : 'possible'
  return { key, tier, display: displayBritish(digits), country: 'GB' }
}

function readInternational(digits: string, hasTrunkZero: boolean): Read | null {
  const parsed = isOfACountry(digits)
    ? parsePhoneNumberFromString(`+${digits}`, { extract: false })
    : undefined
  if (parsed) return keyed(parsed)
  // No numbering plan says whether this country has a trunk zero; nobody brackets a digit that is dialled.
  const kept = hasTrunkZero ? digits.replace(/^(\d{1,3})0/, '$1') : digits
  return unconfirmed(kept)
}

/** The library says that there is no such country by an error with its stack, which costs more than all the rest. */
const isOfACountry = (digits: string): boolean =>
  [1, 2, 3].some((length) => callingCodes.has(digits.slice(0, length)))

function readNational(digits: string, country: string): Read | null {
  if (!isSupportedCountry(country)) return null
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false })
  if (parsed?.isPossible()) return keyed(parsed)
  // Too long for the country: an export has dropped the plus, or (0447…) one of the two noughts.
  const withCode = digits.replace(/^0/, '')
  if (digits.length >= 11 && (withCode === digits || withCode.startsWith(getCountryCallingCode(country))))
    return readInternational(withCode, false)
  return parsed ? keyed(parsed) : null
}

function keyed(parsed: PhoneNumber): Read | null {
  const key: string = parsed.number
  if (!withinLimits(key)) return null
  const again = parsed.isValid() ? parsed : parsePhoneNumberFromString(key, { extract: false })
  // The library takes one trunk nought away at a time, from numbers that no plan holds.
  if (again !== undefined && again.number !== parsed.number) return keyed(again)
  const tier = parsed.isValid() && !DRAMA.test(key) ? 'valid' : 'possible'
  const display = parsed.formatInternational()
  const fault =
    key.startsWith('+44') && !parsed.isValid()
      ? `a British number has ten figures after +44, and this has ${String(key.length - 3)}`
      : undefined
  return { key, tier, display, country: parsed.country, fault }
}

/**
 * Whether this is a whole number for certain, so that what stands behind a stroke may be another (`07700 900123/4`)
 * and not the rest of it (`(07700) 900/123`).
 * @param text - readable text
 * @param country - two letters; a number without a country code is read as one of it
 * @returns true for a valid number, and for +44 with ten digits
 */
export function isWholePhone(text: string, country = 'GB'): boolean {
  const read = normalisePhone(text, country)
  return read !== null && (read.tier === 'valid' || /^\+44\d{10}$/.test(read.key))
}

function unconfirmed(digits: string): Read | null {
  const key = `+${digits}`
  return withinLimits(key) ? { key, tier: 'possible', display: key } : null
}

function withinLimits(e164: string): boolean {
  return e164.length > FEWEST_DIGITS && e164.length <= MOST_DIGITS + 1
}
