/** Debriefs over HTTP: begun once for a key, filled, closed, and printed; hidden and absent look alike. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { lookIntoPdf } from '../../../platform/documents/read-pdf.test-support.ts'
import type { OperationId } from '../ids.ts'
import { KENT, LEAD, operationsOf } from '../operations.test-support.ts'
import { lessonBody, observationBody } from './debriefs.test-support.ts'

const NCA = 'intelligence-officer@nca.example'

void describe('debriefs over HTTP', () => {
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

  void test('are begun, filled and closed, and read as they stand', async () => {
    const api = `/operations/${operation}/debriefs`
    const key = { 'idempotency-key': 'one-debrief' }
    assert.equal((await node.api(LEAD, 'POST', api, { kind: 'hot' })).status, 400)
    assert.equal((await node.api(NCA, 'POST', api, { kind: 'structured' })).status, 403)
    const begun = await node.api(LEAD, 'POST', api, { kind: 'structured' }, key)
    assert.equal(begun.status, 201, begun.text)
    assert.equal((await node.api(LEAD, 'POST', api, { kind: 'structured' }, key)).text, begun.text)
    const at = `/operations/debriefs/${begun.json<{ id: string }>().id}`
    const seen = await node.api(NCA, 'POST', `${at}/observations`, observationBody())
    assert.equal(seen.status, 201, seen.text)
    assert.equal((await node.api(NCA, 'POST', `${at}/observations`, { theme: 'care' })).status, 400)
    const lesson = lessonBody({ agency: node.agency('nca'), observations: [seen.json<{ id: string }>().id] })
    assert.equal((await node.api(NCA, 'POST', `${at}/lessons`, lesson)).status, 403)
    assert.equal(
      (await node.api(LEAD, 'POST', `${at}/lessons`, lesson, key)).status,
      409,
      'a key of another body',
    )
    const identified = await node.api(LEAD, 'POST', `${at}/lessons`, lesson)
    assert.equal(identified.status, 201, identified.text)
    for (const path of [at, api]) assert.equal((await node.api(KENT, 'GET', path)).status, 404, path)
    for (const [path, body] of [
      [api, { kind: 'structured' }],
      [`${at}/observations`, observationBody()],
      [`${at}/lessons`, lesson],
      [`${at}/close`, { words: 'Agreed' }],
    ] as const)
      assert.equal((await node.api(KENT, 'POST', path, body)).status, 404, path)
    assert.equal((await node.api(LEAD, 'POST', `${at}/close`, { words: 'Agreed' })).status, 200)
    assert.equal((await node.api(NCA, 'POST', `${at}/close`, { words: 'Agreed' })).status, 403)
    const read = (await node.api(NCA, 'GET', at)).json<{
      state: string
      observations: object[]
      lessons: { state: string; agency: string }[]
    }>()
    assert.deepEqual(
      [read.state, read.observations.length, read.lessons.map((one) => [one.state, one.agency])],
      ['closed', 1, [['identified', 'National Crime Agency']]],
    )
    const { items } = (await node.api(NCA, 'GET', api)).json<{
      items: { lessons: number; learned: number }[]
    }>()
    assert.deepEqual(
      items.map((one) => [one.lessons, one.learned]),
      [[1, 0]],
    )
  })

  void test('print as a page and as PDF', async () => {
    const [debrief] = await node.admin<{ id: string }>('select id from operations.debrief limit 1')
    const desk = await node.signIn(NCA)
    const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const file = async (form: string) => {
      const answer = await fetch(`${node.base}/operations/debriefs/${debrief?.id ?? ''}/file/${form}`, {
        headers: { cookie },
      })
      assert.equal(answer.status, 200)
      return Buffer.from(await answer.arrayBuffer())
    }
    const html = (await file('html')).toString()
    for (const said of [/about nobody by name/, /One desk rings the hall/, /Identified/, /two desks/])
      assert.match(html, said)
    const pdf = lookIntoPdf(await file('pdf'))
    assert.deepEqual([pdf.isTagged, pdf.part, pdf.lang], [true, '1', 'en-GB'])
    const [printed] = await node.admin<{ many: number }>(
      `select count(*)::integer as many from ledger.event where operation = 'operations.debrief.print' and kind = 'disclosure'`,
    )
    assert.equal(printed?.many, 2)
  })
})
