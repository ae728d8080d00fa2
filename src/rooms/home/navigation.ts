/** One line of navigation with only the rooms this person may enter. */
import type { Role } from '../../platform/database/scope.ts'
import type { Frame } from '../../platform/http/types.ts'
import { planReaders } from '../coast/index.ts'

type Entry = {
  text: string
  href: string
  key: string
  roles: readonly Role[] | 'all'
  under?: readonly string[]
}

const readers: readonly Role[] = ['intelligence_officer', 'analyst', 'coordinator']

const entries: readonly Entry[] = [
  { text: 'Your work', href: '/', key: 'home', roles: 'all' },
  {
    text: 'Reports',
    href: '/reports',
    key: 'reports',
    roles: [...readers, 'triage_officer'],
    under: ['/reports', '/recalls', '/checks'],
  },
  { text: 'Matches', href: '/matches', key: 'matches', roles: readers, under: ['/matches'] },
  {
    text: 'Public reports',
    href: '/triage',
    key: 'triage',
    roles: ['triage_officer', 'intelligence_officer', 'coordinator'],
    under: ['/triage'],
  },
  { text: 'Check', href: '/check', key: 'check', roles: readers, under: ['/check'] },
  {
    text: 'Imports',
    href: '/imports',
    key: 'imports',
    roles: ['intelligence_officer', 'records_manager', 'administrator'],
    under: ['/imports'],
  },
  { text: 'Coast', href: '/coast', key: 'coast', roles: planReaders, under: ['/coast'] },
  { text: 'Ledger', href: '/ledger', key: 'ledger', roles: ['records_manager'], under: ['/ledger'] },
  { text: 'People', href: '/people', key: 'people', roles: ['administrator'], under: ['/people'] },
  {
    text: 'Settings',
    href: '/settings/deconfliction',
    key: 'settings',
    roles: ['administrator'],
    under: ['/settings'],
  },
  { text: 'Desks', href: '/desks', key: 'desks', roles: 'all', under: ['/desks'] },
]

/**
 * @param counts - what waits, by an entry's key; none is no number
 * @param path - the page's own path, to mark where one is
 */
export function navigationFor(
  roles: readonly Role[],
  counts: Readonly<Record<string, number>>,
  path: string,
): Frame['navigation'] {
  return entries
    .filter((entry) => entry.roles === 'all' || entry.roles.some((role) => roles.includes(role)))
    .map(({ text, href, key, under }) => ({
      text,
      href,
      key,
      count: counts[key] ?? null,
      // What the public sees happen stands in the title of every page: a tab behind others shows nothing else.
      ...(key === 'triage' ? { urgent: counts['happening-now'] ?? 0 } : {}),
      active: under ? under.some((start) => path === start || path.startsWith(`${start}/`)) : path === href,
    }))
}
