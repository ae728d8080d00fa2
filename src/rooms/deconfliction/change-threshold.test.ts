import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { fileReport, phone } from '../../../test/support/plain-reports.ts'
import { rematch } from './change-threshold.ts'

void describe('the threshold of what is common', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const openMatches = async () => {
    const officer = 'intelligence-officer@sussex-police.example'
    const list = await node.api(officer, 'GET', '/deconfliction/matches')
    return list.json<{ items: unknown[] }>().items.length
  }

  void test('changed by an administrator, puts matches to rest and wakes them again', async () => {
    for (const agency of ['sussex-police', 'nca', 'kent-police'])
      await fileReport(node, { agency, values: [phone('0601'), phone('0602')] })
    assert.equal(await openMatches(), 4)
    const desk = await node.signIn('administrator@sussex-police.example')
    const set = async (threshold: string) => {
      const page = await desk.get('/settings/deconfliction')
      const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? ''
      const fields = { common_threshold: threshold, checks_per_day: '200', version }
      assert.equal((await desk.post('/settings/deconfliction', fields)).status, 303)
      const jobs = await node.admin(
        `select from graphile_worker.jobs where task_identifier = 'deconfliction.rematch'`,
      )
      assert.equal(jobs.length, 1)
      await rematch({ database: node.database, log: undefined as never }, {})
    }
    await set('2')
    assert.equal(await openMatches(), 0)
    await fileReport(node, { agency: 'border-force', values: [phone('0601')] })
    assert.equal(await openMatches(), 0)
    await set('10')
    assert.equal(await openMatches(), 5, 'with what was filed while the value was common')
    const events = await node.admin(
      `select from ledger.event where kind = 'administration' and operation = 'deconfliction.setting.change'`,
    )
    assert.equal(events.length, 2)
  })

  void test('comes back with what was typed when it is wrong, or when somebody was faster', async () => {
    const desk = await node.signIn('administrator@nca.example')
    await desk.get('/settings/deconfliction')
    const wrong = await desk.post('/settings/deconfliction', {
      common_threshold: '1',
      checks_per_day: '200',
      version: '1',
    })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Must be 2 or more/)
    const late = await desk.post('/settings/deconfliction', {
      common_threshold: '33',
      checks_per_day: '200',
      version: '1',
    })
    assert.equal(late.status, 422)
    assert.match(late.text, /What is set now/)
    assert.match(late.text, /value="33"/)
  })

  void test('is nobody else’s to change', async () => {
    const desk = await node.signIn('intelligence-officer@sussex-police.example')
    assert.equal((await desk.get('/settings/deconfliction')).status, 403)
  })
})
