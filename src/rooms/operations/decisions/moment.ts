/** A moment as somebody in the United Kingdom writes it: a day and a time of the clock. Pure. */

const TIME = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/

/**
 * Finds the moment of a day and a time in the United Kingdom. Of a time that the clock shows twice it is the first.
 * @param day - YYYY-MM-DD
 * @param time - as in `14:30`, `9.05` or `1430`
 * @returns the moment; `none` where the time is none, `skipped` where the clock jumped over it
 */
export function ukMoment(day: string, time: string): Date | 'none' | 'skipped' {
  const read = TIME.exec(time.trim())
  const asUtc = new Date(`${day}T00:00:00Z`)
  if (!read || Number.isNaN(asUtc.getTime())) return 'none'
  const [, hour = '', minute = ''] = read
  const wall = asUtc.getTime() + (Number(hour) * 60 + Number(minute)) * 60_000
  // Summer time is the earlier of the two.
  const found = [wall - 3_600_000, wall].find((at) => wallOf(new Date(at)) === wall)
  return found === undefined ? 'skipped' : new Date(found)
}

const PARTS = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/London', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit' },
})

/** What clocks in London show at a moment, as if it were UTC. */
function wallOf(moment: Date): number {
  const of = Object.fromEntries(PARTS.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(of['year'] ?? 0, (of['month'] ?? 1) - 1, of['day'], of['hour'], of['minute'])
}

/**
 * @param moment - any
 * @returns as fields of a form have it: the day, and the time as in `14:30`
 */
export function ukParts(moment: Date): { day: string; time: string } {
  const wall = new Date(wallOf(moment)).toISOString()
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) }
}
