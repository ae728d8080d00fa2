/**
 * Somebody who is not signed in adds no row that nothing removes. Every declared route is walked, so a new one
 * is included without being named; and all tables are counted, so a new table is too.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import type { DeclaredRoute } from '../../src/platform/http/server.ts'
import { forgetSessions } from '../../src/platform/identity/forget-sessions.ts'
import { createLog } from '../../src/platform/log.ts'
import { arrivalTasks } from '../../src/rooms/reporting/arrival/tasks.ts'
import { desk, type Desk } from '../support/callers.ts'
import { testNode, type TestNode } from '../support/node.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'

/** What one report of the public is made of. It stands until its desk's retention destroys it. */
const OF_A_REPORT = [
  'reporting.public_report',
  'reporting.sealed_part',
  // its event waits there until the hour is over
  'ledger.held_event',
  'ledger.event',
  'ledger.pending',
  // one row for each agency, whatever comes: that something changed, a moment after the commit
  'platform.woken',
]

/** A form with fields that many routes know, and one that none does. */
const FORMS: Record<string, string>[] = [
  {},
  {
    ...{ kind: 'boat', when: 'now', words: 'A grey boat', place: 'Rye', position: 'TQ 954 180' },
    ...{ receipt: '8BA73 JGA9Y DPKRN MT9EA', answer: 'Red', sure: 'yes', signs: 'ABCD', id: randomUUID() },
    ...{ email: OFFICER, purpose: 'x'.repeat(10_000), reason: 'x', revision: '1', title: 'x', _csrf: 'x' },
  },
]

void describe('whoever is not signed in', () => {
  let node: TestNode
  let dead = ''
  before(async () => {
    node = await testNode()
    await makeExerciseDesks(node.database, null)
    const browser = await node.signIn(OFFICER)
    dead = browser.cookies.get('seamark-session') ?? ''
    await browser.post('/sign-out', {})
  })
  after(() => node.close())

  const counts = async (): Promise<Record<string, number>> => {
    const tables = await node.admin<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`,
    )
    assert.ok(tables.some(({ name }) => name === 'ledger.event'))
    const counted: Record<string, number> = {}
    for (const { name } of tables)
      counted[name] = (await node.admin<{ n: number }>(`select count(*)::int as n from ${name}`))[0]?.n ?? 0
    return counted
  }
  const more = (before: Record<string, number>, now: Record<string, number>) =>
    Object.keys(now).filter((name) => (now[name] ?? 0) > (before[name] ?? 0))

  /** An hour or two pass, and the clock does what it does. */
  const timePasses = async () => {
    await node.admin(`update reporting.draft set expires_at = now() - interval '1 second'`)
    await node.admin(`update identity.kept_form set kept_at = now() - interval '2 hours'`)
    const services = { database: node.database, log: createLog('silent') }
    await arrivalTasks['reporting.forget-drafts']?.(services, {})
    await forgetSessions({ idleMinutes: 30, hours: 12 })(services, {})
  }

  const filled = ({ path }: DeclaredRoute) =>
    path
      .replace(/:id|:handle/g, randomUUID())
      .replace(':y', '172.svg')
      .replace(/:\w+/g, '1')
      .replace('*', 'x')
  const cookies = (): string[] => [
    '',
    [
      `seamark-session=${dead}`,
      `seamark-trip=${Buffer.from('{"verifier":"v","state":"s","nonce":"n","returnTo":"/"}').toString('base64url')}`,
      `seamark-kept=${randomBytes(32).toString('base64url')}`,
      `seamark-report=${randomBytes(32).toString('base64url')}`,
    ].join('; '),
  ]
  const send = async (route: DeclaredRoute, cookie: string, form: Record<string, string>) => {
    const api = route.path.startsWith('/api/')
    const reads = route.method === 'GET' || route.method === 'HEAD'
    const query = reads ? '?code=x&state=s&return=/reports&q=x' : ''
    const answer = await fetch(`${node.base}${filled(route)}${query}`, {
      method: route.method,
      redirect: 'manual',
      headers: {
        cookie,
        ...(api ? { authorization: 'Bearer not.a.token', 'idempotency-key': randomUUID() } : {}),
        ...(reads ? {} : { 'content-type': api ? 'application/json' : 'application/x-www-form-urlencoded' }),
      },
      ...(reads ? {} : { body: api ? JSON.stringify(form) : new URLSearchParams(form).toString() }),
    })
    await answer.arrayBuffer()
    return answer.status
  }

  void test('adds no row that nothing removes, at any declared address', async () => {
    const before = await counts()
    let walked = 0
    for (const route of node.node.routes) {
      if (['TRACE', 'CONNECT', 'OPTIONS'].includes(route.method)) continue
      for (const cookie of cookies())
        for (const form of route.method === 'GET' ? [{}] : FORMS) {
          const status = await send(route, cookie, form)
          assert.ok(status < 500 || status === 503, `${route.method} ${route.path}: ${String(status)}`)
          walked++
        }
    }
    assert.ok(walked > 300, String(walked))
    await timePasses()
    assert.deepEqual(more(before, await counts()), [])
  })

  void test('adds none by what takes several steps: signing in, asking for receipts, drafts', async () => {
    const before = await counts()
    for (let time = 0; time < 3; time++) {
      const browser = desk(node.base)
      const begun = await browser.get('/sign-in/start?return=/')
      const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? ''
      await browser.get(`/sign-in/callback?code=x&state=${state}`)
      await browser.get(begun.headers.get('location') ?? '')
    }
    const visitor = await draft()
    await visitor.get('/report/check')
    await visitor.post('/report/receipt', { receipt: 'nonsense' })
    await draft().then((browser) => browser.get('/report/leave'))
    await timePasses()
    assert.deepEqual(more(before, await counts()), [])
  })

  void test('adds by a report what the report is made of, once, however often it is sent and asked for', async () => {
    const before = await counts()
    const visitor = await draft()
    for (let time = 0; time < 3; time++) await visitor.post('/report/send', {})
    await visitor.get('/report/sent')
    await timePasses()
    const sent = await counts()
    const added = more(before, sent).filter((name) => !name.startsWith('graphile_worker.'))
    assert.deepEqual(
      added.filter((name) => !OF_A_REPORT.includes(name)),
      [],
    )
    assert.equal(sent['reporting.public_report'], (before['reporting.public_report'] ?? 0) + 1)
    const events = (counted: Record<string, number>) =>
      (counted['ledger.event'] ?? 0) + (counted['ledger.held_event'] ?? 0)
    assert.equal(events(sent), events(before) + 1)
  })

  async function draft(): Promise<Desk> {
    const browser = desk(node.base)
    await browser.post('/report/start', {})
    await browser.post('/report/kind', { kind: 'boat' })
    await browser.post('/report/where/position', { position: 'TQ 954 180' })
    return browser
  }
})
