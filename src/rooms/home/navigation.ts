/** The line of navigation with only the entries that this person may use; the rooms say which there are. */
import type { Role } from '../../platform/database/scope.ts'
import type { Frame } from '../../platform/http/types.ts'
import type { NavigationEntry, SeenBy } from '../../platform/rooms/navigation.ts'

/** May somebody with these roles use it? */
const isSeenBy = (seenBy: SeenBy, roles: readonly Role[]): boolean =>
  seenBy === 'all' || seenBy.some((role) => roles.includes(role))

/**
 * Makes the line of navigation for one person.
 * @param entries - of all rooms, from left to right
 * @param roles - of the person
 * @param counts - what waits, by an entry's key; none is no number
 * @param path - the page's own path, to mark where one is
 * @returns the entries that one of the roles may use, in the same order
 */
export function navigationFor(
  entries: readonly NavigationEntry[],
  roles: readonly Role[],
  counts: Readonly<Record<string, number>>,
  path: string,
): Frame['navigation'] {
  return entries
    .filter((entry) => isSeenBy(entry.roles, roles))
    .map(({ text, href, key, under, urgent }) => ({
      text,
      href,
      key,
      count: counts[key] ?? null,
      ...(urgent === undefined ? {} : { urgent: counts[urgent] ?? 0 }),
      active: under ? under.some((start) => path === start || path.startsWith(`${start}/`)) : path === href,
    }))
}

/**
 * Finds where a person with nothing to do may turn to: what the leftmost entry offers that offers them something.
 * @param entries - of all rooms, from left to right
 * @param roles - of the person
 * @returns null where no room offers anything
 */
export function nextFor(
  entries: readonly NavigationEntry[],
  roles: readonly Role[],
): { text: string; href: string } | null {
  const next = entries.map((entry) => entry.next).find((one) => one && isSeenBy(one.roles, roles))
  return next ? { text: next.text, href: next.href } : null
}
