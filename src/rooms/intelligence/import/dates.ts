/** Dates as agencies write them: instants to UTC, dates of birth to as much as is known. */
import { childYearIn, readBirth } from '../../../wire/births/read-birth.ts'
import type { Cell } from './cells.ts'

/** Characters of a cell that is no birth which a note repeats. */
const LONGEST_SHOWN = 40

/**
 * How a date may be written. `iso` is an ISO 8601 time (local when it has no offset), `cell` a real
 * date cell of a spreadsheet. The day stands before the month, as in the UK; two-digit years are not
 * understood. Births are read in every form, whatever a mapping says (wire/births/).
 */
export const DATE_FORMATS = ['dd/mm/yyyy', 'dd/mm/yyyy hh:mm', 'yyyy-mm-dd', 'yyyy', 'iso', 'cell'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

export type DateFault = 'is missing' | 'does not exist' | 'is not understood'

type Moment = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  /** Minutes east of UTC where the writer gave them. */
  offset: number | null
  precision: 'year' | 'day' | 'minute'
}

const UK = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i

const number = (digits: string | undefined) => (digits === undefined ? 0 : Number(digits))

function parse(cell: Cell, formats: readonly DateFormat[]): Moment | DateFault {
  if (cell instanceof Date) {
    if (!formats.includes('cell')) return 'is not understood'
    // A spreadsheet counts days in floating point: 10:51 may come back a millisecond short.
    const wall = new Date(Math.round(cell.getTime() / 1000) * 1000)
    if (Number.isNaN(wall.getTime())) return 'is not understood'
    return {
      year: wall.getUTCFullYear(),
      month: wall.getUTCMonth() + 1,
      day: wall.getUTCDate(),
      hour: wall.getUTCHours(),
      minute: wall.getUTCMinutes(),
      second: wall.getUTCSeconds(),
      offset: null,
      precision: 'minute',
    }
  }
  const text = cell?.trim() ?? ''
  if (text === '') return 'is missing'
  const moment = parseText(text, formats)
  return moment === null ? 'is not understood' : exists(moment) ? moment : 'does not exist'
}

function parseText(text: string, formats: readonly DateFormat[]): Moment | null {
  const uk = UK.exec(text)
  if (uk && formats.includes(uk[4] === undefined ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm')) {
    return {
      day: number(uk[1]),
      month: number(uk[2]),
      year: number(uk[3]),
      hour: number(uk[4]),
      minute: number(uk[5]),
      second: number(uk[6]),
      offset: null,
      precision: uk[4] === undefined ? 'day' : 'minute',
    }
  }
  const iso = ISO.exec(text)
  if (iso && (formats.includes('iso') || (iso[4] === undefined && formats.includes('yyyy-mm-dd')))) {
    return {
      year: number(iso[1]),
      month: number(iso[2]),
      day: number(iso[3]),
      hour: number(iso[4]),
      minute: number(iso[5]),
      second: number(iso[6]),
      offset: iso[7] === undefined ? null : offsetOf(iso[7]),
      precision: iso[4] === undefined ? 'day' : 'minute',
    }
  }
  if (/^\d{4}$/.test(text) && formats.includes('yyyy')) {
    return {
      year: Number(text),
      month: 1,
      day: 1,
      hour: 0,
      minute: 0,
      second: 0,
      offset: null,
      precision: 'year',
    }
  }
  return null
}

function offsetOf(written: string): number {
  if (written.toUpperCase() === 'Z') return 0
  const minutes = Number(written.slice(1, 3)) * 60 + number(written.slice(3).replace(':', '') || undefined)
  return written.startsWith('-') ? -minutes : minutes
}

function exists({ year, month, day, hour, minute, second }: Moment): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  // Date.UTC reads 0 to 99 as 1900 to 1999; no agency held reports then, and nobody was born then.
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false
  return hour < 24 && minute < 60 && second < 60
}

/**
 * Reads a time and turns it into UTC. A local time that the spring change leaves out is read as one
 * hour later, one that the autumn change repeats as the first of the two (RFC 5545, 3.3.5).
 * @param cell what the export holds
 * @param formats how this agency writes it
 * @param zone IANA zone of times that carry none; a day without a time is its midnight there
 * @returns UTC ISO 8601, or the fault, worded to follow "date"
 */
export function readInstant(
  cell: Cell,
  formats: readonly DateFormat[],
  zone: string,
): { instant: string } | { fault: DateFault } {
  const moment = parse(cell, formats)
  if (typeof moment === 'string') return { fault: moment }
  const { year, month, day, hour, minute, second, offset } = moment
  if (offset !== null || zone === 'UTC') {
    const utc = Date.UTC(year, month - 1, day, hour, minute, second) - (offset ?? 0) * 60_000
    return { instant: new Date(utc).toISOString() }
  }
  const local = Date.UTC(year, month - 1, day, hour, minute, second)
  // No change of the clocks is near: as nearly always.
  const today = Math.floor(local / DAY)
  const [eve, morrow] = [offsetOnDay(today - 1, zone), offsetOnDay(today + 2, zone)]
  if (eve === morrow) return { instant: new Date(local - eve).toISOString() }
  // The offsets in force a day before and a day after: they differ only around a change of the clocks.
  const before = offsetAt(local - DAY, zone)
  const after = offsetAt(local + DAY, zone)
  const inForce = offsetAt(local - before, zone) === before ? before : after
  const resolved = offsetAt(local - inForce, zone) === inForce ? inForce : before
  return { instant: new Date(local - resolved).toISOString() }
}

const DAY = 86_400_000
const zones = new Map<string, Intl.DateTimeFormat>()

const MOST_DAYS = 4_000
const offsets = new Map<string, number>()

/** The same where a day begins, which a file asks of one day again and again. */
function offsetOnDay(day: number, zone: string): number {
  const key = `${String(day)} ${zone}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size >= MOST_DAYS) offsets.clear()
  const offset = offsetAt(day * DAY, zone)
  offsets.set(key, offset)
  return offset
}

/** A zone's offset from UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  let format = zones.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' })
    zones.set(zone, format)
  }
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(instant)) ?? []
  if (hours === undefined || minutes === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/**
 * Reads a date of birth, however it is written (wire/births/read-birth.ts). One that cannot be kept costs the birth
 * and never the report; but where it would make a child of the person its year stays, so that nobody under 18 is
 * compared for a slip of the pen.
 * @param cell - from any shape of file
 * @param unknown - the agency's words for "not known", in capitals
 * @param today - YYYY-MM-DD
 * @returns `born` for a report, null when not known; `said`: what the report must say of it
 */
export function readBirthCell(
  cell: Cell,
  unknown: ReadonlySet<string>,
  today: string,
): { born: string | null; said: string | null } {
  const nothing = { born: null, said: null }
  if (cell instanceof Date && Number.isNaN(cell.getTime())) return nothing
  const text = (cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell ?? '')).trim()
  if (text === '' || unknown.has(text.toUpperCase())) return nothing
  const read = readBirth(text, today)
  if ('born' in read) return { born: text, said: null }
  return {
    born: childYearIn(text, today),
    said: `The birth “${text.slice(0, LONGEST_SHOWN)}” was not kept: ${read.fault}`,
  }
}

/**
 * The review date of an imported report.
 * @param created UTC ISO 8601
 * @param months from creation to review
 * @param today YYYY-MM-DD; a report whose review is long due is due today, never in the past, so that
 *   it stands in the list of what waits instead of looking forgotten
 * @returns YYYY-MM-DD
 */
export function reviewDate(created: string, months: number, today: string): string {
  const date = new Date(created)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  const due = date.toISOString().slice(0, 10)
  return due < today ? today : due
}
