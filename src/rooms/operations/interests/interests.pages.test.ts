/** Interests on pages and over HTTP: typed in any spelling, kept where refused, and absent to whoever is not in the operation. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { fileReport, phone } from '../../../../test/support/plain-reports.ts'
import type { OperationId } from '../ids.ts'
import { KENT, LEAD, operationsOf } from '../operations.test-support.ts'
import { inDays, interestBody } from './interests.test-support.ts'

const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'
const POST = 'coordinator@taskforce.example'

void describe('interests on pages', () => {
  let node: TestNode
  let operation: OperationId
  before(async () => {
    node = await testNode()
    operation = await operationsOf(node).open()
    await fileReport(node, { agency: 'kent-police', values: [phone('0601'), phone('0602')] })
  })
  after(() => node.close())

  const form = () => {
    const { review_on: review, ...typed } = interestBody({
      value: '+44 (0)7700 900601',
      desk: 'Sussex night desk',
    })
    const [year = '', month = '', day = ''] = String(review).split('-')
    return { ...typed, 'review_on-day': day, 'review_on-month': month, 'review_on-year': year } as Record<
      string,
      string
    >
  }

  void test('one is added, found in the match, and closed', async () => {
    const desk = await node.signIn(LEAD)
    const at = `/operations/${operation}/interests`
    assert.match(
      textOf((await desk.get(`/operations/${operation}`)).text),
      /Your people have added no interest/,
    )
    const empty = formOf((await desk.get(`${at}/new`)).text, 'value')
    const wrong = await desk.post(`${at}/new`, filledIn(empty, { ...form(), value: '07700 90O6' }))
    assert.equal(wrong.status, 422)
    assert.match(textOf(wrong.text), /not understood/)
    assert.match(wrong.text, /07700 90O6/)
    const victim = await desk.post(`${at}/new`, filledIn(empty, { ...form(), category: 'victim' }))
    assert.equal(victim.status, 422)
    const done = await desk.post(`${at}/new`, filledIn(empty, form()))
    assert.equal(done.status, 303, done.text)
    const page = String(done.headers.get('location'))
    const shown = await desk.get(page)
    assert.match(textOf(shown.text), /Sussex night desk/)
    const match = /\/matches\/[0-9a-f-]{36}/.exec(shown.text)?.[0] ?? ''
    const ours = await desk.get(match)
    assert.match(
      textOf(ours.text),
      /Interest: Sussex night desk.*An interest of an operation that you are in/,
    )
    assert.match(ours.text, new RegExp(`href="${page}"`))
    assert.match(textOf((await desk.get(`/operations/${operation}`)).text), /\+44 \(0\)7700 900601/)

    for (const who of [COLLEAGUE, KENT, POST]) {
      const other = await node.signIn(who)
      for (const path of [page, at, `${at}/new`, match])
        assert.equal((await other.get(path)).status, 404, `${who} ${path}`)
    }
    const kent = await node.signIn(KENT)
    const theirs = textOf((await kent.get('/matches')).text)
    assert.match(theirs, /Sussex Police/)
    assert.doesNotMatch(theirs, /night desk|nterest/)

    const close = formOf(shown.text, 'why')
    assert.equal((await desk.post(close.action, filledIn(close, { why: '' }))).status, 422)
    assert.equal((await desk.post(close.action, filledIn(close, { why: 'Not used' }))).status, 303)
    assert.equal((await desk.post(close.action, filledIn(close, { why: 'Not used' }))).status, 404)
    assert.match(textOf((await desk.get(page)).text), /Closed .*Not used/)
    assert.doesNotMatch(textOf((await kent.get('/matches')).text), /900601/)
  })

  void test('the duty post rings both desks', async () => {
    const lead = await node.signIn(LEAD)
    const at = `/operations/${operation}/interests/new`
    const empty = formOf((await lead.get(at)).text, 'value')
    await lead.post(at, filledIn(empty, { ...form(), value: '07700 900602', disclosure: 'broker' }))
    const post = await node.signIn(POST)
    assert.match(
      textOf((await post.get('/')).text),
      /Ring Kent Police and Sussex Police: they work on the same/,
    )
    const cards = await post.get('/operations/interests/cards')
    assert.match(textOf(cards.text), /Sussex night desk/)
    assert.doesNotMatch(cards.text, /900602|Copper/)
    for (const [tell] of cards.text.matchAll(/\/operations\/interests\/cards\/[0-9a-f-]{36}\/\d+/g)) {
      const call = formOf((await post.get(tell)).text, 'answered')
      assert.equal((await post.post(tell, filledIn(call, { answered: '', words: '' }))).status, 422)
      assert.equal(
        (await post.post(tell, filledIn(call, { answered: 'Desk', words: 'Ring Kent' }))).status,
        303,
      )
    }
    assert.doesNotMatch(textOf((await post.get('/')).text), /they work on the same/)
    assert.equal((await lead.get('/operations/interests/cards')).status, 403)
    const coordinator = await node.signIn('coordinator@sussex-police.example')
    assert.equal((await coordinator.get('/operations/interests/cards')).status, 404)
  })

  void test('over HTTP: added once for a key, listed, read, closed', async () => {
    const api = `/operations/${operation}/interests`
    const key = { 'idempotency-key': 'one-interest' }
    const body = interestBody({ value: '07700 900603' })
    const made = await node.api(LEAD, 'POST', api, body, key)
    assert.equal(made.status, 201, made.text)
    assert.equal((await node.api(LEAD, 'POST', api, body, key)).text, made.text)
    assert.equal((await node.api(LEAD, 'POST', api, interestBody({ category: 'witness' }))).status, 400)
    assert.equal((await node.api(LEAD, 'POST', api, interestBody({ review_on: inDays(900) }))).status, 400)
    const { id } = made.json<{ id: string }>()
    const at = `/operations/interests/${id}`
    for (const who of [COLLEAGUE, KENT, POST]) {
      assert.equal((await node.api(who, 'GET', at)).status, 404)
      assert.equal((await node.api(who, 'GET', api)).status, 404)
      assert.equal((await node.api(who, 'POST', api, body)).status, 404)
      assert.equal((await node.api(who, 'POST', `${at}/close`, { why: 'x' })).status, 404)
    }
    const list = (await node.api(LEAD, 'GET', api)).json<{ items: { id: string }[] }>()
    assert.ok(list.items.some((one) => one.id === id))
    assert.equal((await node.api(LEAD, 'GET', at)).json<{ state: string }>().state, 'open')
    assert.equal((await node.api(LEAD, 'POST', `${at}/close`, {})).status, 400)
    assert.equal((await node.api(LEAD, 'POST', `${at}/close`, { why: 'Done' })).status, 200)
    assert.equal((await node.api(LEAD, 'POST', `${at}/close`, { why: 'Done' })).status, 404)
  })
})
