/** The first page of the desk over a backlog: what is new stands first, numbers are real, and lead to what they count. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import pg from 'pg'
import { desk } from '../../../test/support/callers.ts'
import { testNode, type Desk, type TestNode } from '../../../test/support/node.ts'
import { fileReport, withdrawReport, type Value } from '../../../test/support/plain-reports.ts'
import { openStream } from '../../../test/support/stream.ts'
import { beginSession } from '../../platform/identity/session.ts'

const NCA = 'intelligence-officer@nca.example'
const NCA_ANALYST = 'analyst@nca.example'
const TRIAGE = 'triage-officer@sussex-police.example'
/** So many values the NCA and Sussex hold alike before anybody looks. */
const BACKLOG = 1_004
/** Milliseconds. A page that asked by the clock would take longer, and so would one that counted the backlog first. */
const SOON = 8_000

const values = (from: number, count: number): Value[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'handle', key: `boat-${String(from + index)}` }))
const text = (html: string) =>
  html
    .replace(/^[\s\S]*<main/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
const sections = (html: string) =>
  new Map(
    [...html.matchAll(/<section[^>]*aria-labelledby="(\w+)">([\s\S]*?)<\/section>/g)].map(
      ([, name = '', inside = '']) => [name, text(`<main>${inside}`)],
    ),
  )
const number = (html: string, key: string) =>
  new RegExp(`data-count="${key}"[^>]*>\\s*<span data-count-number>([^<]*)`).exec(html)?.[1]

void describe('home', () => {
  let node: TestNode
  let next = BACKLOG
  before(async () => {
    node = await testNode()
    for (const agency of ['nca', 'sussex-police'])
      for (let from = 0; from < BACKLOG; from += 50)
        await fileReport(node, { agency, values: values(from, Math.min(50, BACKLOG - from)) })
  })
  beforeEach(() => longAgo())
  after(() => node.close())

  /** All matches so far are of last week. */
  const longAgo = async () => {
    await node.admin(`update deconfliction.match_side set at = at - interval '7 days'`)
  }
  /** Whoever has looked, did so a while ago. */
  const lookedBefore = () =>
    node.admin(
      `update identity.looked set at = at - interval '1 minute', before = before - interval '1 minute'`,
    )
  const comes = async (email: string): Promise<Desk> => {
    const browser = desk(node.base)
    browser.cookies.set('seamark-session', await beginSession(node.database, node.person(email).id, null))
    return browser
  }
  /** Both hold a value that they did not hold before. */
  const newMatch = async (partner = 'sussex-police', more: object = {}) => {
    const value = { kind: 'handle', key: `boat-${String(++next)}` }
    await fileReport(node, { agency: 'nca', values: [value] })
    return { value, report: await fileReport(node, { agency: partner, values: [value], ...more }) }
  }

  void test('says how many matches there really are, and of how many one has not heard yet', async () => {
    const browser = await comes(NCA)
    const first = (await browser.get('/')).text
    assert.match(
      sections(first).get('anybody') ?? '',
      /1,004 open matches with Sussex Police Since \d+ November 2026/,
    )
    assert.match(sections(first).get('new') ?? '', /Nothing has come since/)
    await lookedBefore()
    for (let time = 0; time < 3; time++) await newMatch()
    const { text: page } = await browser.get('/')
    assert.match(
      sections(page).get('anybody') ?? '',
      /1,007 open matches with Sussex Police 3 new since you last looked/,
    )
    assert.equal(
      (sections(page).get('new') ?? '').match(/Sussex Police also holds online handle/g)?.length,
      3,
    )
  })

  void test('leads from a partner’s line to the list of what it counts', async () => {
    const { text: page } = await (await comes(NCA)).get('/')
    assert.match(page, /href="\/matches\?partner=sussex-police&amp;state=open"/)
  })

  void test('shows as new no closer date than the month of what a partner filed', async () => {
    const browser = await comes(NCA)
    await browser.get('/')
    await lookedBefore()
    await newMatch()
    // Later than our own filing: then it was the partner's that opened the match.
    await node.admin(
      `update deconfliction.match_side set at = now() + interval '2 minutes' where at > now() - interval '1 day'`,
    )
    const [side] = await node.admin<{ at: Date }>('select max(at) as at from deconfliction.match_side')
    const month = new Intl.DateTimeFormat('en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'Europe/London',
    })
    const fresh = sections((await browser.get('/')).text).get('new') ?? ''
    assert.match(
      fresh,
      new RegExp(`Sussex Police also holds online handle \\S+ Since ${month.format(side?.at)} Match`),
    )
    assert.doesNotMatch(fresh, /\d(am|pm)/)
  })

  void test('counts as new what came since the person looked, and keeps it for the visit', async () => {
    const browser = await comes(NCA_ANALYST)
    await browser.get('/')
    await lookedBefore()
    await newMatch()
    const elsewhere = (await browser.get('/desks')).text
    assert.deepEqual([number(elsewhere, 'home'), number(elsewhere, 'matches')], ['1', '1'])
    // A page that looks again by itself shows that nobody is there.
    await browser.get('/', { 'x-fragment': '1' })
    assert.equal(number((await browser.get('/desks')).text, 'home'), '1')
    await node.admin(`update deconfliction.match_side set at = at - interval '5 seconds'`)
    const looked = (await browser.get('/')).text
    assert.equal(number(looked, 'home'), '0')
    for (const page of [looked, (await browser.get('/')).text])
      assert.match(
        sections(page).get('new') ?? '',
        /Sussex Police also holds/,
        'it stays while somebody works on it',
      )
    // The next visit: what came before the last look is known.
    await node.admin(`update deconfliction.match_side set at = at - interval '1 minute'`)
    await node.admin(
      `update identity.looked set began = began - interval '1 hour', at = now() - interval '10 seconds'`,
    )
    assert.match(sections((await browser.get('/')).text).get('new') ?? '', /Nothing has come since/)
  })

  void test('takes a match that the person has opened for known', async () => {
    const browser = await comes(NCA)
    await browser.get('/')
    await lookedBefore()
    const { value } = await newMatch()
    const { text: page } = await browser.get('/')
    const id = new RegExp(
      `/matches/([0-9a-f-]{36})">Sussex Police also holds online handle @${value.key}`,
    ).exec(page)?.[1]
    assert.ok(id, page)
    await browser.get(`/matches/${id}`)
    assert.doesNotMatch(sections((await browser.get('/')).text).get('new') ?? '', new RegExp(value.key))
  })

  void test('and the list of matches are told of a new match at once, whatever the backlog', async () => {
    const browser = await comes(NCA)
    await browser.get('/')
    await lookedBefore()
    const stream = await openStream(node.base, browser)
    await stream.next()
    const began = performance.now()
    const { value } = await newMatch()
    const told = JSON.parse(/data: (.*)/.exec(await stream.next())?.[1] ?? '{}') as {
      counts: Record<string, number>
    }
    stream.close()
    assert.ok(performance.now() - began < SOON)
    assert.ok((told.counts['home'] ?? 0) >= 1)
    assert.equal(told.counts['matches'], told.counts['home'])
    const again = { 'x-fragment': '1' }
    assert.match(sections((await browser.get('/', again)).text).get('new') ?? '', new RegExp(value.key))
    assert.match((await browser.get('/matches', again)).text, new RegExp(value.key))
  })

  void test('waits for no other page that the person opens at the same moment', async () => {
    const browser = await comes(NCA)
    await browser.get('/')
    await lookedBefore()
    const client = new pg.Client({ connectionString: node.adminUrl })
    await client.connect()
    try {
      await client.query('begin')
      await client.query('select from identity.looked for update')
      assert.equal((await browser.get('/')).status, 200)
    } finally {
      await client.query('rollback')
      await client.end()
    }
  })

  void test('tells nobody of a match that they may not know of', async () => {
    const browser = await comes(NCA)
    await browser.get('/')
    const stream = await openStream(node.base, browser)
    await stream.next()
    const { value, report } = await newMatch('sussex-police', { discoverable: false })
    await browser.get('/desks')
    assert.equal(stream.waiting(), 0)
    stream.close()
    assert.doesNotMatch((await browser.get('/')).text, new RegExp(value.key))
    await withdrawReport(node, report, 'sussex-police')
  })

  void test('counts anew as soon as one is answered, for everybody who sees the same', async () => {
    const [one, other] = [await comes(NCA), await comes(NCA)]
    const open = async (browser: Desk) =>
      Number(
        /([\d,]+) open matches with Sussex/.exec(text((await browser.get('/')).text))?.[1]?.replace(',', ''),
      )
    const before = await open(one)
    assert.equal(await open(other), before)
    const { items } = (await node.api(NCA, 'GET', '/deconfliction/matches?limit=1')).json<{
      items: { id: string }[]
    }>()
    const done = await node.api(NCA, 'POST', `/deconfliction/matches/${items[0]?.id ?? ''}/reject`, {
      reason: 'Another boat',
    })
    assert.equal(done.status, 200, done.text)
    assert.deepEqual([await open(one), await open(other)], [before - 1, before - 1])
  })

  void test('names a few matches with a partner one by one, and persons in the line of their queue', async () => {
    await newMatch('kent-police')
    await longAgo()
    const { text: page } = await (await comes(NCA)).get('/')
    assert.match(sections(page).get('anybody') ?? '', /Kent Police also holds online handle/)
  })

  void test('of somebody who has no task says what will come', async () => {
    assert.match(text((await (await comes(TRIAGE)).get('/')).text), /You have no tasks/)
  })
})
