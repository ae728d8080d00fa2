import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { fileReport, phone } from '../../../test/support/plain-reports.ts'
import { rematch } from './change-threshold.ts'
import { changeSettings } from './node-settings.ts'

void describe('the threshold of what is common', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const openMatches = async () => {
    const officer = 'intelligence-officer@sussex-police.example'
    const list = await node.api(officer, 'GET', '/deconfliction/matches?limit=100')
    return list.json<{ items: { value: string; partner: { slug: string } }[] }>().items
  }

  const set = async (threshold: number) => {
    await node.database.performAsService(
      { service: 'operator', operation: 'deconfliction.setting.change' },
      (scope) => changeSettings(scope, { common_threshold: threshold }),
    )
    const jobs = await node.admin(
      `select distinct job_key from platform.outbox_message where task = 'deconfliction.rematch'`,
    )
    assert.equal(jobs.length, 1)
    await rematch({ database: node.database, log: undefined as never }, {})
  }

  void test('changed by the operator, puts matches to rest and wakes them again', async () => {
    for (const agency of ['sussex-police', 'nca', 'kent-police']) {
      await fileReport(node, { agency, values: [phone('0601'), phone('0602')] })
      for (let more = 0; more < 3; more += 1) await fileReport(node, { agency, values: [phone('0601')] })
    }
    const pairs = async () => (await openMatches()).map(({ value }) => value).sort()
    const [many, few] = ['+44 7700 900601', '+44 7700 900602']
    assert.deepEqual([...new Set(await pairs())], [many, few])
    await set(11)
    assert.deepEqual([...new Set(await pairs())], [few])
    await fileReport(node, { agency: 'border-force', values: [phone('0601')] })
    assert.deepEqual([...new Set(await pairs())], [few])
    await set(20)
    const partners = (await openMatches()).filter(({ value }) => value === many)
    assert.deepEqual(
      [...new Set(partners.map(({ partner }) => partner.slug))].sort(),
      ['border-force', 'kent-police', 'nca'],
      'with what was filed while the value was common',
    )
  })

  void test('is within its bounds, whoever of the program would change it', async () => {
    const operator = { service: 'operator', operation: 'deconfliction.setting.change' }
    for (const wrong of [
      { common_threshold: 9 },
      { common_threshold: 1_001 },
      { common_threshold: 20.5 },
      { checks_per_day: 0 },
      { checks_per_day: 2_001 },
      { sealed_days: 0 },
    ])
      await assert.rejects(
        node.database.performAsService(operator, (scope) => changeSettings(scope, wrong)),
        { code: 'invalid' },
      )
    await assert.rejects(
      node.database.performAsService(operator, ({ tx }) =>
        tx.run('update deconfliction.setting set common_threshold = 2'),
      ),
      { code: '42501' },
    )
    const job = { service: 'rematch', operation: 'deconfliction.rematch' }
    const touched = await node.database.performAsService(job, ({ tx }) =>
      tx.run('update deconfliction.setting set checks_per_day = 100'),
    )
    assert.equal(touched, 0, 'a job of the program is not the operator')
  })
})
