/** The form of a planned event: one question a page, kept between them, by somebody on a telephone without scripts. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import type { OperationId } from '../ids.ts'
import { KENT, LEAD } from '../operations.test-support.ts'
import { eventsOn, typedEvent } from './conflicts.test-support.ts'
import { steps } from './pages/steps.ts'

void describe('the form of a planned event', () => {
  let node: TestNode
  let at: ReturnType<typeof eventsOn>
  let ours: OperationId
  let desk: Desk
  before(async () => {
    node = await testNode()
    at = eventsOn(node)
    ours = await at.openOf('sussex-police', { codename: 'Copper Lantern' })
    desk = await node.signIn(LEAD)
  })
  after(() => node.close())

  /** Begins a draft. @returns its address */
  const begin = async (changes: Record<string, string> = {}) => {
    await desk.get('/operations/events/new')
    const begun = await desk.post('/operations/events/new', typedEvent({ operation: ours, ...changes }))
    assert.equal(begun.status, 303, begun.text)
    return (begun.headers.get('location') ?? '').replace(/\/place$/, '')
  }
  const answer = async (draft: string, step: string, fields: Record<string, string>) => {
    await desk.get(`${draft}/${step}`)
    return await desk.post(`${draft}/${step}`, fields)
  }
  const answerAll = async (draft: string, typed: Record<string, string>) => {
    for (const step of steps)
      if (step !== 'what') assert.equal((await answer(draft, step, typed)).status, 303, step)
  }
  const goesTo = (answered: { headers: Headers }) => answered.headers.get('location') ?? ''

  void test('is asked page by page, checked, and lodged once, however often it is sent', async () => {
    const draft = await begin()
    await answerAll(draft, typedEvent())
    const check = await desk.get(`${draft}/check`)
    assert.match(check.text, /Premises at 50°/)
    assert.match(check.text, /Sussex duty desk/)
    const lodged = await desk.post(`${draft}/lodge`, {})
    assert.equal(lodged.status, 303)
    await desk.get('/operations/events')
    const again = await desk.post(`${draft}/lodge`, {})
    assert.equal(goesTo(again).split('?')[0], goesTo(lodged).split('?')[0])
    const events = await node.admin('select from operations.planned_event')
    assert.equal(events.length, 1)
    assert.deepEqual(await node.admin('select from operations.planned_draft'), [])
  })

  void test('keeps what is wrong, says at which field and what to do, and goes back without losing it', async () => {
    const draft = await begin({ kind: 'patrol' })
    await answer(draft, 'place', { place_kind: 'polygon', ground: 'coast' })
    const wrong = await answer(draft, 'where', { where: '50.9, 0.1\nnowhere <b>\n' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Line 2 was not understood/)
    const back = await answer(draft, 'where', { where: '50.9, 0.1\nnowhere <b>', go: 'back' })
    assert.equal(goesTo(back), `${draft}/place`)
    assert.match((await desk.get(`${draft}/where`)).text, /nowhere &lt;b&gt;/)
    const round = await answer(draft, 'where', { where: '50.9, 0.1\n50.9, 0.2\n51, 0.1\n51, 0.2' })
    assert.match(round.text, /crosses itself/)
    for (const [fields, says] of [
      [{}, /Enter the day on which it begins/],
      [{ ...typedEvent(), 'starts_day-day': '31', 'starts_day-month': '2' }, /must be a real date/],
      [{ ...typedEvent(), starts_time: '25:10' }, /Enter the time at which it begins, like 05:10/],
      [{ ...typedEvent(), 'ends_day-year': '2020' }, /Turn them round/],
      [{ ...typedEvent(), 'starts_day-year': '2099', 'ends_day-year': '2099' }, /more than a year ahead/],
    ] as const)
      assert.match((await answer(draft, 'when', fields)).text, says)
    assert.match(
      (await answer(draft, 'contact', { desk: 'Desk', telephone: 'mine' })).text,
      /Write the telephone in digits/,
    )
    assert.match((await answer(draft, 'learn', {})).text, /There is no default/)
    // What is not answered yet is shown when it is lodged all the same.
    const early = await desk.post(`${draft}/lodge`, {})
    assert.equal(early.status, 422)
    assert.match(early.text, /crosses itself/)
  })

  void test('reads positions in any notation, one more by the pin, and shows them as a table and on a map', async () => {
    const draft = await begin({ kind: 'patrol' })
    await answer(draft, 'place', { place_kind: 'route', ground: 'coast' })
    const looked = await answer(draft, 'where', {
      where: "50°55.2'N 0°57.9'E\nTQ 980 180",
      size: '1,500',
      go: 'look',
      adds: 'yes',
      pin_lat: '50.93000',
      pin_lon: '0.80000',
    })
    assert.equal(looked.status, 303)
    const page = await desk.get(`${draft}/where`)
    assert.match(page.text, /50\.93000, 0\.80000/)
    assert.match(page.text, /As it was read/)
  })

  void test('offers the stretches of the own coastal plan, and none to whoever has none', async () => {
    const draft = await begin({ kind: 'patrol' })
    await answer(draft, 'place', { place_kind: 'stretch', ground: 'coast' })
    assert.match((await desk.get(`${draft}/where`)).text, /no stretches that you read/)
    assert.match(
      (await answer(draft, 'where', { stretch: ours })).text,
      /Choose a stretch of your coastal plan/,
    )
  })

  void test('asks of a silent event why, says what silence costs, and offers none for enforcement', async () => {
    const search = await begin()
    assert.doesNotMatch((await desk.get(`${search}/learn`)).text, /value="silent"/)
    const meeting = await begin({ kind: 'meeting' })
    const page = (await desk.get(`${meeting}/learn`)).text
    assert.match(page, /Two silent events never learn of one another/)
    assert.match(
      (await answer(meeting, 'learn', { disclosure: 'silent' })).text,
      /Say why nobody may learn of it/,
    )
    const drill = await begin({ kind: 'drill' })
    assert.doesNotMatch((await desk.get(`${drill}/learn`)).text, /value="broker"/)
  })

  void test('changes an event on the same pages, with what it says already', async () => {
    const event = await at.lodge(LEAD, ours, { kind: 'meeting' })
    await desk.get(`/operations/events/${event}`)
    const begun = await desk.post(`/operations/events/${event}/change`, {})
    const draft = goesTo(begun).replace(/\/check$/, '')
    const check = await desk.get(`${draft}/check`)
    assert.match(check.text, /Save the change/)
    assert.equal((await desk.get(`${draft}/learn`)).status, 404, 'who may learn of it stays')
    assert.equal(goesTo(await answer(draft, 'where', { where: '50.95, 0.02' })), `${draft}/check`)
    const saved = await desk.post(`${draft}/save`, {})
    assert.equal(goesTo(saved).split('?')[0], `/operations/events/${event}`)
    const [row] = await node.admin<{ version: number; place: { at: { lat: number } } }>(
      'select version, place from operations.planned_event where id = $1',
      [event],
    )
    assert.deepEqual([row?.version, row?.place.at.lat], [2, 50.95])
  })

  void test('is nobody’s but the writer’s: to others it is not there', async () => {
    const draft = await begin()
    const kent = await node.signIn(KENT)
    for (const page of [...steps, 'check', 'drop'])
      assert.equal((await kent.get(`${draft}/${page}`)).status, 404)
    await kent.get('/operations/events')
    for (const page of [...steps, 'lodge', 'save', 'drop'])
      assert.equal((await kent.post(`${draft}/${page}`, typedEvent())).status, 404, page)
    await desk.get(`${draft}/drop`)
    assert.equal((await desk.post(`${draft}/drop`, {})).status, 303)
    assert.equal((await desk.get(`${draft}/check`)).status, 404)
  })
})
