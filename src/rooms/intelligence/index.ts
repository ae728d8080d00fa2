/** The door of this room: its pages, its part of the API, its jobs, and what other rooms may call. */
import type { FastifyInstance } from 'fastify'
import type { Clockwork, Task } from '../../platform/jobs/worker.ts'
import { reportsApi } from './api/reports.ts'
import { searchApi } from './api/search.ts'
import { sharingApi } from './api/sharing.ts'
import { importTask, importUpload } from './import-upload.ts'

export { pages } from './pages/index.ts'
export { guessMapping } from './import/guess-mapping.ts'
export { loadMapping, type Mapping } from './import/mapping.ts'
export { readExport, type ImportRow } from './import/read-export.ts'
export { importFile, type ImportCounts, type ImportProgress } from './import-file.ts'
export { fileReport, fileReports, type FiledReport, type Filing, type NewReport } from './file-reports.ts'
export { parseReport, type Report, type Subject } from './report.ts'
export { readReport, type ReportView } from './read-report.ts'
export { releaseReport } from './release-report.ts'
export { acknowledgeRecall } from './recall-notices.ts'
export { recallReport } from './recall-report.ts'
export { acceptConditions } from './accept-conditions.ts'
export { readDraft, saveDraft, startDraft, type DraftDocument } from './drafts.ts'
export { submitDraft } from './submit-draft.ts'
export { beginSanitised, returnSanitised } from './sanitise.ts'
export { showBeside, type Beside } from './beside-report.ts'
export { guardFilings, type TextToFile } from './filing-guards.ts'
export { intelligenceTasks } from './tasks.ts'

/**
 * What only the machine with the uploaded files can do. A file of a million reports takes hours.
 * @param machine - of `machineOf`
 */
export const slowTasks = (machine: string): Record<string, Task> => ({ [importTask(machine)]: importUpload })
export const clockwork: Clockwork[] = []

/** Reports over HTTP: file, read, search, release, recall, accept. */
export async function api(app: FastifyInstance): Promise<void> {
  await app.register(searchApi)
  await app.register(reportsApi)
  await app.register(sharingApi)
}
