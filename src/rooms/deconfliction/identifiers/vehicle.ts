import { compact, withoutRemark } from './as-written.ts'
import type { Normalised } from './normalised.ts'

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
 * A vehicle's registration, keyed `COUNTRY:PLATE`; a vehicle identification number, keyed `VIN:…`.
 * Letter O and figure 0, letter I and figure 1 are kept apart: both readings exist on the road.
 * @param text readable text; may name its own country, as a key does (`FR:AB123CD`)
 * @param country where the plate is from; GB if not given
 * @returns tier `valid` for the shapes of British plates, otherwise `possible`
 */
export function normaliseVehicle(text: string, country = 'GB'): Normalised | null {
  const named = /^(VIN|[A-Z]{2}):(.+)$/i.exec(text)
  const issuer = named?.[1]?.toUpperCase() ?? country
  const plate = compact(withoutRemark(named?.[2] ?? text)).replace(
    /[\u0370-\u04ff]/g,
    (letter) => TWINS[letter] ?? letter,
  )
  if (VEHICLE_IDENTIFICATION_NUMBER.test(plate))
    return { key: `VIN:${plate}`, tier: 'possible', display: plate }
  if (issuer === 'VIN' || !PLATE.test(plate) || !/\d/.test(plate)) return null
  if (issuer !== 'GB' && issuer !== 'UK')
    return { key: `${issuer}:${plate}`, tier: 'possible', display: `${issuer}:${plate}` }
  if (plate.length > MOST_BRITISH || !/\p{L}/u.test(plate)) return null
  const key = `GB:${plate}`
  if (BRITISH_SHAPES.current.test(plate))
    return { key, tier: 'valid', display: `${plate.slice(0, 4)} ${plate.slice(4)}` }
  const tier = isBritishShape(plate) ? 'valid' : 'possible'
  return {
    key,
    tier,
    display: plate.replace(/^([A-Z]\d{1,3}|[A-Z]{1,3}(?=\d)|\d{1,4}(?=[A-Z]+$))/, '$1 ').trim(),
  }
}

/** True when a plate without spaces has one of the shapes of a British registration mark. */
export function isBritishShape(plate: string): boolean {
  return Object.values(BRITISH_SHAPES).some((shape) => shape.test(plate))
}
