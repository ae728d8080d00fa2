/** Reports as a kind of record: what the rooms sharing and search ask of them. */
import { whoever } from '../../platform/identity/roles.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordKind } from '../../platform/rooms/record-kind.ts'
import { replaceIdentifiers, replacePersons } from '../matches/index.ts'
import { foundReports, noteExported, ownReferences } from './found-reports.ts'
import { beforeRelease } from './pages/release/release-care.ts'
import { beforeHistory, reportSentence } from './pages/report/history.view.ts'
import { readReport } from './read-report.ts'
import { toldOfRecall } from './told-of-recall.ts'
import type { RecordId } from '../../wire/ids.ts'

export const reportKind: RecordKind = {
  kind: 'report',
  words: { one: 'report', many: 'reports' },
  content: 'Items and subjects',
  href: (id) => `/reports/${id}`,
  versionHref: (id, version) => `/reports/${id}?version=${String(version)}`,
  apiHref: (id) => `/intelligence/reports/${id}`,
  operationPrefix: 'intelligence.report',
  begin: { text: 'File a report', href: '/reports/new' },
  lists: [
    { key: 'ours', text: 'Our own', href: '/reports/ours', access: whoever.readsContent },
    { key: 'drafts', text: 'Drafts', href: '/reports/drafts', access: whoever.filesIntelligence },
  ],
  isChecked,
  heading: readReport,
  beforeRelease,
  beforeHistory,
  sentenceOf: reportSentence,
  toldOfRecall,
  onRecall: noLongerMatched,
  search: { found: foundReports, ownReferences, noteExported },
}

/** A sanitised report's version is read by partners only once a second officer has checked it. */
async function isChecked(scope: MemberScope, id: string, version: number): Promise<boolean> {
  const { checked } = await scope.tx.one<{ checked: boolean }>(
    'select intelligence.is_checked($1, $2) as checked',
    [id, version],
  )
  return checked
}

/** A recalled report has no identifier and no person by which it could be matched. */
async function noLongerMatched(scope: MemberScope, id: RecordId): Promise<void> {
  await replaceIdentifiers(scope, [id], [])
  await replacePersons(scope, [id], [])
}
