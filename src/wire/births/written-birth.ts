/** What somebody wrote for a birth, taken apart; which calendar and whether it can be, read-birth.ts decides. */
import { westernFigures } from '../western-figures.ts'
import type { Day } from './day.ts'

export type Calendar = 'gregorian' | 'solar' | 'lunar'
/**
 * month and day are 0 where they are not known; `hijri`: one of the two, it does not say which; `short`: the two
 * figures of a year of which the century is not written, and `year` their Gregorian reading
 */
export type Written = Day & { calendar: Calendar | 'hijri' | null; about: boolean; short: number | null }

/** More signs than a birth has. */
const LONGEST = 60

const LABEL =
  /^(?:(?:date\s+of\s+)?birth|(?:year\s+of\s+birth|d\.?o\.?b|y\.?o\.?b|born(?:\s+in)?|b)\b\.?)\s*:?\s*/
const ABOUT =
  /^(?:circa|ca|c|about|abt|around|approx(?:imately)?|est(?:imated)?)\.?(?![a-z])\s*|^~\s*|\s*(?:approx\.?|or\s+so|\?|~)$/g
const CALENDARS: readonly [RegExp, Written['calendar']][] = [
  [/\(?\b(?:lunar|qamari|ghamari|moon)(?:\s+hijri)?\b\)?|قمری|قمري|ق$/, 'lunar'],
  [
    /\(?\b(?:solar|shamsi|jalali|persian|iranian|afghan|h\.?s|s\.?h)(?:\s+hijri)?\b\.?\)?|شمسی|شمسي|ش$/,
    'solar',
  ],
  [/\(?\b(?:hijri|hejri|a\.?h)\b\.?\)?|هجری|هجري|ه$/, 'hijri'],
  [/\(?\b(?:gregorian|western|miladi|a\.?d|c\.?e)\b\.?\)?|میلادی|ميلادي|م$/, 'gregorian'],
]
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
/** Of Iran, and of Afghanistan. */
const SOLAR_MONTHS = [
  'farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand',
  'hamal sawr jawza saratan asad sunbula mizan aqrab qaws jadi dalw hut',
].map((names) => names.split(' '))

/** A part that is not known: 00, xx, ??, --. */
const NONE = '0{1,2}|x{1,2}|\\?{1,2}|_{1,2}|-{2}'
const PART = `(\\d{1,2}|${NONE})`
const SIGN = '\\s*[/.\\-\\s]\\s*'
const shapes: readonly [
  RegExp,
  (parts: (string | undefined)[]) => [year: string, month: string, day: string],
][] = [
  [/^(\d{4})(?:\.0+)?$/, ([y = '']) => [y, '', '']],
  [/^(\d{4})(\d{2})(\d{2})$/, ([y = '', m = '', d = '']) => [y, m, d]],
  [new RegExp(`^(\\d{4})${SIGN}${PART}(?:${SIGN}${PART})?$`), ([y = '', m = '', d = '']) => [y, m, d]],
  [new RegExp(`^(?:${PART}${SIGN})?${PART}${SIGN}(\\d{4})$`), ([d = '', m = '', y = '']) => [y, m, d]],
  [new RegExp(`^${PART}${SIGN}${PART}${SIGN}(\\d{2})$`), ([d = '', m = '', y = '']) => [y, m, d]],
]
/** As nearly every birth is written. */
const PLAIN_DAY = /^(?:(\d{4})-(\d\d)-(\d\d)|(\d\d)\/(\d\d)\/(\d{4}))$/
const RANGE = /^(?:between\s+)?(\d{4})\s*(?:to|and|or|until|-|–|—|\/)\s*(\d{4}|\d{2})$/
const AGE =
  /^(?:aged?\s*:?\s*(\d{1,2})(?:\s*(?:to|or|-|–)\s*(\d{1,2}))?(?:\s*(?:years?|yrs?))?|(\d{1,2})(?:\s*(?:to|or|-|–)\s*(\d{1,2}))?\s*(?:years?(?:\s+(?:old|of\s+age))?|yrs?(?:\s+old)?|y\/?o))$/

/**
 * Takes a written birth apart.
 * @param text - as somebody wrote it, in any script
 * @param thisYear - of today, Gregorian: two figures of a year are never in the future, and ages count back
 *   from it
 * @returns one day, month or year; or the years between which it lies; or null where it is no birth
 */
export function plainBirth(text: string, thisYear: number): Written | { from: number; to: number } | null {
  if (text.length > LONGEST) return null
  const [isPlain, y1, m1, d1, d2, m2, y2] = PLAIN_DAY.exec(text) ?? []
  if (isPlain !== undefined) return whole(Number(y1 ?? y2), Number(m1 ?? m2), Number(d1 ?? d2))
  let rest = westernFigures(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}"“”]/gu, '')
    .trim()
  rest = rest.replace(LABEL, '').replace(/[t\s]+\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*z?$/, '')
  const plain = rest.replace(ABOUT, '').trim()
  const about = plain !== rest
  const decade = /^(\d{3})0'?s$/.exec(plain)
  if (decade) return { from: Number(`${decade[1] ?? ''}0`), to: Number(`${decade[1] ?? ''}9`) }
  return aged(plain, thisYear, about) ?? range(plain, about) ?? one(plain, thisYear, about)
}

/** A day of an unknown month is no more than the year. */
const whole = (year: number, month: number, day: number): Written => ({
  year,
  month,
  day: month === 0 ? 0 : day,
  calendar: null,
  about: false,
  short: null,
})

function one(plain: string, thisYear: number, about: boolean): Written | null {
  let rest = plain
  let calendar: Written['calendar'] = null
  for (const [word, which] of CALENDARS) {
    const without = rest.replace(word, ' ')
    if (without !== rest) calendar ??= which
    rest = without
  }
  const named = withMonth(rest)
  if (named.of !== null) calendar ??= named.of
  rest = named.text
    .replace(/\s+/g, ' ')
    .replace(/ ?([/.-]) ?/g, '$1')
    .replace(/[,.]$/, '')
    .trim()
  for (const [shape, partsOf] of shapes) {
    const found = shape.exec(rest)
    if (found === null) continue
    const [y, m, d] = partsOf(found.slice(1))
    const [month, day] = [numberOf(m), numberOf(d)]
    const short = y.length > 2 ? null : Number(y)
    const year = short === null ? Number(y) : fullYear(short, thisYear)
    return { ...whole(year, month, day), calendar, about, short }
  }
  return null
}

/** `14 March 1987`, `14-MAR-87`, `March 1987`: the month's name becomes its number, and says the calendar. */
function withMonth(text: string): { text: string; of: 'gregorian' | 'solar' | null } {
  const word = /\p{L}{3,}/u.exec(text)?.[0]
  if (word === undefined) return { text, of: null }
  const solar = SOLAR_MONTHS.map((names) => names.indexOf(word)).find((place) => place >= 0)
  const month = solar ?? MONTHS.findIndex((name) => word.startsWith(name) && isMonth(word))
  if (month < 0) return { text, of: null }
  const number = text.replace(/(\d)(?:st|nd|rd|th)\b/, '$1').replace(word, ` ${String(month + 1)} `)
  return {
    text: number
      .replaceAll(',', ' ')
      .replace(/\s*([/.-])\s*/g, ' ')
      .trim(),
    of: solar === undefined ? 'gregorian' : 'solar',
  }
}

const isMonth = (word: string) =>
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/.test(
    word,
  )

function range(plain: string, about: boolean): { from: number; to: number } | null {
  const [all, first = '', second = ''] = RANGE.exec(plain) ?? []
  if (all === undefined) return null
  // 1985-90 is a range, 1985-09 a month.
  if (second.length === 2 && (Number(second) <= 12 || !/-|–|—/.test(all))) return null
  const to = second.length === 2 ? Number(first.slice(0, 2) + second) : Number(second)
  const more = about ? 2 : 0
  return { from: Number(first) - more, to: to + more }
}

/** Who is seventeen was born in one of two years. */
function aged(plain: string, thisYear: number, about: boolean): { from: number; to: number } | null {
  const [all, ...ages] = AGE.exec(plain) ?? []
  if (all === undefined) return null
  const [least, most] = [Number(ages[0] ?? ages[2]), Number(ages[1] ?? ages[3] ?? ages[0] ?? ages[2])]
  const more = about ? 2 : 0
  return { from: thisYear - most - 1 - more, to: Math.min(thisYear, thisYear - least + more) }
}

const numberOf = (part: string) => (/^\d+$/.test(part) ? Number(part) : 0)

/** Of the two centuries the later that is not in the future: the younger reading. */
function fullYear(year: number, thisYear: number): number {
  return 2000 + year <= thisYear ? 2000 + year : 1900 + year
}
