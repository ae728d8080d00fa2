/** The door of this room: its pages, its part of the API, its jobs, and what other rooms may call. */
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { reportsApi } from './api/reports.ts'
import { showBeside } from './beside-report.ts'
import { guardFilings } from './filing-guards.ts'
import { offerAtFiling } from './filing-offers.ts'
import { importTask, importUpload } from './import-upload.ts'
import { showLinked } from './linked-records.ts'
import { figureTables } from './figure-tables.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { reportKind } from './report-kind.ts'
import { reportRetention } from './retention.ts'
import { sentences } from './sentences.ts'
import { subjectRights } from './subject-rights.ts'
import { waiting } from './waiting.ts'

export { guessMapping } from './import/guess-mapping.ts'
export { loadMapping, type Mapping } from './import/mapping.ts'
export { readExport, type ImportRow } from './import/read-export.ts'
export { importFile, type ImportCounts, type ImportProgress } from './import-file.ts'
export { fileReport, fileReports, type FiledReport, type Filing, type NewReport } from './file-reports.ts'
export { withFreshReferences } from './fresh-references.ts'
export { parseReport, type Report, type Subject } from './report.ts'
export { readReport, type ReportView } from './read-report.ts'
export { reportKind } from './report-kind.ts'
export { acceptConditions, acknowledgeRecall, recallReport, releaseReport } from './share-report.ts'
export { readDraft, saveDraft, startDraft, type DraftDocument } from './drafts.ts'
export { submitDraft } from './submit-draft.ts'
export { beginSanitised, returnSanitised } from './sanitise.ts'
export { beginNewVersion } from './new-version.ts'
export { writeVersion } from './write-version.ts'

export const room: Room = {
  name: 'intelligence',
  operations,
  sentences,
  actors: { import: 'An import', filing: 'The program, when a draft is filed or deleted' },
  prepare: ({ house }) => {
    for (const guard of house.filingGuards) guardFilings(guard)
    for (const offer of house.filingOffers) offerAtFiling(offer)
    for (const show of house.besideRecords) showBeside(show)
    for (const show of house.linkedRecords) showLinked(show)
  },
  pages,
  api: async (app) => {
    await app.register(reportsApi)
  },
  // What only the machine with the uploaded files can do. A file of a million reports takes hours.
  slowTasks: ({ machine }) => ({ [importTask(machine)]: importUpload }),
  records: [reportKind],
  retention: [reportRetention],
  figureTables,
  subjectRights,
  waiting,
  navigation: [
    {
      ...{ place: 20, text: 'Reports', href: '/reports', key: 'reports' },
      roles: whoever.filesIntelligence,
      under: ['/reports', '/recalls', '/notices', '/corrections', '/checks'],
      next: { text: 'Search what you may read', href: '/search', roles: whoever.readsContent },
    },
    {
      ...{ place: 60, text: 'Imports', href: '/imports', key: 'imports' },
      roles: whoever.followsImports,
      under: ['/imports'],
    },
  ],
}
