/** Imports that somebody asked for: on whose word they go on, and when they end. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { EXPORT_FILES, generateExercise } from '../../../exercise/generate.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/identifiers.ts'
import { createLog } from '../../platform/log.ts'
import { importUpload, requestImport, UPLOADS } from './import-upload.ts'
import { faultWords } from './pages/imports/imports.view.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'

void describe('an import that a person asked for', () => {
  let at: TestDatabase
  let folder = ''
  before(async () => {
    at = await testDatabase()
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-asked-'))
    await generateExercise(folder, { seed: 11, reports: 60 })
  })
  after(async () => {
    await at.close()
    await rm(folder, { recursive: true })
  })

  const change = (sql: string) =>
    at.database.performAsService({ service: 'test', operation: 'people.person.change' }, async (scope) => {
      const { id } = at.person(OFFICER)
      await scope.tx.run(`update identity.person set ${sql} where id = $1`, [id])
      scope.record({ kind: 'administration', subject: { kind: 'person', id } })
    })

  /** The officer asks, something happens to them, and the job runs. */
  const asked = async (meanwhile: () => Promise<unknown>) => {
    const id = newId()
    const file = path.join(folder, UPLOADS, `${id}${path.extname(EXPORT_FILES['sussex-police'])}`)
    await mkdir(path.dirname(file), { recursive: true })
    await cp(path.join(folder, EXPORT_FILES['sussex-police']), file)
    const { id: personId } = at.person(OFFICER)
    const upload = { id, file, fileName: `${id}.csv`, agency: 'sussex-police', machine: randomUUID() }
    await at.database.performAs(
      { personId, operation: 'intelligence.import.request', purpose: null },
      (scope) => requestImport(scope, upload),
    )
    await meanwhile()
    const services = { database: at.database, log: createLog('silent') }
    await importUpload(services, { ...upload, run: id, person: { personId, purpose: null } })
    const [run] = await at.admin<{ state: string; fault: string | null; kept: number }>(
      'select state, fault, kept from intelligence.import_run where id = $1',
      [id],
    )
    return { run, fileLeft: existsSync(file) }
  }

  for (const [how, stop, back, fault] of [
    ['was stopped', 'active = false', 'active = true', 'not-active'],
    ['lost the role', `roles = '{analyst}'`, `roles = '{intelligence_officer}'`, 'importer-stopped'],
  ] as const)
    void test(`files nothing once that person ${how}, says so, and is not tried again`, async () => {
      const { run, fileLeft } = await asked(() => change(stop))
      await change(back)
      assert.deepEqual(run, { state: 'failed', fault, kept: 0 })
      assert.match(faultWords(fault) ?? '', /may not file reports any more.*A colleague can import/)
      assert.equal(fileLeft, false)
      assert.deepEqual(await at.admin('select from access.record'), [])
    })

  void test('goes on after that person has signed out, as what was posted goes on', async () => {
    const { run, fileLeft } = await asked(() => at.admin('update identity.session set ended_at = now()'))
    assert.equal(run?.state, 'done')
    assert.ok(run.kept > 0)
    assert.equal(fileLeft, false)
  })
})
