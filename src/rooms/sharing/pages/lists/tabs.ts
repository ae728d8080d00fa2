/** The lists of records, side by side: the inbox, those of each kind, what was recalled. */
import { whoever } from '../../../../platform/identity/roles.ts'
import type { Role } from '../../../../platform/database/scope.ts'
import type { RecordKind, RecordList } from '../../../../platform/rooms/record-kind.ts'
import { capitalised, wordsOfAll } from '../../../../platform/rooms/words-of-kinds.ts'

export type Tab = { text: string; href: string; here: boolean; count?: number }

/**
 * Makes the tabs of the lists that this person may open.
 * @param kinds - of every record that is shared
 * @param here - the key of the list that is shown: `inbox`, `recalls` or that of a kind
 * @param roles - of the person
 * @param counts - by key, how many wait there
 * @returns from left to right
 */
export function listTabs(
  kinds: readonly RecordKind[],
  here: string,
  roles: readonly Role[],
  counts: Readonly<Record<string, number>> = {},
): Tab[] {
  const lists: RecordList[] = [
    { key: 'inbox', text: 'Released to us', href: '/reports', access: whoever.readsContent },
    ...kinds.flatMap((kind) => kind.lists),
    { key: 'recalls', text: 'Recalled', href: '/recalls', access: whoever.readsContent },
  ]
  return lists
    .filter(({ access }) => roles.some((role) => access.includes(role)))
    .map(({ key, text, href }) => ({
      text,
      href,
      here: key === here,
      ...(counts[key] === undefined ? {} : { count: counts[key] }),
    }))
}

/**
 * Makes what stands above each list: its heading, with the first thing that may be begun there, and the lists
 * beside it.
 * @param kinds - of every record that is shared
 * @param here - the key of the list that is shown: `inbox`, `recalls` or that of a kind
 * @param roles - of the person
 * @param counts - by key, how many wait there
 * @returns what the layout of a list prints
 */
export function listFrame(
  kinds: readonly RecordKind[],
  here: string,
  roles: readonly Role[],
  counts: Readonly<Record<string, number>> = {},
) {
  const words = wordsOfAll(kinds)
  return {
    list: {
      words,
      heading: capitalised(words),
      begin: kinds.flatMap(({ begin }) => begin ?? []),
    },
    tabs: listTabs(kinds, here, roles, counts),
  }
}
