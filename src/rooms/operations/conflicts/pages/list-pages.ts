/** Lists that page both ways, with a tab for each way to cut them. */
import { z } from 'zod'
import type { ListPlace } from '../../../../platform/http/list-cursor.ts'

/** In the address of a page: where it begins, or, going back, where it ends. */
export const cursorQuery = {
  after: z.string().min(1).max(500).optional().catch(undefined),
  before: z.string().min(1).max(500).optional().catch(undefined),
}

/** @returns where a page begins, as the lists take it */
export const placeOfQuery = ({
  after,
  before,
}: {
  after?: string | undefined
  before?: string | undefined
}): ListPlace => (before === undefined ? { cursor: after } : { cursor: before, back: true })

/**
 * Makes tabs and links of a list.
 * @param path - of the list
 * @param lists - ways to cut it, in words; the first is the one without a name in the address
 * @param here - which is shown
 * @param beside - cursors of the pages beside it
 * @param more - what else stays in the address
 * @returns what the template prints
 */
export function pagesBeside<List extends string>(
  path: string,
  lists: Readonly<Record<List, string>>,
  here: List,
  { next, previous }: { next: string | null; previous: string | null },
  more: Readonly<Record<string, string>> = {},
) {
  const [first] = Object.keys(lists)
  const at = (list: string, cursor: Record<string, string>) => {
    const query = new URLSearchParams({ ...(list === first ? {} : { list }), ...more, ...cursor }).toString()
    return query === '' ? path : `${path}?${query}`
  }
  return {
    tabs: Object.entries<string>(lists).map(([list, text]) => ({ text, href: at(list, {}), here: list === here })),
    nextHref: next === null ? null : at(here, { after: next }),
    previousHref: previous === null ? null : at(here, { before: previous }),
  }
} // prettier-ignore
