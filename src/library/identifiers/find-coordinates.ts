import type { Candidate } from './find-identifiers.ts'

const DECIMAL =
  /(?<![\d.])([+-]?\d{1,2}\.\d{3,8})°? ?([NS])?( ?, ?| )([+-]?\d{1,3}\.\d{3,8})°? ?([EW])?(?![\d.]|[A-Z])/gi

// Most of Europe writes a decimal comma; with hemispheres it is no list.
const DECIMAL_COMMA =
  /(?<![\d.,])(\d{1,2},\d{3,8})°? ?([NS])[ ,;/]{0,3}(\d{1,3},\d{3,8})°? ?([EW])(?![\d.]|[A-Z])/gi

// Degrees and minutes, with or without seconds, as a chart, a radio log or a telephone shows them:
// 50°54.1'N 001°23.4'E, 50 54 06 N 1 23 24 E, N50 54.1 E001 23.4.
const ANGLE = `(\\d{1,3})[° -] ?(\\d{1,2}(?:[.,]\\d{1,5})?)['′’]? ?(?:(\\d{1,2}(?:[.,]\\d{1,3})?)(?:["″”]|'')? ?)?`
const SEXAGESIMAL_AFTER = new RegExp(`(?<![\\d.])${ANGLE}([NS])[ ,;/]{0,3}${ANGLE}([EW])(?![A-Z])`, 'gi')
const SEXAGESIMAL_BEFORE = new RegExp(`(?<![A-Z])([NS]) ?${ANGLE}[ ,;/]{0,3}([EW]) ?${ANGLE}(?![\\d.])`, 'gi')

/**
 * Positions in a report: decimal degrees, or degrees and minutes with hemispheres.
 * @param text - folded text of any length; read in linear time
 * @returns with the key `latitude,longitude` in degrees to five decimals (about a metre), WGS 84 assumed
 */
export function findCoordinates(text: string): Candidate[] {
  return [
    ...[...text.matchAll(DECIMAL)].flatMap((match) => {
      const [, latitude = '', northing, between = '', longitude = '', easting] = match
      // Two numbers with only a space between them are a table more often than a position.
      if (!between.includes(',') && (northing === undefined || easting === undefined)) return []
      return candidate(match, signed(Number(latitude), northing), signed(Number(longitude), easting))
    }),
    ...[...text.matchAll(DECIMAL_COMMA)].flatMap((match) =>
      candidate(match, degrees(match.slice(1, 2), match[2]), degrees(match.slice(3, 4), match[4])),
    ),
    ...[...text.matchAll(SEXAGESIMAL_AFTER)].flatMap((match) =>
      candidate(match, degrees(match.slice(1, 4), match[4]), degrees(match.slice(5, 8), match[8])),
    ),
    ...[...text.matchAll(SEXAGESIMAL_BEFORE)].flatMap((match) =>
      candidate(match, degrees(match.slice(2, 5), match[1]), degrees(match.slice(6, 9), match[5])),
    ),
  ]
}

function degrees(parts: (string | undefined)[], hemisphere: string | undefined): number {
  const [whole = 0, minutes = 0, seconds = 0] = parts.map((part) => Number((part ?? '0').replace(',', '.')))
  return minutes >= 60 || seconds >= 60 ? NaN : signed(whole + minutes / 60 + seconds / 3600, hemisphere)
}

function signed(value: number, hemisphere: string | undefined): number {
  return /[SW]/i.test(hemisphere ?? '') ? -Math.abs(value) : value
}

function candidate(match: RegExpExecArray, latitude: number, longitude: number): Candidate[] {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return []
  const end = match.index + match[0].trimEnd().length
  return [
    { kind: 'coordinates', start: match.index, end, key: `${latitude.toFixed(5)},${longitude.toFixed(5)}` },
  ]
}
