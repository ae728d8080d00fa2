import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId, newReference } from '../../platform/identifiers.ts'
import type { RecordId } from '../../wire/ids.ts'
import { fileReports } from './file-reports.ts'
import { withFreshReferences } from './fresh-references.ts'
import { checked } from './reports.test-support.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(() => db.close())

/** Files one report of each name, the last under the reference that is given. */
const file = async (names: string[], reference: string) => {
  const agencyId = db.agency('nca')
  const row = (agency_reference: string, as?: { id: RecordId; reference: string }) => ({
    report: checked({ agency_reference }),
    createdAt: new Date('2025-01-02T03:04:05Z'),
    needsEvaluation: false,
    ...(as === undefined ? {} : { as }),
  })
  const last = names.length - 1
  const rows = names.map((name, index) =>
    row(name, index === last ? { id: newId<RecordId>(), reference } : undefined),
  )
  return await db.database.performAsService({ service: 'import', operation: 'test', agencyId }, (scope) =>
    fileReports(scope, agencyId, rows),
  )
}
const kept = async () => (await db.admin('select agency_reference from access.record order by 1')).length

test('a batch whose reference is taken is filed whole under another one', async () => {
  const taken = newReference()
  await file(['F-1'], taken)
  const drawn = [taken, newReference()]
  const filed = await withFreshReferences(() => file(['F-2', 'F-3'], drawn.shift() ?? ''))
  assert.deepEqual(drawn, [], 'drawn twice')
  assert.ok(filed.every((one) => 'id' in one && one.reference !== taken))
  assert.equal(await kept(), 3)
})

test('any other refusal stays one, at once', async () => {
  let times = 0
  const refused = withFreshReferences(async () => {
    times++
    await db.admin(`insert into access.record (id) values (null)`)
  })
  await assert.rejects(refused)
  assert.equal(times, 1)
})
