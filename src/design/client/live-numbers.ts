/** The numbers beside the rooms, and the number in the tab's title. */

/** More than this is said as `99+`: what is behind it is told by the page. */
const MOST = 99

/** Numbers by the key of a room; `home` is all that is new, `happening-now` what the public sees at this moment. */
export type Counts = Record<string, unknown>

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

/** `(1 happening now) (3) Your work`: read in a tab that is behind others. */
export function showInTitle(counts: Counts): void {
  const fresh = numberOf(counts['home'])
  const now = numberOf(counts['happening-now'])
  document.title = `${now > 0 ? `(${inShort(now)} happening now) ` : ''}${fresh > 0 ? `(${inShort(fresh)}) ` : ''}${titled}`
}

/** A number of a message; of anything else none. */
export const numberOf = (count: unknown) => (typeof count === 'number' ? count : 0)
const inShort = (count: number) => (count > MOST ? `${String(MOST)}+` : count.toLocaleString('en-GB'))

/** What a message says; of one that is not for us nothing, and the next one will be. */
export function readNews(data: string): { counts: Counts; spread: number } {
  try {
    const { counts, spread } = JSON.parse(data) as { counts?: Counts; spread?: unknown }
    return { counts: counts ?? {}, spread: typeof spread === 'number' ? spread : 0 }
  } catch {
    return { counts: {}, spread: 0 }
  }
}
