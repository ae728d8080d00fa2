/**
 * The one reader of births, for every entrance: pages, API, imports, checks, `match` and `seal`. Nobody alive was
 * born before 1900 or in the future; a year of the 1300s is one of a Hijri calendar, which is said.
 */
import { dayOf, isGregorian, type Day } from './day.ts'
import { westernFigures } from '../western-figures.ts'
import { birthWords, keptAs, knownBirth, mayBeChild } from './known-birth.ts'
import { fromLunarHijri, lunarYearOf } from './lunar-hijri.ts'
import { fromSolarHijri, solarYearOf } from './solar-hijri.ts'
import { plainBirth, type Calendar, type Written } from './written-birth.ts'

export type ReadBirth =
  /** `born`: as it is kept (known-birth.ts). `said`: what a reader of the page must know, or null */
  { born: string; said: string | null } | { fault: string }

export const NOT_UNDERSTOOD = 'Enter a birth like 14/03/1987, 03/1987, 1987, c. 1987 or 1985 to 1990'
const NO_SUCH_DAY = 'This date does not exist'
const IN_FUTURE = 'This date is in the future'
const FIRST_HIJRI = 1300
const FIRST_YEAR = 1900
/** Years between which a birth may lie; more say nothing, and would be looked up year by year. */
export const WIDEST = 12

/**
 * @param text - as somebody wrote it, day before month; figures of any script
 * @param today - YYYY-MM-DD
 * @returns the birth, or a fault in words for whoever wrote it
 */
export function readBirth(text: string, today: string): ReadBirth {
  const plain = plainBirth(text, Number(today.slice(0, 4)))
  if (plain === null) return { fault: NOT_UNDERSTOOD }
  if (!('year' in plain)) return between(plain, today)
  const now = dayOf(today)
  const written = inItsCentury(plain, now)
  const calendar = calendarOf(written, now)
  if (calendar === null) return { born: text.trim(), said: askCalendar(text) }
  const { about } = written
  if (calendar === 'gregorian') {
    const young = readingOfChild(written, today)
    if (young !== null) return { born: text.trim(), said: askCentury(text, written.year, young) }
    const fault = faultOf(written, now)
    if (fault !== null) return { fault }
    return { born: about ? `${String(written.year)}~` : keptAs(written), said: null }
  }
  const born = fromHijri(written, calendar)
  if (born === null) return { fault: NO_SUCH_DAY }
  const from = knownBirth(born)?.from ?? 0
  if (from > now.year || (born.length === 10 && born > today)) return { fault: IN_FUTURE }
  if (from === 0) return { fault: nobodyAlive(written.year) }
  return { born, said: readAs(text, calendar, born) }
}

/** Years of the 1300s are Solar Hijri ones, unless somebody says that they are lunar; null: nobody knows. */
function calendarOf({ year, calendar }: Written, now: Day): Calendar | null {
  if (calendar === 'gregorian' || year < FIRST_HIJRI || year > lunarYearOf(now)) return 'gregorian'
  if (calendar === 'solar' || calendar === 'lunar') return calendar
  if (year <= solarYearOf(now)) return 'solar'
  // Only the lunar calendar has come so far; without the word "Hijri" it may be a slip as well.
  return calendar === 'hijri' ? 'lunar' : null
}

type Hijri = { year: number; calendar: 'solar' | 'lunar' }

/** Two figures of a year in a calendar that is named: 90 solar is 1390. */
function inItsCentury(written: Written, now: Day): Written {
  const { short, calendar } = written
  return short !== null && (calendar === 'solar' || calendar === 'lunar')
    ? { ...written, year: hijriYear(short, calendar, now) }
    : written
}

/**
 * A year of two figures whose century nobody wrote: 12/05/90 is of 1990, or of 1390, which is 2011. Where another
 * calendar makes a child of its bearer nobody can tell, and a child is never compared by mistake.
 * @returns that reading; null where there is none, the calendar is written or the Gregorian reading is a child's too
 */
function readingOfChild(written: Written, today: string): Hijri | null {
  const { short } = written
  if (short === null || written.calendar === 'gregorian') return null
  const now = dayOf(today)
  if (faultOf(written, now) === null && mayBeChild(keptAs(written), today)) return null
  for (const calendar of ['solar', 'lunar'] as const) {
    const year = hijriYear(short, calendar, now)
    const born = fromHijri({ ...written, year }, calendar)
    if (born !== null && born.slice(0, 10) <= today && mayBeChild(born, today)) return { year, calendar }
  }
  return null
}

/** Of the two centuries the later that is not in the future. */
function hijriYear(short: number, calendar: Hijri['calendar'], now: Day): number {
  const present = calendar === 'solar' ? solarYearOf(now) : lunarYearOf(now)
  return 1400 + short <= present ? 1400 + short : 1300 + short
}

function faultOf(day: Day, now: Day): string | null {
  if (day.year < FIRST_YEAR) return nobodyAlive(day.year)
  if (day.month > 12 || !isGregorian({ ...day, month: day.month || 1, day: day.day || 1 })) return NO_SUCH_DAY
  return keptAs(day) > keptAs(now).slice(0, keptAs(day).length) ? IN_FUTURE : null
}

const nobodyAlive = (year: number) => `Nobody alive was born in ${String(year)}`

/** A year or a month of another calendar reaches into two of ours. */
function fromHijri(written: Written, calendar: 'solar' | 'lunar'): string | null {
  const convert = calendar === 'solar' ? fromSolarHijri : fromLunarHijri
  const { year, month, day, about } = written
  const first = convert({ year, month: month || 1, day: day || 1 })
  const last = convert({ year, month: month || 12, day: day || 29 })
  if (first === null || last === null) return null
  if (about) return `${String(first.year)}~`
  if (day !== 0) return keptAs(first)
  return first.year === last.year ? String(first.year) : `${String(first.year)}/${String(last.year)}`
}

function between({ from, to }: { from: number; to: number }, today: string): ReadBirth {
  const now = dayOf(today)
  for (const year of [from, to]) {
    const fault = faultOf({ year, month: 0, day: 0 }, now)
    if (fault !== null) return { fault }
  }
  if (to < from) return { fault: NO_SUCH_DAY }
  if (to - from >= WIDEST)
    return { fault: `Enter a birth of at most ${String(WIDEST)} years, or leave it empty` }
  return { born: from === to ? String(from) : `${String(from)}/${String(to)}`, said: null }
}

const readAs = (text: string, calendar: 'solar' | 'lunar', born: string) =>
  calendar === 'lunar'
    ? `“${text.trim()}” is read as lunar Hijri: ${birthWords(born)}, a day or so either way`
    : `“${text.trim()}” is read as Solar Hijri: ${birthWords(born)}. If it is lunar Hijri, write “lunar” behind the year`

const askCalendar = (text: string) =>
  `Which calendar is “${text.trim()}”? If it is lunar Hijri, write “lunar” behind the year. Until somebody says, it is kept as written and never compared`

const askCentury = (text: string, gregorian: number, { year, calendar }: Hijri) =>
  `“${text.trim()}” may be of ${String(gregorian)}, or of ${String(year)} in the ${calendar === 'solar' ? 'Solar' : 'lunar'} Hijri calendar: then this person is under 18. Write the year with four figures. Until then the birth is kept as written and never compared`

/**
 * Of a birth that cannot be kept: the year that would make a child of its bearer, so that a slip of the pen brings
 * nobody under 18 into a comparison.
 * @param text - as somebody wrote it
 * @param today - YYYY-MM-DD
 * @returns a year as it is kept, or null where no reading is under 18
 */
export function childYearIn(text: string, today: string): string | null {
  const now = dayOf(today)
  const figures = westernFigures(text.slice(0, LONGEST)).normalize('NFKC')
  const years = [...figures.matchAll(/(?<!\d)\d{4}(?!\d)/g)].flatMap(([year]) =>
    readingsOf(Number(year), now),
  )
  // 31/02/90, and 90/05/12 as Iran and Afghanistan write it.
  const [, first, last] = SHORT.exec(figures) ?? []
  for (const short of last === undefined
    ? []
    : [Number(first ?? 0), Number(last)].filter((figure, place) => place === 1 || figure > 31))
    years.push(short + 2000, ...readingsOf(hijriYear(short, 'solar', now), now), ...lunarReading(short, now))
  const child = years.find((year) => year >= now.year - 18 && year <= now.year)
  return child === undefined ? null : String(child)
}

/** More signs than a birth has. */
const LONGEST = 200
const SHORT = /^\D*(?:(\d{1,2})[/.\-\s'’]{1,3})?\d{1,2}[/.\-\s'’]{1,3}(\d{2})\D*$/

/** As it stands, and where it may be Solar Hijri as that; nobody is born in the future. */
const readingsOf = (year: number, now: Day): number[] =>
  year >= FIRST_HIJRI && year <= solarYearOf(now) ? [Math.min(year + 622, now.year)] : [year]

/** The Gregorian year in which a lunar year of two figures ends. */
function lunarReading(short: number, now: Day): number[] {
  const last = fromLunarHijri({ year: hijriYear(short, 'lunar', now), month: 12, day: 29 })
  return last === null ? [] : [Math.min(last.year, now.year)]
}
