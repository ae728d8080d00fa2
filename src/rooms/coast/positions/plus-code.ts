/** Plus Codes (Open Location Code): whole ones, and short ones with the name of a place behind them. */
import { OpenLocationCode } from 'open-location-code'
import type { Position } from './position.ts'

const SIGNS = '23456789CFGHJMPQRVWX'
const CODE = new RegExp(`^([${SIGNS}]{2,8}\\+[${SIGNS}]{2,7})(?:[ ,]+(\\D.{0,80}))?$`, 'i')
/** The types of the package speak of static functions; the package has those of an instance. */
type Codes = {
  decode: (code: string) => { latitudeCenter: number; longitudeCenter: number }
  isFull: (code: string) => boolean
  isShort: (code: string) => boolean
  recoverNearest: (code: string, lat: number, lon: number) => string
}
const codes = new OpenLocationCode() as unknown as Codes

/**
 * @param tidy - the text, tidied
 * @param placeNamed - where a place of this name lies: a short code means the nearest such code to it
 * @returns null when it is no code, or a short one without a place that is known
 */
export function readPlusCode(
  tidy: string,
  placeNamed: (name: string) => Position | null,
): { position: Position; written: string } | null {
  const [, code, name] = CODE.exec(tidy) ?? []
  if (code === undefined) return null
  try {
    const whole = wholeCode(code.toUpperCase(), name, placeNamed)
    if (whole === null) return null
    const area = codes.decode(whole)
    const rounded = (value: number) => Math.round(value * 1e7) / 1e7
    return {
      position: { lat: rounded(area.latitudeCenter), lon: rounded(area.longitudeCenter) },
      written: whole,
    }
  } catch {
    return null
  }
}

function wholeCode(
  code: string,
  name: string | undefined,
  placeNamed: (name: string) => Position | null,
): string | null {
  if (codes.isFull(code)) return code
  if (!codes.isShort(code) || name === undefined) return null
  // "Rye, UK" and "Rye, England": the country says nothing that the list of names does not know.
  const plain = name.replace(
    /,? *\b(uk|u\.k\.|united kingdom|gb|great britain|england|scotland|wales|cymru)\.?$/i,
    '',
  )
  const place = placeNamed(plain.trim())
  return place === null ? null : codes.recoverNearest(code, place.lat, place.lon)
}
