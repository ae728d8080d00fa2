import metadata from 'libphonenumber-js/min/metadata'

/** Countries that share the calling code 44: Great Britain and Northern Ireland, Guernsey, Man, Jersey. */
const COUNTRIES = ['GB', 'GG', 'IM', 'JE'] as const

// Places in the library's record of a country, by its METADATA.md. The test beside this file compares
// every answer with the library's own, so that a version that moves them does not pass unseen.
const NATIONAL_PATTERN = 2
const LEADING_DIGITS = 10
const TYPES = 11

const VALID = COUNTRIES.map((country) => {
  const record = (metadata.countries as Record<string, unknown[] | undefined>)[country] ?? []
  const national = String(record[NATIONAL_PATTERN])
  const leading = record[LEADING_DIGITS]
  const types = Array.isArray(record[TYPES]) ? (record[TYPES] as unknown[]) : []
  const patterns = types.flatMap((type) => (Array.isArray(type) ? [String(type[0])] : []))
  const narrowed = typeof leading === 'string' ? `(?=${leading})` : `(?=(?:${patterns.join('|')})$)`
  return new RegExp(`^${narrowed}(?:${national})$`)
})

/**
 * The ten digits after +44, where a number has them and the library would read it so without a doubt.
 * Most numbers of this country's agencies are such, and the library takes ten times as long for them:
 * four countries share the code, and it asks each.
 * @param digits - all digits, in order
 * @param isInternational - true when the country code is among them for certain
 * @returns null for every other number: ask the library
 */
export function tenBritishDigits(digits: string, isInternational: boolean): string | null {
  const form = isInternational ? /^440?([1-35789]\d{9})$/ : /^(?:0?|440?)([1-35789]\d{9})$/
  return form.exec(digits)?.[1] ?? null
}

/**
 * Does the numbering plan know this British number?
 * @param digits - the ten after +44
 * @returns true when a range of the plan holds it
 */
export function isValidBritish(digits: string): boolean {
  return VALID.some((pattern) => pattern.test(digits))
}

/**
 * Groups a British number as people commonly do, internationally.
 * @param digits - the ten after +44
 * @returns as in `+44 7700 900123`
 */
export function displayBritish(digits: string): string {
  const group = /^(?:2|5[56]|7[06](?!24))/.test(digits)
    ? /^(..)(....)(....)$/
    : /^(?:1(?:1|\d1)|[389])/.test(digits)
      ? /^(...)(...)(....)$/
      : /^(....)(......)$/
  return `+44 ${digits.replace(group, (_all, ...parts: string[]) => parts.slice(0, -2).join(' '))}`
}
