/** Hull numbers of small craft: the identifier that is moulded into the boat itself. Pure. */
import { countryOf } from './country-sign.ts'
import type { Read } from './normalised.ts'

/**
 * Builder (three), serial (five), month of building (A to L), last figure of its year, model year (two); before them
 * in Europe the country in two letters. The letters I, O and Q stand in no serial of the United States.
 * Source: ISO 10087 (CIN, which Directive 2013/53/EU asks for), 33 CFR 181.25 (HIN); `unverified` against both.
 */
const SHAPE = /^([A-Z]{2})?([A-Z0-9]{3})([A-Z0-9]{5})([A-Z])(\d)(\d\d)$/
const LENGTHS = [12, 14]
/** The two that write their numbers with and without the country. */
const OPTIONAL_COUNTRY = /^(?:US|CA)(?=.{12}$)/

/**
 * @param plain - in capitals, without spaces and hyphens
 * @param labelled - somebody says that it is a hull number, so one with a fault is read and the fault is said
 * @returns keyed `HIN:…`, `valid` when country, month and years are right; null for what has not the shape
 */
export function readHullNumber(plain: string, labelled: boolean): Read | null {
  const fault = faultOfHull(plain)
  if (fault !== null && (!labelled || !/^[A-Z0-9]{10,16}$/.test(plain) || !/\d{3}/.test(plain))) return null
  const own = plain.replace(OPTIONAL_COUNTRY, '')
  const country = LENGTHS[1] === plain.length ? plain.slice(0, 2) : undefined
  const parts = own.length === 14 ? /^(..)(...)(.{5})(.*)$/ : /^(...)(.{5})(.*)$/
  const display = `HIN ${own.replace(parts, (_all, ...found: string[]) => found.slice(0, -2).join('-'))}`
  const read: Read = { key: `HIN:${own}`, tier: fault === null ? 'valid' : 'possible', display, country }
  return fault === null ? read : { ...read, fault }
}

function faultOfHull(plain: string): string | null {
  const [, country, builder = '', , month = '', year = '', model = ''] = SHAPE.exec(plain) ?? []
  if (month === '' || !LENGTHS.includes(plain.length) || !/[A-Z]/.test(builder))
    return 'a hull number has 14 signs (12 in America): country, builder, serial, month, year, model year'
  if (country !== undefined && countryOf(country) === undefined)
    return 'the first two letters of this hull number are no country'
  if (month > 'L') return 'the month in this hull number is a letter from A to L'
  // A model year is that of the building or the next one.
  const ahead = (Number(model.slice(-1)) - Number(year) + 10) % 10
  return ahead <= 1 ? null : 'the two years at the end of this hull number contradict each other'
}
