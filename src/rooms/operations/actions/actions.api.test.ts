/** Actions over HTTP: raised once for a key, brought on with If-Match, and hidden where they are not one's to know. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import type { OperationId } from '../ids.ts'
import { KENT, LEAD, operationsOf } from '../operations.test-support.ts'
import { actionBody } from './actions.test-support.ts'

const NCA = 'intelligence-officer@nca.example'

void describe('actions over HTTP', () => {
  let node: TestNode
  let operation: OperationId
  before(async () => {
    node = await testNode()
    const at = operationsOf(node)
    operation = await at.open()
    await at.join(operation, 'nca')
    await at.enter(operation, NCA, 'tasking')
  })
  after(() => node.close())

  void test('are raised, offered and accepted by revision', async () => {
    const api = `/operations/${operation}/actions`
    const key = { 'idempotency-key': 'one-action' }
    const raised = await node.api(LEAD, 'POST', api, actionBody(), key)
    assert.equal(raised.status, 201, raised.text)
    assert.equal((await node.api(LEAD, 'POST', api, actionBody(), key)).text, raised.text)
    const at = `/operations/actions/${raised.json<{ id: string }>().id}`
    const offer = { state: 'offered', agency: node.agency('nca') }
    assert.equal((await node.api(LEAD, 'PATCH', at, offer)).status, 428)
    assert.equal((await node.api(LEAD, 'PATCH', at, offer, { 'if-match': '9' })).status, 409)
    assert.equal((await node.api(LEAD, 'PATCH', at, offer, { 'if-match': '1' })).status, 200)
    assert.equal((await node.api(LEAD, 'PATCH', at, { state: 'accepted' }, { 'if-match': '2' })).status, 403)
    assert.equal((await node.api(NCA, 'PATCH', at, { state: 'accepted' }, { 'if-match': '2' })).status, 200)
    const read = (await node.api(NCA, 'GET', at)).json<{ state: string; steps: string[] }>()
    assert.deepEqual([read.state, read.steps], ['accepted', ['allocated', 'done', 'not-pursued']])
    assert.equal((await node.api(KENT, 'GET', at)).status, 404)
    assert.equal((await node.api(KENT, 'PATCH', at, { state: 'accepted' }, { 'if-match': '3' })).status, 404)
    assert.equal((await node.api(KENT, 'GET', api)).status, 404)
    const refused = await node.api(LEAD, 'POST', api, actionBody({ kind: 'follow' }))
    assert.equal(refused.status, 400, refused.text)
    const list = (await node.api(LEAD, 'GET', `${api}?list=all`)).json<{ items: { asks: object | null }[] }>()
    assert.equal(list.items.length, 1)
  })
})
