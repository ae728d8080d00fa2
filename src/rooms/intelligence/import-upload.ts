/**
 * An export that a person uploads: taken at once, imported by a job of the machine that has the file, its file
 * removed afterwards.
 */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound, SeamarkError } from '../../platform/errors.ts'
import type { Task } from '../../platform/jobs/worker.ts'
import { compareWaitingPersons } from '../matches/index.ts'
import { guessMapping } from './import/guess-mapping.ts'
import { importFile } from './import-file.ts'
import {
  finishRun,
  insertRun,
  isOver,
  selectRun,
  selectRuns,
  selectUnread,
  type ImportRun,
  type Unread,
} from './import-run-store.ts'

/** The folder in the data folder where uploads wait for their job. */
export const UPLOADS = 'imports'

const RUNS_SHOWN = 50

/**
 * Makes the job's name: the file is on one disk, so only processes of that machine know this task.
 * @param machine - of `machineOf`
 * @returns the name
 */
export const importTask = (machine: string): string => `intelligence.import at ${machine}`

/** Codes of an import whose person may not go on with it. */
const STOPPED = new Set(['not-active', 'importer-stopped'])

const payloadSchema = z.object({
  run: z.uuid(),
  file: z.string(),
  fileName: z.string(),
  agency: z.string(),
  person: z.object({ personId: z.uuid(), purpose: z.string().nullable() }),
})

/**
 * Asks for the import of an uploaded file.
 * @param upload `id`: of the run, from `newId()`; `file`: where the upload was stored (the job removes
 *   it); `fileName`: what the person calls it; `agency`: slug of the person's agency; `machine`: that has the file
 */
export async function requestImport(
  scope: MemberScope,
  upload: { id: string; file: string; fileName: string; agency: string; machine: string },
): Promise<void> {
  const { personId, agencyId } = scope.actor
  const fileName = path.basename(upload.fileName).slice(0, 200)
  await insertRun(scope, { id: upload.id, agencyId, personId, fileName })
  scope.record({ kind: 'collection', subject: { kind: 'import', id: upload.id } })
  scope.outbox({
    task: importTask(upload.machine),
    payload: {
      run: upload.id,
      file: upload.file,
      fileName,
      agency: upload.agency,
      person: { personId, purpose: scope.purpose },
    },
    key: `import ${upload.id}`,
  })
}

/**
 * Lists the agency's last imports.
 * @returns newest first
 */
export const listImports = (scope: MemberScope): Promise<ImportRun[]> => selectRuns(scope, RUNS_SHOWN)

/**
 * Reads one import of the agency.
 * @param id - of the import
 * @returns how far it is or how it ended
 * @throws not-found
 */
export async function readImport(scope: MemberScope, id: string): Promise<ImportRun> {
  const run = await selectRun(scope, id)
  if (run === null) throw notFound()
  return run
}

/**
 * Reads the values of one import that were not understood.
 * @param id - of the import
 * @returns in the order of the file; none for whoever may not read what the agency holds
 */
export const readUnread = (scope: MemberScope, id: string): Promise<Unread[]> => selectUnread(scope, id)

/**
 * The job. Runs again from the start of the file after a fault; what is filed already is left alone. What is
 * wrong with the file itself is said on the run's page, and trying again would not help. A run that is over, because
 * its machine was away for too long or its file was not removed, is left as it is.
 */
export const importUpload: Task = async ({ database }, payload) => {
  const { run, file, fileName, agency, person } = payloadSchema.parse(payload)
  const service = { service: 'import', operation: 'intelligence.report.import' }
  const fail = (code: string) => database.performAsService(service, (scope) => finishRun(scope, run, code))
  if (await database.performAsService(service, (scope) => isOver(scope, run))) {
    await rm(file, { force: true })
    return
  }
  try {
    const mapping = await guessMapping(file)
    if (mapping?.agency !== agency) await fail(mapping === null ? 'mapping-unknown' : 'of-another-agency')
    else
      await importFile(database, {
        agencySlug: agency,
        file,
        mapping,
        dryRun: false,
        person,
        run: { id: run, fileName },
        refusedFile: null,
      })
  } catch (fault) {
    if (fault instanceof SeamarkError && fault.kind === 'invalid') await fail(fault.code)
    else if (isGone(fault)) await fail('upload-gone')
    // Stopped: trying again changes nothing. The run's page says what to do, and the file goes.
    else if (!(fault instanceof SeamarkError) || !STOPPED.has(fault.code)) throw fault
  }
  await rm(file, { force: true })
  await compareWaitingPersons(database)
}

const isGone = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ENOENT' && 'syscall' in fault
