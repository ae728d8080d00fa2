/** Whoever lodges planned events and withdraws them far more often than colleagues is said to their own records manager. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { createLog } from '../../../platform/log.ts'
import type { OperationId } from '../ids.ts'
import { LEAD } from '../operations.test-support.ts'
import { eventsOn } from './conflicts.test-support.ts'
import { standDown } from './lodge-event.ts'
import { endTask } from './look.ts'

const ANALYST = 'analyst@sussex-police.example'
const MANAGER = 'records-manager@sussex-police.example'

void describe('an alert about planned events that were stood down', () => {
  let node: TestNode
  let at: ReturnType<typeof eventsOn>
  let ours: OperationId
  before(async () => {
    node = await testNode()
    at = eventsOn(node)
    ours = await at.openOf('sussex-police', { codename: 'Copper Lantern' })
    await at.enter(ours, ANALYST)
  })
  after(() => node.close())

  const withdraw = async (who: string, times: number) => {
    for (let number = 0; number < times; number++) {
      const id = await at.lodge(who, ours, { kind: 'patrol' })
      await at.as(who, (scope) => standDown(scope, id, null))
    }
  }
  const hour = () => endTask({ database: node.database, log: createLog('silent') }, {})
  const alerts = () =>
    node.admin<{ withdrawn: number; colleagues: string }>(
      'select withdrawn, colleagues from operations.planned_alert',
    )

  void test('comes from five on, and not where colleagues do the same', async () => {
    await withdraw(LEAD, 4)
    await hour()
    assert.deepEqual(await alerts(), [], 'fewer are never remarked upon')
    await withdraw(ANALYST, 2)
    await withdraw(LEAD, 2)
    await hour()
    assert.deepEqual(await alerts(), [], 'three times the median is not far more')
    await withdraw(LEAD, 1)
    await hour()
    await hour()
    assert.deepEqual(
      (await alerts()).map(({ withdrawn, colleagues }) => [withdrawn, Number(colleagues)]),
      [[7, 2]],
    )
  })

  void test('is said with two counts, and no operation or place, to that agency’s records manager alone', async () => {
    const manager = await node.signIn(MANAGER)
    assert.match((await manager.get('/')).text, /stood down 7 planned events/)
    const page = await manager.get('/operations/withdrawn')
    assert.match(page.text, /7 stood down; the median of colleagues was 2/)
    assert.doesNotMatch(page.text, /Copper Lantern|50\.91|patrol/i)
    const [, person = '', day = ''] =
      /name="person" value="([^"]+)"[\s\S]*?name="day" value="([^"]+)"/.exec(page.text) ?? []
    const other = await node.signIn('records-manager@kent-police.example')
    assert.doesNotMatch((await other.get('/operations/withdrawn')).text, /7 stood down/)
    assert.equal((await other.post('/operations/withdrawn', { person, day })).status, 404)
    assert.equal((await (await node.signIn(LEAD)).get('/operations/withdrawn')).status, 403)
    // Never by the person whom it is about, whatever role they hold.
    await assert.rejects(
      node.admin(`update operations.planned_alert set seen_at = now(), seen_by = person_id`),
      /seen_by_another/,
    )
    await manager.get('/operations/withdrawn')
    assert.equal((await manager.post('/operations/withdrawn', { person, day })).status, 303)
    assert.doesNotMatch((await manager.get('/')).text, /stood down 7 planned events/)
    await hour()
    assert.doesNotMatch((await manager.get('/')).text, /stood down 7 planned events/, 'it stays dealt with')
  })

  void test('its numbers are the operator’s, and each change is in every agency’s ledger', async () => {
    await node.database.performAsService(
      { service: 'operator', operation: 'operations.setting.change' },
      (scope) => scope.tx.run('update operations.planned_setting set withdrawn_least = 2'),
    )
    const told = await node.admin<{ detail: { setting: string } }>(
      `select detail from ledger.event where operation = 'operations.setting.change'`,
    )
    assert.ok(told.length > 3 && told.every(({ detail }) => detail.setting === 'planned_withdrawn_least'))
    await assert.rejects(
      at.as(MANAGER, (scope) => scope.tx.run('update operations.planned_setting set withdrawn_least = 50')),
      /permission denied/,
    )
  })
})
