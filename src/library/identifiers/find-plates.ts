import { compact } from './as-written.ts'
import type { Candidate } from './find-identifiers.ts'
import { isBritishShape } from './vehicle.ts'

// Only shapes that prose does not have. The dateless ones (ABC 123, 1 AB) need a word before them.
const SHAPES = [
  /(?<![\p{L}\d-])[A-Z]{2}\d{2}[ -]?[A-Z]{3}(?![\p{L}\d]|-\d)/gu,
  /(?<![\p{L}\d-])[a-z]{2}\d{2}[ -]?[a-z]{3}(?![\p{L}\d]|-\d)/gu,
  /(?<![\p{L}\d-])[A-Z]\d{1,3}[ -]?[A-Z]{3}(?![\p{L}\d]|-\d)/gu,
  /(?<![\p{L}\d-])[a-z]\d{1,3}[a-z]{3}(?![\p{L}\d]|-\d)/gu,
  /(?<![\p{L}\d-])[A-Z]{3}[ -]?\d{1,3}[A-Z](?![\p{L}\d]|-\d)/gu,
  /(?<![\p{L}\d-])[A-Z][IZ][A-Z] ?\d{4}(?![\p{L}\d]|-\d)/gu,
]

// The label is kept out of the look-behind: there it would be tried at every character of the text.
const LABELLED =
  /\b(?:reg(?:istration|istered)?|vrm|vrn|index|(?:number|licence) ?plates?|plates?)\b(?: ?(?:no|number|mark|as|is|was)\b)?[ .:#]{1,3}((?:[A-Z]{1,3}[ -]?\d{1,4}|\d{1,4}[ -]?[A-Z]{1,3}(?!-?\d)|[A-Z]{3}[ -]?\d{1,3}[A-Z]|[A-Z]\d{1,3}[ -]?[A-Z]{3})(?![\p{L}\d]))/giu

/** An Irish mark is no British plate without its number, and is found whole. */
const IRISH =
  /(?<![\p{L}\d-])(?:8[7-9]|9\d|0\d|1[0-2]|1[3-9][12]|2\d[12])-(?:CE|CN|CW|C|DL|D|G|KE|KK|KY|LD|LH|LK|LM|LS|L|MH|MN|MO|OY|RN|SO|TN|TS|T|WD|WH|WX|WW|W)-\d{1,6}(?![\p{L}\d]|-\d)/gu

/** Three letters that follow a road (A259 AND) or stand before a house (BOX 12A) far oftener than on a plate. */
const WORDS = new Set(
  (
    'ALL AND ANY ARE AIR AIS APR AUG BAY BED BID BIN BOX BUT BUY CAN CAR DAY DEC DIV DUE FEB FIG FOR GOT HAD HAS HER ' +
    'HIM HIS HOW ITS JAN JUL JUN KIT MAN MAR MAY MEN MET MIN MIX NEW NOR NOT NOV NOW OCT OFF OIL OLD ONE OUT OWN PER ' +
    'PIN REF SAW SEE SEP SHE SIM SIX SOS TEN THE TIN TWO USE VAN VIA VIN WAS WAY WHO WIN YET YOU ZIP'
  ).split(' '),
)

/** Letters, two figures and letters are a plate even when the letters spell a word, unless in small letters and apart. */
const CURRENT = /^(?:[A-Z]{2}\d\d[ -]?[A-Z]{3}|[a-z]{2}\d\d-?[a-z]{3})$/

/**
 * British and Irish plates in a report.
 * @param text - folded text of any length; read in linear time
 * @returns places in the text; they may overlap
 */
export function findPlates(text: string): Candidate[] {
  return [
    ...[...text.matchAll(IRISH)].map((match) => plateOf('IE', match.index, match.index + match[0].length)),
    ...SHAPES.flatMap((shape) =>
      [...text.matchAll(shape)]
        .filter(
          ([plate]) => !WORDS.has(/[A-Z]{3}/.exec(plate.toUpperCase())?.[0] ?? '') || CURRENT.test(plate),
        )
        .map((match) => plateOf('GB', match.index, match.index + match[0].length)),
    ),
    ...[...text.matchAll(LABELLED)]
      .filter(([, plate = '']) => isBritishShape(compact(plate)))
      .map((match) => {
        const end = match.index + match[0].length
        return plateOf('GB', end - (match[1] ?? '').length, end)
      }),
  ]
}

function plateOf(country: string, start: number, end: number): Candidate {
  return { kind: 'vehicle', start, end, country }
}
