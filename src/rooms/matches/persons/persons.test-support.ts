/** Reports that name persons, put there as the intelligence room does it; everything is invented. */
import type { TestDatabase } from '../../../../test/support/database.ts'
import type { Value } from '../../../../test/support/plain-reports.ts'
import type { Scope } from '../../../platform/database/scope.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import { replaceIdentifiers } from '../replace-identifiers.ts'
import { replacePersons } from './replace-persons.ts'
import { personsOf, type NamedSubject } from '../../../library/matchable/index.ts'
import type { RecordId } from '../../../wire/ids.ts'

export type NamedReport = {
  agency: string
  persons: readonly Omit<NamedSubject, 'kind'>[]
  values?: readonly Value[]
  discoverable?: boolean
  classification?: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** the import that files it; by hand otherwise */
  ofImport?: string
}

export const asAgency = <T>(
  base: TestDatabase,
  agency: string,
  work: (scope: Scope) => Promise<T>,
): Promise<T> =>
  base.database.performAsService(
    { service: 'test', operation: 'test.file', agencyId: base.agency(agency) },
    work,
  )

async function hold(
  scope: Scope,
  id: RecordId,
  report: Pick<NamedReport, 'persons' | 'values' | 'ofImport'>,
): Promise<void> {
  const subjects = report.persons.map((person) => ({ ...person, kind: 'person' as const }))
  await replaceIdentifiers(
    scope,
    [id],
    (report.values ?? []).map((value) => ({ reportId: id, ...value, tier: 'possible' as const })),
  )
  await replacePersons(
    scope,
    [id],
    personsOf(subjects, scope.now).map((person) => ({ reportId: id, ...person })),
    report.ofImport,
  )
}

/** Files a report and gives its id. */
export async function fileNamed(base: TestDatabase, report: NamedReport): Promise<RecordId> {
  const id = newId<RecordId>()
  await asAgency(base, report.agency, async (scope) => {
    await scope.tx.run(
      `insert into access.record (id, kind, reference, agency_id, status, title, classification, handling, discoverable,
         review_on, created_at)
       values ($1, 'report', $2, $3, 'disseminated', 'A report', $4, 'P', $5, '2030-01-01', $6)`,
      [
        id,
        newReference(),
        base.agency(report.agency),
        report.classification ?? 'OFFICIAL',
        report.discoverable ?? true,
        scope.now,
      ],
    )
    scope.record({ kind: 'collection', subject: { kind: 'report', id } })
    await hold(scope, id, report)
  })
  return id
}

/** A new version: other persons, other identifiers, another discoverability. */
export async function changeNamed(base: TestDatabase, id: RecordId, report: NamedReport): Promise<void> {
  await asAgency(base, report.agency, async (scope) => {
    await scope.tx.run('update access.record set discoverable = $2 where id = $1', [
      id,
      report.discoverable ?? true,
    ])
    scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
    await hold(scope, id, report)
  })
}

export async function withdrawNamed(base: TestDatabase, id: RecordId, agency: string): Promise<void> {
  await asAgency(base, agency, async (scope) => {
    await scope.tx.run(`update access.record set status = 'withdrawn' where id = $1`, [id])
    scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
    await hold(scope, id, { persons: [] })
  })
}

/** The one person whom two agencies write in two scripts. */
export const ARABIC = { names: ['محمد حداد'], born: '1987-03-14', category: 'suspected' } as const
export const LATIN = { names: ['Mohamed Haddad'], born: '1987-03-14', category: 'suspected' } as const
