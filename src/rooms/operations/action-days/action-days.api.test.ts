/** Action days over HTTP: planned once for a key, brought on with If-Match, and printed. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { lookIntoPdf } from '../../../platform/documents/read-pdf.test-support.ts'
import { decisionBody } from '../decisions/decisions.test-support.ts'
import type { OperationId } from '../ids.ts'
import { KENT, LEAD, operationsOf } from '../operations.test-support.ts'
import { briefingBody, inDays, wholePlan } from './action-days.test-support.ts'

const NCA = 'intelligence-officer@nca.example'

void describe('action days over HTTP', () => {
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

  void test('are planned, briefed, brought to a go, and counted', async () => {
    const api = `/operations/${operation}/action-days`
    const key = { 'idempotency-key': 'one-day' }
    const planned = await node.api(LEAD, 'POST', api, { on_day: inDays(3) }, key)
    assert.equal(planned.status, 201, planned.text)
    assert.equal((await node.api(LEAD, 'POST', api, { on_day: inDays(3) }, key)).text, planned.text)
    const at = `/operations/action-days/${planned.json<{ id: string }>().id}`
    await node.api(LEAD, 'POST', `/operations/${operation}/decisions`, decisionBody())
    const goes = { state: 'go', decision: 1 }
    assert.equal((await node.api(LEAD, 'PATCH', at, goes)).status, 428)
    assert.equal((await node.api(LEAD, 'PATCH', at, goes, { 'if-match': '1' })).status, 400)
    const plan = `${at}/safeguarding`
    assert.equal((await node.api(NCA, 'PUT', plan, wholePlan(), { 'if-match': '1' })).status, 403)
    assert.equal((await node.api(LEAD, 'PUT', plan, wholePlan(), { 'if-match': '1' })).status, 200)
    assert.equal((await node.api(LEAD, 'PATCH', at, goes, { 'if-match': '1' })).status, 409)
    assert.equal((await node.api(LEAD, 'PATCH', at, goes, { 'if-match': '2' })).status, 200)
    assert.equal((await node.api(LEAD, 'PATCH', at, { state: 'running' }, { 'if-match': '3' })).status, 200)
    const counts = `${at}/counts`
    assert.equal((await node.api(NCA, 'POST', counts, { kind: 'arrests', number: -1 })).status, 400)
    assert.equal((await node.api(NCA, 'POST', counts, { kind: 'arrests', number: 2 })).status, 201)
    const issued = await node.api(LEAD, 'POST', `${at}/briefings`, briefingBody())
    assert.equal(issued.status, 201, issued.text)
    const briefing = `/operations/briefings/${issued.json<{ id: string }>().id}`
    assert.equal((await node.api(NCA, 'POST', `${briefing}/read`, {})).status, 200)
    assert.notEqual((await node.api(NCA, 'GET', briefing)).json<{ read_at: string | null }>().read_at, null)
    const read = (await node.api(NCA, 'GET', at)).json<{ state: string; counts: object[]; steps: string[] }>()
    assert.deepEqual(
      [read.state, read.counts, read.steps],
      ['running', [{ agency: 'National Crime Agency', kind: 'arrests', number: 2 }], []],
    )
    assert.equal((await node.api(NCA, 'GET', api)).json<{ items: object[] }>().items.length, 1)
    for (const path of [api, at, briefing])
      assert.equal((await node.api(KENT, 'GET', path)).status, 404, path)
  })

  void test('print as a page and as PDF, with what whoever prints may read', async () => {
    const [day] = await node.admin<{ id: string }>('select id from operations.action_day limit 1')
    const desk = await node.signIn(NCA)
    const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const file = async (form: string) => {
      const answer = await fetch(`${node.base}/operations/action-days/${day?.id ?? ''}/file/${form}`, {
        headers: { cookie },
      })
      assert.equal(answer.status, 200)
      return Buffer.from(await answer.arrayBuffer())
    }
    const html = (await file('html')).toString()
    for (const said of [/Safeguarding plan/, /The hall at the harbour/, /People may be found/])
      assert.match(html, said)
    const pdf = lookIntoPdf(await file('pdf'))
    assert.deepEqual([pdf.isTagged, pdf.part, pdf.lang], [true, '1', 'en-GB'])
    const [printed] = await node.admin<{ many: number }>(
      `select count(*)::integer as many from ledger.event where operation = 'operations.action-day.print' and kind = 'disclosure'`,
    )
    assert.equal(printed?.many, 2)
  })
})
