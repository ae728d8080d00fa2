/**
 * When something happened, as people write it: a time, a day, a month, or between two of them. Read into one way of
 * writing, which reads back to itself: a moment in UTC (`2026-11-02T05:10Z`), a day or a month as the calendar in
 * London has them (`2026-11-02`, `2026-11`), two of them with a stroke between (`2026-11-02/2026-11-05`), and a tilde
 * behind what is only about so (`2026-11~`). After EDTF (ISO 8601-2, level 1), of which this is a small part.
 */
import { westernFigures } from './western-figures.ts'
import { isRealDate, writtenDay, writtenMonth } from './written-day.ts'

/** `from` is in it, `until` is not. */
export type EventTime = { when: string; about: boolean; from: Date; until: Date }

const LONGEST = 100
/** Nothing that this work is about is older; what is further ahead than a year is a slip. */
const FIRST_YEAR = 1970
const DAY = 86_400_000
const MOST_AHEAD = 366 * DAY

export const TIME_NOT_UNDERSTOOD =
  'This time was not understood. Write it like 2 November 2026 at 05:10, 2 November 2026, November 2026, or between 2 and 5 November 2026'

type Part = { kind: 'time' | 'day' | 'month'; written: string; from: number; until: number }
type Fault = { fault: string }
const NO_SUCH_DAY: Fault = { fault: 'This day does not exist. Check day and month' }

/**
 * @param text - as it was typed; what stands without a zone is the time in London
 * @param now - the moment of reading: more than a year ahead is refused
 * @returns the time; or what is wrong, and what to do
 */
export function readEventTime(text: string, now: Date): EventTime | Fault {
  if (text.length > LONGEST) return { fault: TIME_NOT_UNDERSTOOD }
  if (/^\s*\d{4}\s*$/.test(text))
    return {
      fault:
        'A year alone says too little. Write the month too, or two months: between January and March 2026',
    }
  const tidy = westernFigures(text)
    .normalize('NFKC')
    .replaceAll(/[\p{Pd}−]/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const { rest, about } = withoutAbout(tidy)
  const parts = partsOf(rest)
  if ('fault' in parts) return parts
  const [first, last = first] = parts.read
  if (first === undefined || last === undefined) return { fault: TIME_NOT_UNDERSTOOD }
  const early = parts.read.find(
    ({ from }) => new Date(from).getUTCFullYear() < FIRST_YEAR - 1 || from < -3_600_000,
  )
  if (early)
    return {
      fault: `This time is before ${String(FIRST_YEAR)}. Check the year, and write it in the calendar that Britain uses`,
    }
  if (last.from > now.getTime() + MOST_AHEAD)
    return { fault: 'This time is more than a year ahead. Check the year' }
  if (last.until <= first.from) return { fault: 'The end is before the beginning. Turn them round' }
  const written = parts.read.map((part) => part.written).join('/')
  return {
    when: written + (about ? '~' : ''),
    about,
    from: new Date(first.from),
    until: new Date(last.until),
  }
}

function withoutAbout(text: string): { rest: string; about: boolean } {
  const word = /^(?:about|around|approximately|approx\.?|circa|ca?\.|~) ?/i.exec(text)
  const rest = (word ? text.slice(word[0].length) : text).replace(/ ?~$/, '').trim()
  return { rest, about: word !== null || rest.length < text.length }
}

function partsOf(text: string): { read: Part[] } | Fault {
  const whole = readPart(text)
  if (whole !== null) return 'fault' in whole ? whole : { read: [whole] }
  let fault: Fault | null = null
  for (const [left, right] of pairsOf(text)) {
    const last = readPart(right)
    const first = readPart(left) ?? readPart(borrowed(left, right))
    if (first === null || last === null) continue
    if ('fault' in first || 'fault' in last) fault ??= 'fault' in first ? first : (last as Fault)
    else return { read: [first, last] }
  }
  return fault ?? { fault: TIME_NOT_UNDERSTOOD }
}

/** Every way of taking a text for two: "between A and B", "A to B", "A/B", "A - B". */
function pairsOf(text: string): [string, string][] {
  const bare = text.replace(/^(?:between|from) /i, '')
  return [...bare.matchAll(/ (?:and|to|until|-) |\//gi)]
    .slice(0, 8)
    .map((one): [string, string] => [
      bare.slice(0, one.index).trim(),
      bare.slice(one.index + one[0].length).trim(),
    ])
    .filter(([left, right]) => left !== '' && right !== '')
}

/** "2 and 5 November 2026", "5am and 6am on 2 November 2026": what the first leaves out stands in the second. */
function borrowed(left: string, right: string): string {
  if (clockOf(left) !== null) {
    const { day } = withoutClock(right) ?? {}
    return day === undefined ? left : `${left} on ${day}`
  }
  const [, tail] = /^\d{1,2}(?:st|nd|rd|th)? (.+)$/i.exec(right) ?? []
  if (/^\d{1,2}(?:st|nd|rd|th)?$/i.test(left) && tail !== undefined) return `${left} ${tail}`
  const [, year] = / (\d{4})$/.exec(right) ?? []
  return year === undefined || /^\d+$/.test(left) ? left : `${left} ${year}`
}

const CLOCK =
  /^(?:at )?(?:(\d{1,2})(?:[:.](\d{2}))(?::\d{2}(?:\.\d+)?)? ?([ap]\.?m\.?)?|(\d{2})(\d{2}) ?(?:hrs?|hours)?|(\d{1,2}) ?([ap]\.?m\.?)|(noon|midday|midnight))$/i

/** Minutes after midnight. */
function clockOf(text: string): number | null {
  const found = CLOCK.exec(text)
  if (!found) return null
  const [, hour, minute, half, hours, minutes, bare, bareHalf, word] = found
  if (word !== undefined) return word.toLowerCase() === 'midnight' ? 0 : 720
  const h = Number(hour ?? hours ?? bare)
  const m = Number(minute ?? minutes ?? 0)
  const side = (half ?? bareHalf)?.charAt(0).toLowerCase()
  if (m > 59 || h > 23 || (side !== undefined && (h < 1 || h > 12))) return null
  return (side === undefined ? h : (h % 12) + (side === 'p' ? 12 : 0)) * 60 + m
}

const ZONE = / ?(z|utc|gmt|bst|[+-]\d{2}:?\d{2})$/i

/** Takes the time of day off a text: it stands before the day or behind it. */
function withoutClock(text: string): { day: string; minute: number; zone: string | null } | null {
  const zoned = /\d ?[zugb+-]|[ap]m/i.test(text) ? ZONE.exec(text) : null
  const bare = zoned && !isRealDate(text) ? text.slice(0, zoned.index) : text
  const zone = zoned && bare !== text ? (zoned[1] ?? null) : null
  const iso = /^(\d{4}-\d{2}-\d{2})[Tt ](.+)$/.exec(bare)
  if (iso) {
    const minute = clockOf(iso[2] ?? '')
    return minute === null ? null : { day: iso[1] ?? '', minute, zone }
  }
  const words = bare.replace(',', ' ').replaceAll(/ +/g, ' ').split(' ')
  for (let count = 1; count <= 3 && count < words.length; count += 1) {
    const behind = clockOf(words.slice(-count).join(' '))
    if (behind !== null && !/^\d{4}$/.test(words.slice(-count).join(' ')))
      return { day: words.slice(0, -count).join(' ').replace(/ at$/i, ''), minute: behind, zone }
    const before = clockOf(words.slice(0, count).join(' '))
    if (before !== null)
      return { day: words.slice(count).join(' ').replace(/^on /i, ''), minute: before, zone }
  }
  // "2 November 2026 0510": four figures behind a year can only be a time.
  const last = words.at(-1) ?? ''
  if (/^\d{4}$/.test(last) && /\b\d{4}\b/.test(words.slice(0, -1).join(' '))) {
    const minute = clockOf(last)
    if (minute !== null) return { day: words.slice(0, -1).join(' '), minute, zone }
  }
  return null
}

function readPart(text: string): Part | Fault | null {
  const day = dayOf(text)
  if (day !== null) {
    if (!isRealDate(day)) return NO_SUCH_DAY
    return { kind: 'day', written: day, from: startOf(day), until: startOf(nextDay(day)) }
  }
  const month = monthOf(text)
  if (month !== null)
    return {
      kind: 'month',
      written: month,
      from: startOf(`${month}-01`),
      until: startOf(`${nextMonth(month)}-01`),
    }
  const clocked = withoutClock(text)
  const on = clocked === null ? null : dayOf(clocked.day)
  if (clocked === null || on === null) return null
  if (!isRealDate(on)) return NO_SUCH_DAY
  const at = momentOf(on, clocked.minute, clocked.zone)
  if (typeof at !== 'number') return at
  return {
    kind: 'time',
    written: `${new Date(at).toISOString().slice(0, 16)}Z`,
    from: at,
    until: at + 60_000,
  }
}

function dayOf(text: string): string | null {
  const bare = text
    .replace(/^on /i, '')
    .replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? /i, '')
  // "11/2026" is a month, and a stroke between two days is none of a date.
  if (/^\d{1,2}[/.-]\d{4}$/.test(bare)) return null
  return writtenDay({ day: bare, month: '', year: '' })
}

function monthOf(text: string): string | null {
  const [, year, number] = /^(\d{4})-(\d{2})$/.exec(text) ?? []
  const [, word = number, behind = year] = /^(\p{L}+|\d{1,2})[ /.,-]+(\d{4})$/u.exec(text) ?? []
  const month = word === undefined ? null : writtenMonth(word)
  return month === null || behind === undefined || behind < '0100' ? null : `${behind}-${month}`
}

const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00Z`) + DAY).toISOString().slice(0, 10)

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...{
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
})

/** Minutes that London's clocks are ahead of UTC at a moment. */
function ahead(at: number): number {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  return Math.round((Date.UTC(year, month - 1, day, hour, minute) - at) / 60_000)
}

/** Before the years that are read the zone does not matter: they are refused. */
const startOf = (day: string): number => {
  const utc = Date.parse(`${day}T00:00Z`)
  return utc < 0 ? utc : utc - ahead(utc - 3_600_000) * 60_000
}

function momentOf(day: string, minute: number, zone: string | null): number | Fault {
  const utc = Date.parse(`${day}T00:00Z`) + minute * 60_000
  if (zone !== null) return utc - minutesOf(zone) * 60_000
  if (utc < 0) return utc
  // The same hour twice in October, and none in March.
  const possible = [0, 60]
    .map((offset) => utc - offset * 60_000)
    .filter((at) => at + ahead(at) * 60_000 === utc)
  const [only] = possible
  if (only === undefined)
    return { fault: 'This time did not exist: the clocks went forward. Check it, or write UTC behind it' }
  if (possible.length > 1)
    return { fault: 'This time came twice: the clocks went back. Write BST or GMT behind it' }
  return only
}

function minutesOf(zone: string): number {
  if (/^bst$/i.test(zone)) return 60
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
