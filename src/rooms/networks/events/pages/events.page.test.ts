/** Where and when on the pages: written with a report, found by place and time, without a script. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { loadCoast } from '../../../../../exercise/coast/load-coast.ts'
import { draftReadyToFile } from '../../../../../test/support/drafts.ts'
import {
  assertComesBack,
  errorsOf,
  filledIn,
  formOf,
  unescapeHtml,
} from '../../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../../test/support/node.ts'
import { reportBody } from '../../../../../test/support/reports.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
const textOf = (html: string) =>
  unescapeHtml((/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replaceAll(/<[^>]*>/g, ' ')).replaceAll(
    /\s+/g,
    ' ',
  )

void describe('where and when', () => {
  let node: TestNode
  let sussex: Desk
  let kent: Desk
  before(async () => {
    node = await testNode()
    await loadCoast(node.database)
    sussex = await node.signIn(SUSSEX)
    kent = await node.signIn(KENT)
  })
  after(() => node.close())

  const file = async (email: string, title: string, ...events: object[]) => {
    const [item] = reportBody({}).items as object[]
    const filed = await node.api(
      email,
      'POST',
      '/intelligence/reports',
      reportBody({ title, items: [{ ...item, events }] }),
    )
    assert.equal(filed.status, 201, filed.text)
    return filed.json<{ id: string }>().id
  }
  const add = async (desk: Desk, address: string, typed: Record<string, string>) =>
    await desk.post(address, filledIn(formOf((await desk.get(address)).text, 'place'), typed))
  const site = async (name: string) => {
    const [row] = await node.admin<{ id: string }>('select id from coast.site where name = $1', [name])
    return row?.id ?? ''
  }

  void test('the page says what to do before any report says where and when', async () => {
    assert.match(textOf((await sussex.get('/events')).text), /says where and when yet.*Add where and when/)
  })

  void test('is added to an item, checked, filed, and shown with the way to what lies near', async () => {
    const draft = await draftReadyToFile(sussex, { title: { title: 'A boat at Camber' } })
    const at = `/reports/drafts/${draft}`
    const begun = await sussex.post(
      `${at}/text`,
      filledIn(formOf((await sussex.get(`${at}/text`)).text, 'items.0.text'), { do: 'event-1' }),
    )
    const form = begun.headers.get('location') ?? ''
    assert.equal(form, `${at}/events/1/new`)
    const typed = { kind: 'landing', when: `${day(2)} at 05:10`, place: 'Camber Sands' }
    const saved = await add(sussex, form, typed)
    assert.equal(saved.status, 303, textOf(saved.text))
    assert.match(
      textOf((await sussex.get(saved.headers.get('location') ?? '')).text),
      /“Camber Sands” is a site of your coastal plan.*Landing\..*at 5:10am\. Camber Sands, 50\.93000 N, 0\.81000 E \(within 1,000 metres\)/,
    )
    assert.match(textOf((await sussex.get(`${at}/check`)).text), /Where and when Landing\./)
    const filed = await sussex.post(
      `${at}/check`,
      filledIn(formOf((await sussex.get(`${at}/check`)).text, 'revision'), {}),
    )
    const sent = textOf((await sussex.get(filed.headers.get('location') ?? '')).text)
    assert.match(sent, /No other report that you may read says that something happened within 5 kilometres/)
    const report = await sussex.get(`/reports/${draft}`)
    assert.match(report.text, /<section class="seamark-item" id="item-1">/)
    assert.match(report.text, /href="\/events\?at=50\.93000\+N%2C\+0\.81000\+E">Events near here/)
    const found = await sussex.get('/events')
    assert.match(found.text, new RegExp(`href="/reports/${draft}#item-1"`))
    assert.match(found.text, /<img src="data:image\/svg\+xml,[^"]*" alt="Map of the events/)
    assert.match(found.text, /<img src="data:image\/svg\+xml,[^"]*" alt="Time line from/)
  })

  void test('what is not understood comes back with what was typed, and is said with what to do', async () => {
    const draft = await draftReadyToFile(sussex, { title: { title: 'Wrong in many ways' } })
    const form = `/reports/drafts/${draft}/events/1/new`
    const refused = async (typed: Record<string, string>, why: RegExp) => {
      const answer = await add(sussex, form, { kind: 'landing', ...typed })
      assert.equal(answer.status, 422)
      assertComesBack(answer.text, typed)
      assert.match(errorsOf(answer.text).join(' '), why)
      return answer
    }
    await refused({ when: '14 October 1066' }, /before 1970/)
    await refused({ when: '1 May 2099' }, /more than a year ahead/)
    await refused({ where: '51, 190' }, /not understood/)
    await refused({ place: 'Ring 07700 900461' }, /no telephone number/)
    await refused({ where: '50.9, 0.7', where_sure: 'within' }, /within how many metres/)
    const turned = await refused({ where: '0.775, 50.910' }, /turned round/)
    assert.match(turned.text, /value="turn"[\s\S]*?Use 50\.91000 N, 0\.77500 E/)
    const right = await sussex.post(
      form,
      filledIn(formOf(turned.text, 'place'), { kind: 'landing', where: '0.775, 50.910', do: 'turn' }),
    )
    assert.equal(right.status, 303)
    const list = (await sussex.get(`/reports/drafts/${draft}/text`)).text
    assert.match(textOf(list), /Landing\. 50\.91000 N, 0\.77500 E/)
    const changed = `/reports/drafts/${draft}/events/1/1`
    const page = (await sussex.get(changed)).text
    const removed = await sussex.post(`${changed}/remove`, filledIn(formOf(page, 'what'), {}))
    assert.equal(removed.status, 303)
    assert.equal((await sussex.get(changed)).status, 404)
  })

  void test('a graded, changed and sanitised item keeps it, but what goes out says it only where it was written anew', async () => {
    const id = await file(SUSSEX, 'A store by the quay', {
      kind: 'equipment-stored',
      when: day(4),
      place: 'Strand Quay',
    })
    const begin = await sussex.get(`/reports/${id}/sanitise`)
    const begun = await sussex.post(`/reports/${id}/sanitise`, filledIn(formOf(begin.text), {}))
    const draft = (begun.headers.get('location') ?? '').replace(/\/[a-z]+$/, '')
    const text = (await sussex.get(`${draft}/text`)).text
    assert.match(textOf(text), /Where and when: Boat or engine stored/, 'the original stands beside it')
    assert.doesNotMatch(text, new RegExp(`${draft}/events/1/1`))
    const begunNext = await sussex.post(
      `/reports/${id}/new-version`,
      filledIn(formOf((await sussex.get(`/reports/${id}/new-version`)).text), {}),
    )
    const next = (begunNext.headers.get('location') ?? '').replace(/\/[a-z]+$/, '')
    assert.match(
      textOf((await sussex.get(`${next}/text`)).text),
      /Boat or engine stored\..*Strand Quay Change/,
    )
  })

  void test('near this beach in the last fourteen days is one press from the beach, and back', async () => {
    const near = await site('Winchelsea Beach')
    await file(SUSSEX, 'Found on the shingle', {
      kind: 'found-on-beach',
      when: day(3),
      where: '50.915, 0.739',
    })
    await file(SUSSEX, 'Found last year', { kind: 'found-on-beach', when: day(300), where: '50.915, 0.739' })
    const beach = await sussex.get(`/coast/sites/${near}`)
    assert.ok(unescapeHtml(beach.text).includes(`href="/events?near=${near}&days=14"`))
    const page = await sussex.get(`/events?near=${near}&days=14`)
    const text = textOf(page.text)
    assert.match(text, /1 event that you may read/)
    assert.match(text, /Found on the shingle/)
    assert.doesNotMatch(text, /Found last year/)
    assert.match(page.text, new RegExp(`href="/coast/sites/${near}">Winchelsea Beach in your coastal plan`))
    const [stretch] = await node.admin<{ id: string }>(
      `select id from coast.stretch where name like 'Pett Level%'`,
    )
    const along = await sussex.get(`/coast/stretches/${stretch?.id ?? ''}`)
    assert.ok(unescapeHtml(along.text).includes(`href="/events?near=${stretch?.id ?? ''}&days=14"`))
    assert.match(
      textOf((await sussex.get(`/events?near=${stretch?.id ?? ''}&days=14`)).text),
      /Found on the shingle/,
    )
    assert.match(
      textOf((await sussex.get('/events?near=&at=50.0,-5.0&km=1')).text),
      /No report that you may read says so/,
    )
  })

  void test('another agency sees what was released to it, and the same page as if there were nothing', async () => {
    const nothing = textOf((await kent.get('/events?at=58.0,-6.0')).text)
    const id = await file(SUSSEX, 'Only ours', { kind: 'meeting', when: day(1), where: '58.0, -6.0' })
    assert.equal(textOf((await kent.get('/events?at=58.0,-6.0')).text), nothing)
    assert.doesNotMatch((await kent.get('/events.csv')).text, /Only ours/)
    const done = await node.api(SUSSEX, 'POST', `/intelligence/reports/${id}/release`, {
      agencies: ['kent-police'],
      reason: 'Theirs too',
    })
    assert.ok(done.status < 300, done.text)
    assert.match(
      textOf((await kent.get('/events?at=58.0,-6.0')).text),
      /1 event that you may read.*Only ours/,
    )
    const answer = await node.api(KENT, 'GET', '/events?at=58.0,-6.0&km=1')
    const { items } = answer.json<{ items: { title: string; position: object }[] }>()
    assert.deepEqual(
      items.map(({ title, position }) => ({ title, position })),
      [{ title: 'Only ours', position: { lat: 58, lon: -6 } }],
    )
  })

  void test('a filter that is not understood is said, and finds nothing', async () => {
    const asked = async (query: string, why: RegExp) => {
      const { text, status } = await sussex.get(`/events?${query}`)
      assert.equal(status, 422)
      assert.match(textOf(text), why)
      assert.match(textOf(text), /Nothing was looked for/)
      assert.equal((await sussex.get(`/events.csv?${query}`)).status, 400)
      assert.equal((await node.api(SUSSEX, 'GET', `/events?${query}`)).status, 400)
    }
    await asked('at=nowhere', /position was not understood/)
    await asked('km=5000', /whole number from 1 to 100/)
    await asked('from=31+February+2026', /first day must be a real date/)
    await asked('days=14&from=1+May+2026', /leave the first and the last day out/)
    assert.match(
      textOf((await sussex.get('/events?at=0.775,50.91')).text),
      /turned round: look near 50\.91000, 0\.77500/,
    )
    assert.equal((await sussex.get('/events?cursor=x')).status, 303)
  })

  void test('script in every field is text', async () => {
    const script = '<script>alert(1)</script>'
    await file(SUSSEX, script, { kind: 'other', when: day(1), place: script })
    const page = await sussex.get(`/events?kind=other&at=${encodeURIComponent(script)}`)
    assert.doesNotMatch(page.text, /<script>alert/)
    assert.doesNotMatch((await sussex.get('/events?kind=other')).text, /<script>alert/)
  })
})
