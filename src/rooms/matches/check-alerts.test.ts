import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { newId } from '../../platform/identifiers.ts'
import { remarkable, watchChecks } from './check-alerts.ts'
import type { AgencyId, PersonId } from '../../wire/ids.ts'

const day = (person: string, checks: number, agencyId = 1) => ({
  agencyId: agencyId as AgencyId,
  personId: person as PersonId,
  checks,
})

void describe('who checks far more than their colleagues', () => {
  void test('is measured by the median of the others of the same agency who checked anything', () => {
    const quiet = [day('a', 4), day('b', 4), day('c', 6)]
    assert.deepEqual(remarkable([...quiet, day('d', 20)]), [], 'twenty are never remarked upon')
    assert.deepEqual(
      remarkable([...quiet, day('d', 21)]).map(({ personId, colleagues }) => [personId, colleagues]),
      [['d', 4]],
    )
    const busy = [day('a', 10), day('b', 30)]
    assert.deepEqual(remarkable([...busy, day('d', 100)]), [], 'five times the median is not far more')
    assert.equal(remarkable([...busy, day('d', 101)]).length, 1)
    assert.equal(remarkable([day('d', 21)]).length, 1, 'nobody else checked')
    assert.equal(remarkable([day('d', 21), day('x', 50, 2)]).length, 2, 'agencies are not compared')
  })

  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  void test('is said to the records manager of that agency alone, once a day', async () => {
    const analyst = node.person('analyst@sussex-police.example')
    await node.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
      for (let index = 0; index < 25; index++) {
        const id = newId()
        await scope.tx.run(
          `insert into deconfliction."check" (id, person_id, agency_id, kind, key, as_typed, purpose, held)
           values ($1, $2, $3, 'phone', 'x', 'x', 'Exercise', false)`,
          [id, analyst.id, analyst.agencyId],
        )
        scope.record({ kind: 'consultation', subject: { kind: 'check', id } })
      }
    })
    const watch = async () => {
      await watchChecks({ database: node.database, log: undefined as never }, {})
    }
    await watch()
    await watch()
    const manager = await node.signIn('records-manager@sussex-police.example')
    assert.match((await manager.get('/')).text, /made 25 checks in a day/)
    const page = await manager.get('/check/alerts')
    assert.equal([...page.text.matchAll(/Mark as dealt with/g)].length, 1)
    const [, person = '', dayOf = ''] =
      /name="person" value="([^"]+)"[\s\S]*?name="day" value="([^"]+)"/.exec(page.text) ?? []
    assert.equal(person, analyst.id)
    const other = await node.signIn('records-manager@kent-police.example')
    assert.doesNotMatch((await other.get('/check/alerts')).text, /25 checks/)
    assert.equal((await other.post('/check/alerts', { person, day: dayOf })).status, 404)
    await manager.get('/check/alerts')
    assert.equal((await manager.post('/check/alerts', { person, day: dayOf })).status, 303)
    assert.doesNotMatch((await manager.get('/')).text, /made 25 checks/)
    // About the records manager: it waits for another one, and is no task of their own.
    const { id, agencyId } = node.person('records-manager@sussex-police.example')
    await node.admin(
      `insert into deconfliction.check_alert (agency_id, person_id, day, checks, colleagues, at)
       values ($1, $2, current_date, 77, 1, now())`,
      [agencyId, id],
    )
    assert.doesNotMatch((await manager.get('/')).text, /made 77 checks/)
    assert.match((await manager.get('/check/alerts')).text, /This is about you/)
    const nosy = await node.signIn('intelligence-officer@sussex-police.example')
    assert.equal((await nosy.get('/check/alerts')).status, 403)
  })
})
