/**
 * Imports an agency's export: every good row becomes a report, every bad one is listed with its line
 * and reason. A batch is one transaction, and a reference that the agency has filed already is left
 * alone; so an import that was killed at any moment is finished by running it again.
 */
import { access, constants, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '../../platform/database/perform.ts'
import type { PersonActor, Scope } from '../../platform/database/scope.ts'
import { forbidden, SeamarkError } from '../../platform/errors.ts'
import { newId } from '../../platform/identifiers.ts'
import { may } from '../../platform/identity/roles.ts'
import { fileReports, type NewReport } from './file-reports.ts'
import { withFreshReferences } from './fresh-references.ts'
import { readExport, type ImportRow } from './import/read-export.ts'
import type { Mapping } from './import/mapping.ts'
import { openRefusedRows, openUnreadValues } from './import/refused-rows.ts'
import {
  beginRun,
  finishRun,
  noteProgress,
  noteUnread,
  type Refusal,
  type Unread,
} from './import-run-store.ts'

/** Reports of one transaction: large enough that a commit's flush to disk is shared by many. */
const AT_ONCE = 500

/**
 * Batches on their way into the database at once. While one is matched and flushed, which is done one
 * after the other for the sake of shared values, the next one's reports and words are written.
 */
const IN_FLIGHT = 2

/** Refusals that a run keeps for its page; the list beside the file has them all. */
const MOST_REFUSALS = 1_000

export type ImportCounts = {
  read: number
  kept: number
  already: number
  refused: number
  /** values of reports that are taken which are kept as written, because they are not understood */
  notUnderstood: number
}

export type ImportProgress = ImportCounts & {
  /** of the file; 0 for a workbook, which is read whole */
  bytes: number
  totalBytes: number
}

export type ImportOptions = {
  agencySlug: string
  file: string
  mapping: Mapping
  /** reads and checks everything, and files nothing */
  dryRun: boolean
  /** the person who uploaded the file; without one it is filed by the program, on an operator's word */
  person?: { personId: string; purpose: string | null }
  /** a run that is listed already (an upload); a new one otherwise */
  run?: { id: string; fileName: string }
  /** null: no list of refused rows is written */
  refusedFile?: null
  /** where the list goes when the export's own folder takes none (a mounted share) */
  refusedElsewhere?: string
  onProgress?: (progress: ImportProgress) => void
}

/**
 * Imports one file.
 * @param options - the agency, the file with its mapping, who imports it, and where refused rows are listed
 * @returns counts; the lists of refused rows and of values that are not understood, null where there is none; and
 *   the first of these values
 * @throws not-found when there is no such agency; `mapping-does-not-fit`; the file system's error
 */
export async function importFile(
  database: Database,
  options: ImportOptions,
): Promise<ImportCounts & { refusedFile: string | null; unread: Unread[]; unreadFile: string | null }> {
  const { file, mapping, dryRun, person } = options
  const totalBytes = (await stat(file)).size
  const operation = 'intelligence.report.import'
  const agencyId = await agencyCalled(database, options.agencySlug)
  const asProgram = <T>(work: (scope: Scope) => Promise<T>) =>
    database.performAsService({ service: 'import', operation, agencyId }, work)
  const asFiler = <T>(work: (scope: Scope) => Promise<T>) =>
    person
      ? database.performAs({ ...person, operation }, (scope) => {
          if (!mayStillFile(scope.actor, agencyId)) throw importerStopped()
          return work(scope)
        })
      : asProgram(work)

  const id = options.run?.id ?? newId()
  const refusals: Refusal[] = []
  const unread: Unread[] = []
  const counts: ImportCounts = { read: 0, kept: 0, already: 0, refused: 0, notUnderstood: 0 }
  const beside = options.refusedFile === null ? null : await listPath(file, options.refusedElsewhere)
  const refusedRows = beside === null ? null : await openRefusedRows(beside)
  const unreadValues = beside === null ? null : await openUnreadValues(beside)
  let bytes = 0
  const end = { isNoted: false }
  const inFlight: Promise<void>[] = []
  let noted: Promise<void> = Promise.resolve()

  const write = async ({ rows, isLast }: Batch): Promise<Written> => {
    const good = rows.flatMap(toNewReport)
    const outcome =
      dryRun || good.length === 0
        ? []
        : await withFreshReferences(() => asFiler((scope) => fileReports(scope, agencyId, good, id)))
    return { rows, isLast, good: good.length, already: outcome.filter((one) => 'already' in one).length }
  }
  const note = async ({ rows, isLast, good, already }: Written): Promise<void> => {
    const found: Unread[] = rows.flatMap((row) =>
      'refused' in row ? [] : row.unread.map((one) => ({ ...one, line: one.line ?? row.line })),
    )
    for (const { line, column, value, why } of found)
      await unreadValues?.append([String(line), column, value, why])
    const shown = found.slice(0, MOST_REFUSALS - unread.length)
    const place = unread.length
    unread.push(...shown)
    counts.notUnderstood += found.length
    for (const row of rows) {
      if (!('refused' in row)) continue
      await refusedRows?.append(row)
      if (refusals.length < MOST_REFUSALS)
        refusals.push({ line: row.line, reference: row.reference, reason: row.refused })
    }
    counts.read += rows.length
    counts.kept += good - already
    counts.already += already
    counts.refused += rows.length - good
    if (!dryRun)
      await asProgram(async (scope) => {
        await Promise.all([
          noteProgress(scope, id, counts, refusals),
          noteUnread(scope, { id, agencyId }, place, shown),
          ...(isLast ? [finishRun(scope, id, null)] : []),
        ])
        end.isNoted = isLast
      })
    options.onProgress?.({ ...counts, bytes, totalBytes })
  }

  if (!dryRun)
    await asProgram((scope) =>
      beginRun(scope, { id, agencyId, fileName: options.run?.fileName ?? path.basename(file) }),
    )
  try {
    const rows = readExport(file, mapping, { onBytes: (read) => (bytes = read) })
    for await (const batch of batches(rows)) {
      if (inFlight.length >= IN_FLIGHT) await inFlight.shift()
      // Noted in the order of the file, in whatever order the database is done with them.
      const before = noted
      noted = write(batch).then(async (written) => {
        await before
        await note(written)
      })
      // Noticed when it is awaited; until then it must not count as unhandled.
      noted.catch(() => undefined)
      inFlight.push(noted)
    }
    await noted
    if (!dryRun && !end.isNoted) await asProgram((scope) => finishRun(scope, id, null))
  } catch (fault) {
    await Promise.allSettled(inFlight)
    const code = fault instanceof SeamarkError ? fault.code : 'unexpected'
    if (!dryRun) await asProgram((scope) => finishRun(scope, id, code)).catch(() => undefined)
    throw fault
  } finally {
    await refusedRows?.close()
    await unreadValues?.close()
  }
  return {
    ...counts,
    refusedFile: counts.refused > 0 ? (refusedRows?.file ?? null) : null,
    unread,
    unreadFile: counts.notUnderstood > 0 ? (unreadValues?.file ?? null) : null,
  }
}

/**
 * An import goes on after the person who asked for it has signed out, as a letter goes on that was posted. It
 * ends with the batch under way when they may not file any more: stopped, or without the role.
 */
const mayStillFile = ({ roles, agencyId }: PersonActor, filesFor: number): boolean =>
  agencyId === filesFor && may(roles, 'uploadsExports')

const importerStopped = () =>
  forbidden('importer-stopped', 'The person who asked for this import may not file reports any more.')

type Batch = {
  rows: readonly ImportRow[]
  /** nothing follows; where the last is full nobody knows it yet */
  isLast: boolean
}
type Written = Batch & { good: number; already: number }

/** The export's own path, whose name the list extends, unless its folder is read-only. */
async function listPath(file: string, elsewhere: string | undefined): Promise<string> {
  if (elsewhere === undefined) return file
  try {
    await access(path.dirname(file), constants.W_OK)
    return file
  } catch {
    await mkdir(elsewhere, { recursive: true })
    return path.join(elsewhere, path.basename(file))
  }
}

async function agencyCalled(database: Database, slug: string): Promise<number> {
  const found = await database.performAsService(
    { service: 'import', operation: 'intelligence.report.import' },
    (scope) => scope.tx.maybe<{ id: number }>('select id from identity.agency where slug = $1', [slug]),
  )
  if (found === null) throw new SeamarkError('not-found', 'no-such-agency', `There is no agency "${slug}".`)
  return found.id
}

function toNewReport(row: ImportRow): NewReport[] {
  if (!('report' in row) || row.createdAt === null) return []
  return [{ report: row.report, createdAt: new Date(row.createdAt), needsEvaluation: row.needsEvaluation }]
}

async function* batches(rows: AsyncIterable<ImportRow>): AsyncGenerator<Batch> {
  let batch: ImportRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < AT_ONCE) continue
    yield { rows: batch, isLast: false }
    batch = []
  }
  if (batch.length > 0) yield { rows: batch, isLast: true }
}
