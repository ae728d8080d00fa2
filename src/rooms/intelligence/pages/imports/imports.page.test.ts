import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { until } from '../../../../../test/support/until.ts'
import { testNode, type Desk, type TestNode } from '../../../../../test/support/node.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { personsCompared, compareWaitingPersons } from '../../../matches/index.ts'
import { fileReports } from '../../file-reports.ts'
import { acting, checked, sussex } from '../../reports.test-support.ts'
import { archive, kentSheets, manyOf, workbookParts } from '../../import/workbook/hostile.test-support.ts'

void describe('uploading an export', () => {
  let node: TestNode
  let officer: Desk
  before(async () => {
    node = await testNode()
    officer = await node.signIn('intelligence-officer@sussex-police.example')
  })
  after(() => node.close())

  async function upload(name: string, content: string | Uint8Array<ArrayBuffer>, csrf?: string) {
    await officer.get('/imports/new')
    const form = new FormData()
    form.append('_csrf', csrf ?? officer.csrf())
    form.append('file', new Blob([content]), name)
    const answer = await fetch(`${node.base}/imports/new`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { cookie: [...officer.cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
    })
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
  }

  void test('what cannot be an export is refused at once, in words', async () => {
    assert.match((await upload('', '')).text, /Choose a file/)
    assert.match((await upload('notes.pdf', 'x')).text, /ends in \.csv/)
    assert.match((await upload('empty.csv', '')).text, /This file is empty/)
    const unknown = await upload('unknown.csv', 'a,b\n1,2\n')
    assert.equal(unknown.status, 422)
    assert.match(unknown.text, /No mapping fits this file/)
  })

  void test('a form of another session is refused', async () => {
    assert.equal((await upload('x.csv', 'a', 'forged')).status, 403)
  })

  /** The files of uploads that wait for their import. */
  const waiting = () => readdir(path.join(node.dataFolder, 'imports')).catch(() => [] as string[])
  const none = async () => (await waiting()).length === 0

  void test('a file whose form was refused does not stay', async () => {
    await upload('x.csv', 'a,b\n1,2\n', 'forged')
    await until('no file to be left', none)
  })

  void test('an upload ends when its sender is signed out, and nothing of it stays', async () => {
    const sender = await node.signIn('intelligence-officer-2@sussex-police.example')
    const sending = httpRequest(`${node.base}/imports/new`, {
      method: 'POST',
      headers: {
        cookie: [...sender.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
        'content-type': 'multipart/form-data; boundary=limit',
      },
    })
    const cut = new Promise<Error>((resolve) => sending.once('error', resolve))
    sending.write(
      '--limit\r\ncontent-disposition: form-data; name="file"; filename="x.csv"\r\n\r\na,b\r\n1,2\r\n',
    )
    await until('the file to arrive', async () => (await waiting()).length > 0)
    await node.admin('update identity.session set ended_at = now() where person_id = $1', [
      node.person('intelligence-officer-2@sussex-police.example').id,
    ])
    assert.match((await cut).message, /hang up|reset|EPIPE/i)
    await until('no file to be left', none)
    assert.deepEqual(await node.admin('select from intelligence.import_run'), [])
  })

  void test('an import’s page says how many of its persons are compared, to whoever may know of them', async () => {
    const run = newId()
    await node.admin(
      `insert into intelligence.import_run (id, agency_id, person_id, file_name, state) values ($1, $2, $3, 'x.csv', 'done')`,
      [run, node.agency('sussex-police'), node.person('intelligence-officer@sussex-police.example').id],
    )
    const file = (names: string[], ofImport: string | null, classification = 'OFFICIAL') =>
      acting(node)(sussex, (scope) => {
        const person = { kind: 'person', item: 1, category: 'suspected', born: '1987-03-14' }
        const subjects = names.map((name) => ({ ...person, names: [name] }))
        const report = checked({ subjects, classification })
        return fileReports(
          scope,
          scope.actor.agencyId,
          [{ report, createdAt: scope.now, needsEvaluation: false }],
          ofImport,
        )
      })
    const shown = async () => (await officer.get(`/imports/${run}`)).text
    assert.doesNotMatch(await shown(), /compared/)
    await file(['Ilir Kurti', 'Ana Dobrev'], run)
    await file(['Omar Celik'], run, 'OFFICIAL-SENSITIVE')
    await file(['Noor Iqbal'], null)
    assert.match(await shown(), /0 of 3 persons of this import are compared/)
    assert.match(await shown(), new RegExp(`data-live-progress="/imports/${run}"`))
    await compareWaitingPersons(node.database)
    assert.match(await shown(), /3 of 3 persons of this import are compared/)
    assert.doesNotMatch(await shown(), /data-live-progress/)
    const countedBy = (email: string) =>
      node.database.performAs(
        { personId: node.person(email).id, operation: 'test', purpose: null },
        (scope) => personsCompared(scope, run),
      )
    assert.equal((await countedBy('intelligence-officer@nca.example')).persons, 0)
    assert.equal((await countedBy('analyst@sussex-police.example')).persons, 0)
    const clearFor = (clearance: string) =>
      node.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
        const { id } = node.person('intelligence-officer@sussex-police.example')
        await scope.tx.run('update identity.person set clearance = $2 where id = $1', [id, clearance])
        scope.record({ kind: 'administration', subject: { kind: 'person', id } })
      })
    await clearFor('OFFICIAL')
    assert.match(await shown(), /2 of 2 persons of this import are compared/)
    await clearFor('OFFICIAL-SENSITIVE')
  })

  void test('values that were not understood are for those who read the agency’s reports; others see how many', async () => {
    const run = '0192f000-0000-7000-8000-000000000010'
    const agency = node.agency('sussex-police')
    await node.admin(
      `insert into intelligence.import_run (id, agency_id, file_name, state, rows_read, kept, not_understood)
       values ($1, $2, 'export.csv', 'done', 1, 1, 1)`,
      [run, agency],
    )
    await node.admin(
      `insert into intelligence.import_value (run_id, agency_id, place, line, in_column, value, why)
       values ($1, $2, 1, 7, 'Telephones', '4.47701E+11', 'export again')`,
      [run, agency],
    )
    const page = async (role: string) =>
      (await node.signIn(`${role}@sussex-police.example`)).get(`/imports/${run}`)
    for (const role of ['intelligence-officer', 'records-manager']) {
      const { text } = await page(role)
      assert.match(text, /1 value is not understood/)
      assert.match(text, /Telephones[\s\S]*4\.47701E\+11[\s\S]*Export again/)
    }
    const { text } = await page('administrator')
    assert.match(text, /1 value is not understood/)
    assert.doesNotMatch(text, /4\.47701E|Telephones/)
    const stranger = await node.signIn('intelligence-officer@kent-police.example')
    assert.equal((await stranger.get(`/imports/${run}`)).status, 404)
    await node.admin('delete from intelligence.import_run where id = $1', [run])
  })

  void test('who may not is turned away before the file is taken', async () => {
    const analyst = await node.signIn('analyst@sussex-police.example')
    assert.equal((await analyst.get('/imports/new')).status, 403)
    const signedOut = await fetch(`${node.base}/imports/new`, {
      method: 'POST',
      body: new FormData(),
      redirect: 'manual',
    })
    assert.equal(signedOut.status, 303)
  })

  const left = async () => await readdir(path.join(node.dataFolder, 'imports')).catch(() => [])

  void test('a small workbook that unpacks to a gigabyte is refused in words, and the node goes on answering', async () => {
    const big = { name: 'xl/worksheets/sheet1.xml', ...manyOf('a', 1_000) }
    for (const file of [
      archive(workbookParts(kentSheets(), [big])),
      archive(workbookParts(kentSheets(), [{ ...big, said: 900_000 }])),
    ]) {
      let answered = false
      let longest = 0
      const began = performance.now()
      const refused = upload('kent-police.xlsx', new Uint8Array(file)).finally(() => (answered = true))
      while (!(answered as boolean)) {
        const asked = performance.now()
        assert.equal((await fetch(`${node.base}/report`)).status, 200)
        longest = Math.max(longest, performance.now() - asked)
      }
      const whole = performance.now() - began
      const { status, text } = await refused
      assert.equal(status, 422)
      assert.match(text, /This workbook (unpacks to more than 100 MB|says something else about its parts)/)
      assert.match(text, /Save the sheet as CSV|save it anew/)
      assert.doesNotMatch(text, /No mapping fits/)
      assert.ok(longest < whole / 2, `a visitor waited ${String(longest)} of ${String(whole)} ms`)
    }
    await until('nothing is left', async () => (await left()).length === 0)
  })

  void test('a workbook above 50 MB is refused by what it is, whatever it is called, and not kept', async () => {
    const large = new Uint8Array(51 * 1024 * 1024)
    large.set(Buffer.from('PK\u0003\u0004'))
    for (const name of ['kent.xlsx', 'kent.csv']) {
      const { status, text } = await upload(name, large)
      assert.equal(status, 422)
      assert.match(text, /larger than 50 MB/)
    }
    await until('nothing is left', async () => (await left()).length === 0)
  })

  void test('nothing stays on the disk of an upload that was refused, for whatever reason', async () => {
    assert.equal((await upload('x.csv', 'a', 'forged')).status, 403)
    await upload('unknown.csv', 'a,b\n1,2\n')
    await upload('old.xlsx', new Uint8Array(Buffer.from('d0cf11e0a1b11ae1', 'hex')))
    await until('nothing is left', async () => (await left()).length === 0)
  })
})
