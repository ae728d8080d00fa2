/** Terms, what an operation is about, and readers of narrower logs, over HTTP: as their pages do it, and as little is told. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { inDays } from '../action-days/action-days.test-support.ts'
import { openNarrowLog } from '../decisions/logs.ts'
import type { OperationId } from '../ids.ts'
import { KENT, KENT_COORDINATOR, LEAD, LEAD_COORDINATOR, operationsOf } from '../operations.test-support.ts'

const DEPUTY = 'analyst@sussex-police.example'
const STRANGER = 'intelligence-officer@nca.example'
const STRANGERS_COORDINATOR = 'coordinator@nca.example'

void describe('what agencies of an operation settle over HTTP', () => {
  let node: TestNode
  let operation: OperationId
  let at: ReturnType<typeof operationsOf>
  before(async () => {
    node = await testNode()
    at = operationsOf(node)
    operation = await at.open()
    await at.join(operation, 'kent-police')
    await at.enter(operation, KENT, 'member')
    await at.enter(operation, DEPUTY, 'deputy')
  })
  after(() => node.close())

  void test('terms are written by who leads and accepted by each agency’s coordinator', async () => {
    const api = `/operations/${operation}/terms`
    const body = {
      ...{ aim: 'To end it sooner', information_owner: 'Head of intelligence' },
      ...{ ends_on: inDays(100), leaving: 'Nothing new is shared' },
    }
    assert.equal((await node.api(LEAD, 'POST', api, { ...body, ends_on: inDays(-1) })).status, 400)
    assert.equal((await node.api(KENT, 'POST', api, body)).status, 404)
    assert.equal((await node.api(STRANGER, 'POST', api, body)).status, 404)
    const written = await node.api(LEAD, 'POST', api, body)
    assert.deepEqual([written.status, written.json()], [201, { version: 2 }])
    const { items } = (await node.api(KENT, 'GET', api)).json<{ items: { version: number; aim: string }[] }>()
    assert.deepEqual(
      items.map(({ version }) => version),
      [2, 1],
    )
    assert.equal((await node.api(STRANGER, 'GET', api)).status, 404)
    const asked = (await node.api(KENT_COORDINATOR, 'GET', '/operations/asked/terms')).json<{
      items: { part: string; version: number }[]
    }>().items
    assert.deepEqual(
      asked.map(({ version }) => version),
      [2],
    )
    const accept = `/operations/asked/terms/${asked[0]?.part ?? ''}/accept`
    for (const who of [STRANGERS_COORDINATOR, LEAD_COORDINATOR])
      assert.equal((await node.api(who, 'POST', accept, { version: 2 })).status, 404, who)
    assert.equal((await node.api(KENT_COORDINATOR, 'POST', accept, { version: 1 })).status, 409)
    assert.deepEqual((await node.api(KENT_COORDINATOR, 'POST', accept, { version: 2 })).json(), { operation })
    assert.equal((await node.api(KENT_COORDINATOR, 'POST', accept, { version: 2 })).status, 404, 'once')
  })

  void test('what it is about is chosen by who leads, of what they see', async () => {
    const api = `/operations/${operation}/about`
    const none = { groups: [], stretches: [] }
    assert.equal((await node.api(KENT, 'PUT', api, none)).status, 403)
    assert.equal((await node.api(STRANGER, 'PUT', api, none)).status, 404)
    assert.equal((await node.api(STRANGER, 'GET', api)).status, 404)
    assert.deepEqual((await node.api(DEPUTY, 'PUT', api, none)).json(), none)
    assert.equal((await node.api(LEAD, 'PUT', api, { ...none, reference: 'SM-AAAA-BBBB-C' })).status, 400)
    assert.deepEqual((await node.api(KENT, 'GET', api)).json(), none)
  })

  void test('a reader of a narrower log comes by two, and nobody outside learns of it', async () => {
    const log = await at.as(LEAD, (scope) =>
      openNarrowLog(scope, operation, { name: 'Shelf', persons: [node.person(DEPUTY).id] }),
    )
    const api = `/operations/${operation}/decisions/logs/${log}`
    const person = node.person(KENT).id
    for (const who of [KENT, STRANGER]) {
      assert.equal((await node.api(who, 'GET', `${api}/readers`)).status, 404, who)
      assert.equal((await node.api(who, 'POST', `${api}/readers`, { person })).status, 404, who)
    }
    assert.equal(
      (await node.api(DEPUTY, 'POST', `${api}/readers`, { person })).status,
      404,
      'did not open it',
    )
    assert.equal((await node.api(LEAD, 'POST', `${api}/readers`, { person })).status, 201)
    const read = (await node.api(LEAD, 'GET', `${api}/readers`)).json<{
      items: object[]
      proposed: { id: string; own: boolean }[]
    }>()
    assert.deepEqual([read.items.length, read.proposed.map(({ own }) => own)], [2, [true]])
    const answer = `${api}/proposed/${read.proposed[0]?.id ?? ''}`
    assert.equal((await node.api(KENT, 'POST', answer, { answer: 'agree' })).status, 404)
    assert.equal(
      (await node.api(LEAD, 'POST', answer, { answer: 'agree' })).status,
      409,
      'their own proposal',
    )
    assert.equal((await node.api(DEPUTY, 'POST', answer, { answer: 'agree' })).status, 200)
    assert.equal((await node.api(KENT, 'GET', `${api}/readers`)).status, 200)
    assert.equal((await node.api(DEPUTY, 'DELETE', `${api}/readers/${person}`)).status, 404)
    assert.equal((await node.api(LEAD, 'DELETE', `${api}/readers/${person}`)).status, 200)
    assert.equal((await node.api(KENT, 'GET', `${api}/readers`)).status, 404)
  })
})
