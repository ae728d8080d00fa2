/**
 * A day as people write it in three boxes, or all of it in the first: month names (GOV.UK: accept them), figures of
 * any script, a year of two figures.
 */
import { westernFigures } from './western-figures.ts'

// In English, in Welsh, and as Welsh writes it behind "o": o Fai.
const MONTHS = [
  'january february march april may june july august september october november december',
  'ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr',
  'ionawr chwefror fawrth ebrill fai fehefin orffennaf awst fedi hydref dachwedd ragfyr',
].map((names) => names.split(' '))
/** Signs of a month's name that tell it from every other, in both languages. */
const SHORTEST_NAME = 3
const LONGEST = 60

/**
 * @param parts - as typed; of a day that stands whole in its first box the others are empty
 * @returns YYYY-MM-DD, which may still be no day of the calendar (31 February); null: not a day, month and year
 */
export function writtenDay(parts: { day: string; month: string; year: string }): string | null {
  const pieces = [parts.day, parts.month, parts.year].map((part) => piecesOf(part))
  const filled = pieces.map(({ length }) => length).join()
  if (filled !== '1,1,1' && filled !== '3,0,0') return null
  const [first = '', second = '', third = ''] = pieces.flat()
  const inOneBox = filled === '3,0,0'
  const [day, month, year] =
    inOneBox && /^\d{4}$/.test(first)
      ? [third, second, first]
      : inOneBox && /^\p{L}/u.test(first)
        ? [second, first, third]
        : [first, second, third]
  const numbers = [yearOf(year), monthOf(month), dayOf(day)]
  return numbers.includes(null) ? null : numbers.join('-')
}

function piecesOf(box: string): string[] {
  return westernFigures(box.slice(0, LONGEST))
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,./'’\p{Pd}]+/u)
    .filter((piece) => !['', 'of', 'o'].includes(piece))
}

/** 1, 01, 1st, 1af */
const dayOf = (piece: string) =>
  two(/^(\d{1,2})(?:st|nd|rd|th|af|ail|il|ydd|edd|ed|fed|eg)?$/.exec(piece)?.[1])

function monthOf(piece: string): string | null {
  if (/^\d{1,2}$/.test(piece)) return two(piece)
  if (piece.length < SHORTEST_NAME) return null
  const place = MONTHS.map((names) =>
    names.findIndex((name) => name.startsWith(piece.replace(/^sept$/, 'sep'))),
  )
  const found = place.find((at) => at >= 0)
  return found === undefined ? null : two(String(found + 1))
}

/**
 * Reads a month as people write it: `3`, `03`, `March`, `mar`, `Mawrth`.
 * @param text - as somebody typed it
 * @returns its two figures; null: no month
 */
export function writtenMonth(text: string): string | null {
  const [piece = '', ...more] = piecesOf(text)
  const month = more.length > 0 ? null : monthOf(piece)
  return month !== null && month >= '01' && month <= '12' ? month : null
}

const yearOf = (piece: string) =>
  /^\d{4}$/.test(piece) ? piece : /^\d{2}$/.test(piece) ? `20${piece}` : null

const two = (figures: string | undefined) => figures?.padStart(2, '0') ?? null

/**
 * Is this a day of the Gregorian calendar?
 * @param value - YYYY-MM-DD
 * @returns false for a day that does not exist, and for anything else
 */
export function isRealDate(value: string): boolean {
  if (value.startsWith('0000')) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value
}
