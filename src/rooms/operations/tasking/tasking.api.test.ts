/** Tasking over HTTP and on its pages: a bid from its draft to a decision, and to the operation that it raises. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filledIn, formOf } from '../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { KENT, LEAD, LEAD_COORDINATOR } from '../operations.test-support.ts'
import { bidBody, inDays, meetingBody } from './tasking.test-support.ts'

const NCA = 'coordinator@nca.example'

void describe('tasking over HTTP', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  void test('a bid is drafted, submitted, decided and reviewed', async () => {
    const seats = [node.agency('sussex-police')]
    const called = await node.api(NCA, 'POST', '/tasking/meetings', meetingBody({ agencies: seats }))
    assert.equal(called.status, 201, called.text)
    const meeting = called.json<{ id: string }>().id
    assert.equal((await node.api(LEAD, 'POST', '/tasking/meetings', meetingBody())).status, 403)
    assert.equal((await node.api(KENT, 'GET', `/tasking/meetings/${meeting}`)).status, 404)
    const body = bidBody(meeting, { asked_of: [node.agency('nca')] })
    assert.equal((await node.api(KENT, 'POST', '/tasking/bids', body)).status, 400)
    const drafted = await node.api(LEAD, 'POST', '/tasking/bids', body)
    assert.equal(drafted.status, 201, drafted.text)
    const at = `/tasking/bids/${drafted.json<{ id: string }>().id}`
    assert.equal((await node.api(NCA, 'GET', at)).status, 404)
    assert.equal((await node.api(LEAD, 'POST', `${at}/submit`)).status, 428)
    const one = { 'if-match': '1' }
    assert.equal((await node.api(LEAD, 'PUT', at, { ...body, asked: 'Two weeks' }, one)).status, 200)
    assert.equal((await node.api(LEAD, 'POST', `${at}/submit`, undefined, one)).status, 409)
    const two = { 'if-match': '2' }
    assert.equal((await node.api(LEAD, 'POST', `${at}/submit`, undefined, two)).status, 200)
    const three = { 'if-match': '3' }
    const said = { word: 'adopted', reasons: 'So' }
    assert.equal((await node.api(NCA, 'POST', `${at}/decide`, said, three)).status, 400)
    const whole = { ...said, review_on: inDays(40) }
    assert.equal((await node.api(LEAD_COORDINATOR, 'POST', `${at}/decide`, whole, three)).status, 403)
    assert.equal((await node.api(NCA, 'POST', `${at}/decide`, whole, three)).status, 200)
    const read = (await node.api(LEAD, 'GET', at)).json<{ state: string; asked: string; said: object[] }>()
    assert.deepEqual([read.state, read.asked, read.said.length], ['adopted', 'Two weeks', 1])
    const review = await node.api(NCA, 'POST', `${at}/review`, { reasons: 'Done' }, { 'if-match': '4' })
    assert.equal(review.status, 200, review.text)
    const held = await node.api(NCA, 'POST', `/tasking/meetings/${meeting}/held`, { posts: ['Head'] }, one)
    assert.equal(held.status, 200, held.text)
    const list = (await node.api(LEAD, 'GET', '/tasking/bids?list=decided')).json<{ items: object[] }>()
    assert.equal(list.items.length, 1)
    assert.equal((await node.api(KENT, 'GET', '/tasking/bids')).json<{ items: object[] }>().items.length, 0)
  })

  void test('its pages keep what was typed, and an adopted bid raises an operation', async () => {
    const holder: Desk = await node.signIn(NCA)
    const lead: Desk = await node.signIn(LEAD)
    const send = async (
      desk: Desk,
      address: string,
      mark: string,
      typed: Record<string, string | string[]>,
    ) => desk.post(address, filledIn(formOf((await desk.get(address)).text, mark), typed))
    const [year = '', month = '', day = ''] = inDays(4).split('-')
    const on = { 'on_day-day': day, 'on_day-month': month, 'on_day-year': year }
    const called = await send(holder, '/tasking/meetings/new', 'chair_post', {
      ...{ ...on, kind: 'tactical', classification: 'OFFICIAL', chair_post: 'Head of Intelligence' },
      agencies: String(node.agency('sussex-police')),
    })
    const meeting = called.headers.get('location') ?? ''
    assert.match(meeting, /^\/tasking\/meetings\//)
    const address = `/tasking/bids/new?meeting=${meeting.split('/').at(-1) ?? ''}`
    const refused = await send(lead, address, 'problem', { problem: 'Engines <b>for cash</b>' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /Engines &lt;b&gt;for cash/)
    assert.match(refused.text, /Choose of whom it is asked/)
    const drafted = await send(lead, address, 'problem', {
      ...{ problem: 'Engines', asked: 'Help', resources: 'Two', options: 'None', classification: 'OFFICIAL' },
      asked_of: String(node.agency('nca')),
    })
    const bid = drafted.headers.get('location') ?? ''
    assert.match(bid, /^\/tasking\/bids\//, drafted.text)
    await lead.post(`${bid}/submit`, filledIn(formOf((await lead.get(bid)).text, 'revision'), {}))
    const [reviewYear = '', reviewMonth = '', reviewDay = ''] = inDays(40).split('-')
    await send(holder, `${bid}/decide`, 'reasons', {
      ...{ word: 'adopted', reasons: 'It helps', 'review_on-day': reviewDay },
      ...{ 'review_on-month': reviewMonth, 'review_on-year': reviewYear },
    })
    const shown = (await lead.get(bid)).text
    assert.match(shown, /It helps/)
    assert.match(shown, /Propose an operation from it/)
    const propose = await lead.get(`/operations/new?bid=${bid.split('/').at(-1) ?? ''}`)
    assert.match(propose.text, /It follows from a bid that was adopted/)
  })
})
