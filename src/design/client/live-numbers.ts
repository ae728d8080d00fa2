/** The numbers beside the rooms, and the number in the tab's title. */

/** More than this is said as `99+`: what is behind it is told by the page. */
const MOST = 99

/** Numbers by the key of a room; `home` is all that is new, `happening-now` what the public sees at this moment. */
export type Counts = Record<string, unknown>

/**
 * Shows the numbers beside the rooms; a number of nothing is hidden.
 * @param counts - by room
 */
export function showCounts(counts: Counts): void {
  for (const holder of document.querySelectorAll<HTMLElement>('[data-count]')) {
    const count = counts[holder.dataset['count'] ?? '']
    const number = holder.querySelector('[data-count-number]')
    if (typeof count !== 'number' || number === null) continue
    number.textContent = inShort(count)
    holder.hidden = count === 0
  }
}

/** The page's own title. The server has put before it what is happening now. */
const titled = document.title.replace(/^\([\d,]+ happening now\) /u, '')

/**
 * Shows the numbers in the title, as in `(1 happening now) (3) Your work`: read in a tab that is behind
 * others.
 * @param counts - by room
 */
export function showInTitle(counts: Counts): void {
  const fresh = numberOf(counts['home'])
  const now = numberOf(counts['happening-now'])
  document.title = `${now > 0 ? `(${inShort(now)} happening now) ` : ''}${fresh > 0 ? `(${inShort(fresh)}) ` : ''}${titled}`
}

/**
 * Reads a number of a message.
 * @param count - anything
 * @returns 0 for anything that is no number
 */
export const numberOf = (count: unknown) => (typeof count === 'number' ? count : 0)
const inShort = (count: number) => (count > MOST ? `${String(MOST)}+` : count.toLocaleString('en-GB'))

/**
 * Reads what a message says. Of one that is not for us nothing is read, and the next one will be.
 * @param data - text of the event
 * @returns numbers by room, and milliseconds over which all pages fetch themselves anew
 */
export function readNews(data: string): { counts: Counts; spread: number } {
  try {
    const { counts, spread } = JSON.parse(data) as { counts?: Counts; spread?: unknown }
    return { counts: counts ?? {}, spread: typeof spread === 'number' ? spread : 0 }
  } catch {
    return { counts: {}, spread: 0 }
  }
}
