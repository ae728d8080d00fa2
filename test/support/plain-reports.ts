/**
 * Reports as this room's tests need them: an envelope and its identifiers, put there by the program itself.
 * How the intelligence room files is its own tests' matter.
 */
import type { Scope } from '../../src/platform/database/scope.ts'
import { newId, newReference } from '../../src/platform/identifiers.ts'
import type { TestDatabase } from './database.ts'
import { replaceIdentifiers } from '../../src/rooms/matches/index.ts'
import type { RecordId } from '../../src/wire/ids.ts'

export type Value = { kind: string; key: string }

export type PlainReport = {
  agency: string
  values: readonly Value[]
  discoverable?: boolean
  classification?: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  status?: 'draft' | 'disseminated' | 'withdrawn'
  releasedTo?: readonly string[]
  compartmentId?: string
  agencyReference?: string
}

export const phone = (digits: string): Value => ({ kind: 'phone', key: `+44770090${digits}` })

const rowsOf = (reportId: RecordId, values: readonly Value[]) =>
  values.map((value) => ({ reportId, ...value, tier: 'possible' as const }))

async function asAgency<T>(
  base: TestDatabase,
  agency: string,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const agencyId = base.agency(agency)
  return await base.database.performAsService({ service: 'test', operation: 'test.file', agencyId }, work)
}

/** Files a report and gives its id. */
export async function fileReport(base: TestDatabase, report: PlainReport): Promise<RecordId> {
  const id = newId<RecordId>()
  await asAgency(base, report.agency, async (scope) => {
    await scope.tx.run(
      `insert into access.record (id, kind, reference, agency_id, status, title, classification, handling, released_to,
         compartment_id, discoverable, agency_reference, review_on, created_at)
       values ($1, 'report', $2, $3, $4, 'A report', $5, 'P', $6, $7, $8, $9, '2030-01-01', $10)`,
      [
        id,
        newReference(),
        base.agency(report.agency),
        report.status ?? 'disseminated',
        report.classification ?? 'OFFICIAL',
        (report.releasedTo ?? []).map((slug) => base.agency(slug)),
        report.compartmentId ?? null,
        report.discoverable ?? true,
        report.agencyReference ?? null,
        scope.now,
      ],
    )
    scope.record({ kind: 'collection', subject: { kind: 'report', id } })
    await replaceIdentifiers(scope, [id], rowsOf(id, report.values))
  })
  return id
}

/** A new version: other identifiers, or another discoverability. */
export async function changeReport(
  base: TestDatabase,
  id: RecordId,
  report: Pick<PlainReport, 'agency' | 'values' | 'discoverable'>,
): Promise<void> {
  await asAgency(base, report.agency, async (scope) => {
    await scope.tx.run('update access.record set discoverable = $2 where id = $1', [
      id,
      report.discoverable ?? true,
    ])
    scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
    await replaceIdentifiers(scope, [id], rowsOf(id, report.values))
  })
}

export async function withdrawReport(base: TestDatabase, id: RecordId, agency: string): Promise<void> {
  await asAgency(base, agency, async (scope) => {
    await scope.tx.run(`update access.record set status = 'withdrawn' where id = $1`, [id])
    scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
    await replaceIdentifiers(scope, [id], [])
  })
}
