/** The ledger's feed for an agency's own security operations: whole, in order, without content, and nobody else's. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import type { Answer } from '../../../test/support/callers.ts'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { reportBody } from '../../../test/support/reports.ts'
import { until } from '../../../test/support/until.ts'
import { openEventId, sealEventId } from './feed-cursor.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const MANAGER = 'records-manager@sussex-police.example'

type Event = {
  '@timestamp': string
  event: { id: string; action: string; category: string[]; outcome: string; reason?: string }
  organization: { id: string }
  user?: { id: string; full_name?: string }
  seamark: { kind: string; record?: { kind: string; id: string }; recipients: string[] }
}
type Page = { items: Event[]; cursor: string | null; more: boolean }

void describe('the feed of the ledger', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const read = async (query: string, who = MANAGER): Promise<Answer> =>
    node.api(who, 'GET', `/ledger/events${query}`)
  const page = async (query: string): Promise<Page> => {
    const answer = await read(query)
    assert.equal(answer.status, 200, answer.text)
    return answer.json<Page>()
  }
  /** What was done now is given in some seconds; a test makes it older. */
  const settle = async () => {
    await node.admin(`alter table ledger.event disable trigger event_is_append_only`)
    await node.admin(`update ledger.event set at = at - interval '1 minute'`)
    await node.admin(`alter table ledger.event enable trigger event_is_append_only`)
  }
  const all = async (limit: number): Promise<{ items: Event[]; cursor: string | null }> => {
    const items: Event[] = []
    let cursor: string | null = null
    for (;;) {
      const next: Page = await page(`?limit=${String(limit)}${cursor === null ? '' : `&after=${cursor}`}`)
      items.push(...next.items)
      cursor = next.cursor
      if (!next.more) return { items, cursor }
    }
  }

  void test('gives every event of the agency once, in the ledger’s order, however it is divided', async () => {
    for (let n = 0; n < 4; n++)
      await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody({ title: 'SECRETNAME boat' }))
    await node.api(OFFICER, 'GET', '/intelligence/reports/00000000-0000-4000-8000-000000000000')
    await settle()
    const rows = await node.admin<{ operation: string }>(
      `select operation from ledger.event where agency_id = $1 order by id`,
      [node.agency('sussex-police')],
    )
    // Whoever works in the cluster beside this test is waited for too.
    const { items, cursor } = await until('everything is settled', async () => {
      const read = await all(3)
      return read.items.length >= rows.length ? read : null
    })
    assert.deepEqual(
      items.slice(0, rows.length).map(({ event }) => event.action),
      rows.map(({ operation }) => operation),
    )
    assert.equal(new Set(items.map(({ event }) => event.id)).size, items.length)
    assert.deepEqual((await page(`?after=${cursor ?? ''}`)).items, [])
    const refusal = items.find(({ seamark }) => seamark.kind === 'refusal')
    assert.deepEqual([refusal?.event.outcome, refusal?.event.reason], ['failure', 'not-found'])
    const filed = items.find(({ event }) => event.action === 'intelligence.report.file')
    assert.equal(filed?.user?.id, node.person(OFFICER).id)
    assert.deepEqual(new Set(items.map(({ organization }) => organization.id)), new Set(['sussex-police']))
  })

  void test('holds no title, no purpose, no address of mail, and no running number', async () => {
    const { text } = await read('')
    assert.doesNotMatch(text, /SECRETNAME|\w@\w|purpose/)
    const [last] = await node.admin<{ id: string }>(`select max(id)::text as id from ledger.event`)
    assert.doesNotMatch(text, new RegExp(`[":]${last?.id ?? 'x'}[",}]`))
  })

  void test('leaves an event of its own in the ledger, and none for reading that', async () => {
    await settle()
    const counted = async () =>
      (await node.admin(`select from ledger.event where operation = 'records.ledger.feed'`)).length
    let { cursor } = await page('')
    await settle()
    const before = await counted()
    for (let n = 0; n < 5; n++) {
      const next = await page(`?after=${cursor ?? ''}`)
      cursor = next.cursor
      await settle()
    }
    assert.ok((await counted()) - before <= 1, 'reading the traces of reading leaves none')
    assert.ok(before > 0)
  })

  void test('begins from now on with `latest`', async () => {
    const { items, cursor } = await page('?after=latest')
    assert.deepEqual(items, [])
    await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody({}))
    await settle()
    const next = await until('the report is there', async () => {
      const read = await page(`?after=${cursor ?? ''}`)
      return read.items.length > 0 ? read : null
    })
    assert.ok(next.items.length < 10)
  })

  void test('waits for what is still under way, so that nothing is passed over', async () => {
    const { cursor } = await page('?after=latest')
    const slow = new pg.Client(node.adminUrl)
    await slow.connect()
    try {
      await slow.query('begin')
      await slow.query(
        `insert into ledger.event (kind, operation, agency_id, service) values ('administration', 'test.slow', $1, 'test')`,
        [node.agency('sussex-police')],
      )
      await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody({}))
      const early = await page(`?after=${cursor ?? ''}`)
      assert.deepEqual(early.items, [])
      await slow.query('commit')
    } finally {
      await slow.end()
    }
    await settle()
    const later = await until('both are there', async () => {
      const next = await page(`?after=${cursor ?? ''}`)
      return next.items.length > 1 ? next : null
    })
    assert.equal(later.items[0]?.event.action, 'test.slow')
  })

  void test('is read by who reads the ledger, of their own agency, with a cursor of their own', async () => {
    assert.equal((await read('', OFFICER)).status, 403)
    assert.equal((await fetch(`${node.base}/api/v1/ledger/events`)).status, 401)
    const { cursor } = await page('')
    const foreign = await read(`?after=${cursor ?? ''}`, 'records-manager@kent-police.example')
    assert.equal(foreign.status, 400)
    assert.match(foreign.text, /Begin again/)
    for (const wrong of ['x', 'AAAA', '1', `${cursor ?? ''}x`, randomBytes(16).toString('base64url')])
      assert.equal((await read(`?after=${wrong}`)).status, 400, wrong)
    assert.equal((await read('?limit=501')).status, 400)
    assert.equal((await read('?from=2026-01-01')).status, 400)
    const theirs = await read('', 'records-manager@kent-police.example')
    assert.doesNotMatch(theirs.text, /sussex-police"\},"user/)
  })

  void test('seals an event’s number so that it says nothing, and the same each time', () => {
    const key = randomBytes(32)
    const sealed = [1n, 2n, 3n, 2n ** 40n].map((id) => sealEventId(key, 7, id))
    assert.deepEqual(
      sealed.map((one) => openEventId(key, 7, one)),
      [1n, 2n, 3n, 2n ** 40n],
    )
    assert.equal(sealEventId(key, 7, 1n), sealed[0])
    for (const one of sealed) assert.throws(() => openEventId(key, 8, one), { code: 'invalid' })
  })
})
