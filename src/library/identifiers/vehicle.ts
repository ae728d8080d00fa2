import { compact } from './as-written.ts'
import { countryOf, takeCountry, type Signed } from './country-sign.ts'
import type { Read } from './normalised.ts'

const PLATE = /^[\p{L}\p{Nd}]{2,10}$/u
const MOST_BRITISH = 8
const VEHICLE_IDENTIFICATION_NUMBER = /^(?=.*\d.*\d.*\d)[A-HJ-NPR-Z0-9]{17}$/

/**
 * Shapes of a British registration mark, without spaces. Shapes only: a letter that the DVLA does not
 * issue is let pass, since false plates are what this is about.
 * Source: DVLA INF104 (vehicle registration numbers and number plates).
 */
const BRITISH_SHAPES = {
  current: /^[A-Z]{2}\d{2}[A-Z]{3}$/,
  prefix: /^[A-Z]\d{1,3}[A-Z]{3}$/,
  suffix: /^[A-Z]{3}\d{1,3}[A-Z]$/,
  dateless: /^(?:[A-Z]{1,3}\d{1,4}|\d{1,4}[A-Z]{1,3})$/, // with it the Northern Ireland series, such as AIZ 1234
}

// Ukrainian, Bulgarian and Greek plates use only letters that look alike in both alphabets, and are
// typed in either.
const TWINS: Record<string, string> = Object.fromEntries(
  Array.from('АВЕІКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ').map((letter, at) => [
    letter,
    'ABEIKMHOPCTYXABEZHIKMNOPTYX'.charAt(at),
  ]),
)

/**
 * An Irish mark: year (and half-year from 2013 on), county, number. No British plate has its shape.
 * Source: Vehicle Registration and Taxation Regulations 1992 (S.I. 318/1992), as amended; `unverified` against its text.
 */
const IRISH =
  /^(?:8[7-9]|9\d|0\d|1[0-2]|1[3-9][12]|2\d[12])(?:CE|CN|CW|C|DL|D|G|KE|KK|KY|LD|LH|LK|LM|LS|L|MH|MN|MO|OY|RN|SO|TN|TS|T|WD|WH|WX|WW|W)\d{1,6}$/

/**
 * A vehicle's registration, keyed `COUNTRY:PLATE`; a vehicle identification number, keyed `VIN:…`.
 * Letter O and figure 0, letter I and figure 1 are kept apart: both readings exist on the road.
 * @param text - readable text; may name its own country: as a key does (`FR:AB123CD`), by a sign in brackets
 *   (`CJ 12 ABC (RO)`), or before or behind a plate that is not British with it (`F AA-123-BB`)
 * @param country - where the record says that the plate is from; British if nobody says, Irish where the
 *   shape is
 * @returns tier `valid` for the shapes of British and Irish plates, otherwise `possible`
 */
export function normaliseVehicle(text: string, country?: string): Read | null {
  const named = /^(VIN|[A-Z]{2}):(.+)$/i.exec(text)
  if (named !== null) return plateOf(named[2] ?? '', named[1]?.toUpperCase())
  // Most plates are such: nothing else can be made of them.
  if ((country ?? 'GB') === 'GB' && BRITISH_SHAPES.current.test(compact(text))) return plateOf(text, country)
  const signed = SIGN_MAY_STAND.test(text) ? takeCountry(text, 1) : null
  if (signed !== null && (signed.apart || isForeign(text, signed, country)))
    return plateOf(signed.text, signed.country)
  const whole = plateOf(text, country)
  const [, sign = '', rest = ''] = whole === null ? (JOINED.exec(text) ?? []) : []
  const joined = countryOf(sign)
  return whole ?? (joined === undefined ? null : plateOf(rest, joined))
}

/** `RO-CJ-12-ABC`, where nothing else can be made of it: Germany's towns stand before a hyphen, too. */
const JOINED = /^([A-Za-z]{2,3})-(.+)$/

/** Without a bracket, a sign of punctuation or a word at one end no country can stand there. */
const SIGN_MAY_STAND = /[()[\]:,/]|^[A-Za-z]{1,20} | [A-Za-z]{1,20}$/

/** `GB AB12 CDE` is one plate with a sign; `F123 ABC` and `A 123 BCD` are British plates without. */
function isForeign(text: string, signed: Signed, country: string | undefined): boolean {
  if (country !== undefined && country !== 'GB' && country !== signed.country) return false
  const rest = compact(signed.text)
  return !isBritishShape(compact(text)) && rest.length > 4 && /\d/.test(rest) && /\p{L}/u.test(rest)
}

function plateOf(text: string, given: string | undefined): Read | null {
  const plate = compact(text).replace(/[\u0370-\u04ff]/g, (letter) => TWINS[letter] ?? letter)
  if (VEHICLE_IDENTIFICATION_NUMBER.test(plate))
    return { key: `VIN:${plate}`, tier: 'possible', display: plate }
  if (given === 'VIN' || !PLATE.test(plate) || !/\d/.test(plate)) return null
  const issuer = given ?? (IRISH.test(plate) ? 'IE' : 'GB')
  if (issuer !== 'GB' && issuer !== 'UK') {
    const tier = issuer === 'IE' && IRISH.test(plate) ? 'valid' : 'possible'
    return { key: `${issuer}:${plate}`, tier, display: `${issuer}:${plate}`, country: issuer }
  }
  if (plate.length > MOST_BRITISH || !/\p{L}/u.test(plate)) return null
  const [key, country] = [`GB:${plate}`, 'GB']
  if (BRITISH_SHAPES.current.test(plate))
    return { key, tier: 'valid', display: `${plate.slice(0, 4)} ${plate.slice(4)}`, country }
  // A gap in what is no British plate could make a foreign one of it: AT 4AAAA.
  if (!isBritishShape(plate)) return { key, tier: 'possible', display: plate, country }
  const display = plate.replace(/^([A-Z]\d{1,3}|[A-Z]{1,3}(?=\d)|\d{1,4}(?=[A-Z]+$))/, '$1 ').trim()
  return { key, tier: 'valid', display, country }
}

/**
 * Has this plate one of the shapes of a British registration mark?
 * @param plate - in capitals, without spaces
 * @returns true when it has
 */
export function isBritishShape(plate: string): boolean {
  return Object.values(BRITISH_SHAPES).some((shape) => shape.test(plate))
}
