import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { enterCompartment } from '../../../test/support/compartments.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { fileReport, fileReports } from './file-reports.ts'
import { listOwnReports } from './own-reports.ts'
import type { Report } from './report.ts'
import { acting, checked, eventsOf, kent, nca, sussex } from './reports.test-support.ts'

let db: TestDatabase
let as: ReturnType<typeof acting>
before(async () => {
  db = await testDatabase()
  as = acting(db)
})
after(() => db.close())

test('a batch keeps what is new and says what is there already', async () => {
  const row = (agency_reference: string | null) => ({
    report: checked({ agency_reference }),
    createdAt: new Date('2025-01-02T03:04:05Z'),
    needsEvaluation: true,
  })
  const agencyId = db.agency('nca')
  const file = (references: (string | null)[]) =>
    db.database.performAsService({ service: 'import', operation: 'test', agencyId }, (scope) =>
      fileReports(scope, agencyId, references.map(row)),
    )
  const first = await file(['N-1', 'N-2', null])
  assert.ok(first.every((one) => 'id' in one))
  const second = await file(['N-2', 'N-3', 'N-3'])
  assert.deepEqual(
    second.map((one) => ('already' in one ? one.already : 'filed')),
    ['N-2', 'filed', 'N-3'],
  )
  for (const one of [...first, ...second])
    if ('id' in one) assert.deepEqual(await eventsOf(db, one.id), ['collection'])
  const own = await as(nca, (scope) => listOwnReports(scope))
  assert.equal(own.rows.length, 4)
  await assert.rejects(
    as(nca, (scope) => fileReport(scope, checked({ agency_reference: 'N-1' }))),
    { code: 'agency-reference-taken' },
  )
})

test('a reference that a hidden report has is free: a refusal would tell that it is there', async () => {
  const agencyId = db.agency('nca')
  const compartment = randomUUID()
  const row = (report: Report) => ({ report, createdAt: new Date(), needsEvaluation: false })
  await enterCompartment(db.database, { id: compartment, name: 'Operation Fulmar', agencyId })
  await db.database.performAsService({ service: 'import', operation: 'test', agencyId }, async (scope) => {
    const hidden = checked({ agency_reference: 'N-9', compartment })
    const [filed] = await fileReports(scope, agencyId, [row(hidden)])
    assert.ok(filed && 'id' in filed)
  })
  const outsider = await as(nca, (scope) => fileReport(scope, checked({ agency_reference: 'N-9' })))
  assert.ok(outsider.id)
  const again = await db.database.performAsService(
    { service: 'import', operation: 'test', agencyId },
    (scope) => fileReports(scope, agencyId, [row(checked({ agency_reference: 'N-9' }))]),
  )
  assert.deepEqual(again, [{ already: 'N-9' }], 'an import adds nothing twice, wherever it stands')
})

test('nobody else’s telephone number is matched when it belongs to a victim', async () => {
  const victim = checked({
    subjects: [
      { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'] },
      { kind: 'phone', item: 1, value: '07700 900777', belongs_to: 1 },
    ],
  })
  const suspect = checked({ subjects: [{ kind: 'phone', item: 1, value: '+44 7700 900777' }] })
  await as(sussex, (scope) => fileReport(scope, victim))
  await as(kent, (scope) => fileReport(scope, suspect))
  assert.deepEqual(await db.admin(`select from deconfliction.match where key like '%900777'`), [])
  await as(nca, (scope) => fileReport(scope, suspect))
  assert.equal((await db.admin(`select from deconfliction.match where key like '%900777'`)).length, 1)
})
