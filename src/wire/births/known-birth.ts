/**
 * A birth as it is kept: `1987`, `1987-03` or `1987-03-14`; about a year `1987~`, which means two years either way;
 * between two years `1985/1990` (signs of ISO 8601-2:2019). All Gregorian. What is kept otherwise was written in a
 * calendar that nobody knows: it is shown as written and never compared.
 */
import type { Day } from './day.ts'

const KNOWN = /^((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?|(~)|\/((?:19|20)\d\d))?$/

/** Years either way that "about" means. */
export const ABOUT = 2

/** Who is younger is a child (Convention on the Rights of the Child, article 1). */
const ADULT_AT = 18

export type KnownBirth = {
  /** first and last year that it may be */
  from: number
  to: number
  /** 0 where it is not known */
  month: number
  day: number
}

/**
 * Reads a birth as it is kept.
 * @param born - as it is kept
 * @returns null for what is kept as written only
 */
export function knownBirth(born: string): KnownBirth | null {
  const [all, year, month, day, about, to] = KNOWN.exec(born) ?? []
  if (all === undefined) return null
  const around = about === undefined ? 0 : ABOUT
  return {
    from: Number(year) - around,
    to: Number(to ?? year) + around,
    month: Number(month ?? 0),
    day: Number(day ?? 0),
  }
}

/**
 * Could this person be under 18? The youngest reading counts, and who was born in a calendar that nobody knows may
 * be: a child taken for an adult is the worse mistake.
 * @param born - as it is kept; undefined: no birth is known
 * @param today - YYYY-MM-DD
 * @returns true when one reading makes them under 18; false when no birth is known
 */
export function mayBeChild(born: string | null | undefined, today: string): boolean {
  if (born === undefined || born === null) return false
  const birth = knownBirth(born)
  if (birth === null) return true
  const latest = birth.to * 10_000 + (birth.month || 12) * 100 + (birth.day || 31)
  return latest > Number(today.slice(0, 10).replaceAll('-', '')) - ADULT_AT * 10_000
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/**
 * Writes a birth in words.
 * @param born - as it is kept
 * @returns `14 March 1987`, `March 1987`, `1987`, `about 1987`, `1985 to 1990`; else as it was written
 */
export function birthWords(born: string): string {
  const birth = knownBirth(born)
  if (birth === null) return born
  if (born.endsWith('~')) return `about ${born.slice(0, 4)}`
  if (birth.from !== birth.to) return `${String(birth.from)} to ${String(birth.to)}`
  const { from: year, month, day } = birth
  return [day || '', MONTHS[month - 1] ?? '', year].filter((part) => part !== '').join(' ')
}

/**
 * Writes a day as it is kept.
 * @param day - Gregorian; month and day are 0 where they are not known
 * @returns `1987`, `1987-03` or `1987-03-14`
 */
export function keptAs({ year, month, day }: Day): string {
  const parts = [String(year), month, day].filter((part) => part !== 0)
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
