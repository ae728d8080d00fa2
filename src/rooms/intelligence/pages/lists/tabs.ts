import type { Role } from '../../../../platform/database/scope.ts'
import { readers } from '../who.ts'

export type ReportTab = 'inbox' | 'ours' | 'drafts' | 'recalls'
export type Tab = { text: string; href: string; here: boolean; count?: number }

/** The lists of reports that this person may open, side by side. */
export function reportTabs(
  here: ReportTab,
  roles: readonly Role[],
  counts: Partial<Record<ReportTab, number>> = {},
): Tab[] {
  const tabs: { key: ReportTab; text: string; href: string; onlyReaders: boolean }[] = [
    { key: 'inbox', text: 'Released to us', href: '/reports', onlyReaders: true },
    { key: 'ours', text: 'Our own', href: '/reports/ours', onlyReaders: true },
    { key: 'drafts', text: 'Drafts', href: '/reports/drafts', onlyReaders: false },
    { key: 'recalls', text: 'Recalled', href: '/recalls', onlyReaders: true },
  ]
  const reads = roles.some((role) => readers.includes(role))
  return tabs
    .filter(({ onlyReaders }) => reads || !onlyReaders)
    .map(({ key, text, href }) => ({
      text,
      href,
      here: key === here,
      ...(counts[key] === undefined ? {} : { count: counts[key] }),
    }))
}
