/** Dates and times as people in the United Kingdom read them; UTC stays beside, for the machine and the doubtful. */

const ZONE = 'Europe/London'

const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const month = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, month: 'long', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
})
const utcDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const utcMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })

const CALENDAR_DAY = /^\d{4}-\d{2}-\d{2}$/
const CALENDAR_MONTH = /^\d{4}-\d{2}$/

/**
 * A day, like `22 November 2026`. A calendar day (`2026-11-22`) is not moved by any time zone; a moment
 * is shown as the day it was in London.
 *
 * @param value - a Date, an ISO 8601 string, or milliseconds
 * @returns the words; what is not a date comes back as it was, and nothing as an empty string
 */
export function ukDate(value: unknown): string {
  const moment = toDate(value)
  if (moment === undefined) return asWritten(value)
  return (isCalendar(value) ? utcDay : day).format(moment)
}

/**
 * Writes a month: the closest that a hit may say.
 * @param value - what `ukDate` takes, and `2026-11`
 * @returns like `November 2026`; what is no date as it was
 */
export function ukMonth(value: unknown): string {
  const moment = toDate(value)
  if (moment === undefined) return asWritten(value)
  return (isCalendar(value) ? utcMonth : month).format(moment)
}

/**
 * Writes a moment in London.
 * @param value - what `ukDate` takes
 * @returns like `22 November 2026 at 3:15pm`; a calendar day without a time; what is no date as it was
 */
export function ukDateTime(value: unknown): string {
  const moment = toDate(value)
  if (moment === undefined) return asWritten(value)
  if (isCalendar(value)) return ukDate(value)
  return `${day.format(moment)} at ${clock.format(moment).replace(/\s/gu, '').toLowerCase()}`
}

/**
 * Writes the time of day in London.
 * @param value - the moment
 * @param now - the moment at which it is read
 * @returns like `3:15pm`; with its day where that is not the day of `now`
 */
export function ukClock(value: Date, now: Date): string {
  if (day.format(value) !== day.format(now)) return ukDateTime(value)
  return clock.format(value).replace(/\s/gu, '').toLowerCase()
}

const clockHour = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: 'numeric', hour12: true })

/**
 * Writes what is known by its hour only: a clock time would say more than anybody knows. The hour is the one
 * in which the moment lies.
 * @param value - what `ukDate` takes
 * @returns like `22 November 2026, between 9pm and 10pm`; what is no date as it was
 */
export function ukHour(value: unknown): string {
  const moment = toDate(value)
  if (moment === undefined) return asWritten(value)
  if (isCalendar(value)) return ukDate(value)
  const start = Math.floor(moment.getTime() / 3_600_000) * 3_600_000
  const words = (at: number) => clockHour.format(at).replace(/\s/gu, '').toLowerCase()
  return `${day.format(start)}, between ${words(start)} and ${words(start + 3_600_000)}`
}

/**
 * Writes a moment in UTC.
 * @param value - what `ukDate` takes
 * @returns like `22 November 2026, 15:15 UTC`; what is no date as it was
 */
export function utcDateTime(value: unknown): string {
  const moment = toDate(value)
  if (moment === undefined) return asWritten(value)
  return `${utcDay.format(moment)}, ${moment.toISOString().slice(11, 16)} UTC`
}

/**
 * A moment as markup: London time to read, UTC for machines, on hover and on focus of its row.
 *
 * @param value - what `ukDate` takes
 * @returns a `<time>` element, built of escaped text; text alone when the value is not a date
 */
export function ukTime(value: unknown): string {
  const moment = toDate(value)
  if (moment === undefined) return escapeMarkup(asWritten(value))
  if (isCalendar(value)) {
    const words = CALENDAR_MONTH.test(asWritten(value)) ? ukMonth(value) : ukDate(value)
    return `<time datetime="${escapeMarkup(asWritten(value))}">${words}</time>`
  }
  const utc = escapeMarkup(utcDateTime(moment))
  return (
    `<time datetime="${moment.toISOString()}" title="UTC ${utc.replace(/ UTC$/, '')}" data-utc="${utc}">` +
    `${escapeMarkup(ukDateTime(moment))}</time>`
  )
}

/**
 * Escapes text for an element or a quoted attribute.
 * @param text - any
 * @returns without signs that HTML reads
 */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function isCalendar(value: unknown): boolean {
  return typeof value === 'string' && (CALENDAR_DAY.test(value) || CALENDAR_MONTH.test(value))
}

function toDate(value: unknown): Date | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{4}-\d{2}/.test(value))) {
    const moment = new Date(value)
    return Number.isNaN(moment.getTime()) ? undefined : moment
  }
  return undefined
}

function asWritten(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
