import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { createLog } from '../../platform/log.ts'
import { archive, kentSheets, workbookParts } from './import/workbook/hostile.test-support.ts'
import { beginRun } from './import-run-store.ts'
import { importUpload, readImport } from './import-upload.ts'
import { lookAfterUploads } from './look-after-uploads.ts'

void describe('an uploaded export', () => {
  let t: TestDatabase
  let folder = ''
  before(async () => {
    t = await testDatabase()
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-uploads-'))
  })
  after(async () => {
    await t.close()
    await rm(folder, { recursive: true })
  })

  async function listed(name: string, bytes: Uint8Array | null, state = 'running') {
    const id = randomUUID()
    await t.admin(
      'insert into intelligence.import_run (id, agency_id, file_name, state) values ($1, $2, $3, $4)',
      [id, t.agency('kent-police'), name, state],
    )
    const file = path.join(folder, id + path.extname(name))
    if (bytes) await writeFile(file, bytes)
    return { id, file }
  }
  async function run(name: string, bytes: Uint8Array | null) {
    const { id, file } = await listed(name, bytes)
    const payload = {
      run: id,
      file,
      fileName: name,
      agency: 'kent-police',
      person: { personId: randomUUID(), purpose: null },
    }
    await importUpload({ database: t.database, log: createLog('silent') }, payload)
    const [row] = await t.admin<{ state: string; fault: string | null }>(
      'select state, fault from intelligence.import_run where id = $1',
      [id],
    )
    return row
  }

  void test('that is refused as a whole says so on its page, is not tried again, and is removed', async () => {
    const broken = Buffer.from('PK\u0003\u0004 no workbook')
    assert.deepEqual(await run('kent.xlsx', broken), { state: 'failed', fault: 'workbook-broken' })
    const long = archive(workbookParts(kentSheets({ body: 'a'.repeat(40_000) })))
    assert.deepEqual(await run('kent.xlsx', long), { state: 'failed', fault: 'workbook-cell' })
    assert.deepEqual(await run('a.csv', Buffer.from('a,b\n')), { state: 'failed', fault: 'mapping-unknown' })
    assert.deepEqual(await readdir(folder), [])
  })

  void test('whose file is gone says so, instead of that no mapping fits', async () => {
    assert.deepEqual(await run('kent.xlsx', null), { state: 'failed', fault: 'upload-gone' })
  })

  void test('goes on when another file of its name is imported; what was cut off on the command line has failed', async () => {
    const first = await listed('export.csv', null)
    const second = await listed('export.csv', null)
    const { id: officer } = t.person('intelligence-officer@kent-police.example')
    await t.admin('update intelligence.import_run set person_id = $1 where id = any($2)', [
      officer,
      [first.id, second.id],
    ])
    const begin = (id: string) =>
      t.database.performAsService({ service: 'import', operation: 'intelligence.report.import' }, (scope) =>
        beginRun(scope, { id, agencyId: t.agency('kent-police'), fileName: 'export.csv' }),
      )
    const [cutOff, again] = [randomUUID(), randomUUID()]
    for (const id of [first.id, second.id, cutOff, second.id, again]) await begin(id)
    const runs = await t.admin<{ id: string; state: string; fault: string | null }>(
      'select id, state, fault from intelligence.import_run where id = any($1)',
      [[first.id, second.id, cutOff, again]],
    )
    assert.deepEqual(
      runs.filter(({ state }) => state !== 'running').map(({ id, fault }) => [id, fault]),
      [[cutOff, 'cut-off']],
    )
  })

  void test('whose machine is away says so, is given up after a week, and goes when that machine is back', async () => {
    const { id, file } = await listed('away.csv', Buffer.from('a,b\n'))
    const { id: officer } = t.person('intelligence-officer@kent-police.example')
    const heard = (ago: string) =>
      t.admin(
        `update intelligence.import_run set person_id = $2, file_seen_at = now() - $3::interval where id = $1`,
        [id, officer, ago],
      )
    const seen = () =>
      t.database.performAs(
        { personId: officer, operation: 'intelligence.import.show', purpose: null },
        async (scope) => {
          const { state, fault, isAway } = await readImport(scope, id)
          return { state, fault, isAway }
        },
      )
    const elsewhere = path.join(folder, 'another machine')
    const running = { state: 'running', fault: null }
    await heard('4 minutes')
    assert.deepEqual(await seen(), { ...running, isAway: false })
    await heard('6 days')
    await lookAfterUploads(t.database, elsewhere, new Date())
    assert.deepEqual(await seen(), { ...running, isAway: true })
    await lookAfterUploads(t.database, folder, new Date())
    assert.deepEqual(await seen(), { ...running, isAway: false }, 'its machine says that the file is here')
    await heard('8 days')
    await lookAfterUploads(t.database, elsewhere, new Date())
    const gone = { state: 'failed', fault: 'machine-gone', isAway: false }
    assert.deepEqual(await seen(), gone)
    const payload = { run: id, file, fileName: 'away.csv', agency: 'kent-police' }
    const person = { personId: officer, purpose: null }
    await importUpload({ database: t.database, log: createLog('silent') }, { ...payload, person })
    assert.deepEqual(await seen(), gone, 'its job begins nothing anew')
    assert.equal(existsSync(file), false)
    await writeFile(file, 'a,b\n')
    assert.equal(await lookAfterUploads(t.database, folder, new Date()), 1)
  })

  void test('that nobody waits for is removed by the clock after a day; one whose job waits is kept', async () => {
    const text = Buffer.from('a')
    const waiting = await listed('waiting.csv', text)
    const failed = await listed('failed.csv', text, 'failed')
    const fresh = await listed('fresh.csv', text, 'failed')
    const unlisted = path.join(folder, `${randomUUID()}.csv`)
    await writeFile(unlisted, text)
    await mkdir(path.join(folder, 'a folder'))
    const now = new Date()
    const before = new Date(now.getTime() - 25 * 3_600_000)
    for (const file of [waiting.file, failed.file, unlisted]) await utimes(file, before, before)
    assert.equal(await lookAfterUploads(t.database, folder, now), 2)
    assert.deepEqual(
      new Set(await readdir(folder)),
      new Set([path.basename(waiting.file), path.basename(fresh.file), 'a folder']),
    )
    assert.equal(await lookAfterUploads(t.database, path.join(folder, 'none'), now), 0)
  })
})
