/** The operator's addresses, and what the figures behind them tell of the public. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { request, type IncomingMessage } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../../exercise/reporting/desks.ts'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { publicServices, RYE } from '../../rooms/reporting/arrival/arrival.test-support.ts'
import { keepDraft, newCookie } from '../../rooms/reporting/arrival/drafts.ts'
import { receiptOfCookie } from '../../rooms/reporting/arrival/way-back.ts'
import { createLog } from '../log.ts'
import { WrongSetting } from '../config.ts'

const HOUR = 3_600_000

/** Asks for an address as it is written: `fetch` would tidy it first. */
async function ask(
  base: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  const { hostname, port } = new URL(base)
  const asked = request({ hostname, port, path, method: options.method ?? 'GET', headers: options.headers })
  asked.end(options.body)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece as Buffer)
  return {
    status: answer.statusCode ?? 0,
    location: answer.headers.location,
    cookies: answer.headers['set-cookie'] ?? [],
    text: Buffer.concat(pieces).toString('utf8'),
  }
}

/** Ways to write one address that some proxy or server takes for the same. */
const spellings = (name: string): string[] => [
  `/${name}`,
  `/${name}/`,
  `/${name}//`,
  `//${name}`,
  `///${name}`,
  `/./${name}`,
  `/x/../${name}`,
  `/${name}/.`,
  `/${name}?x`,
  `/${name}?`,
  `/${name}/?x=1`,
  `/${name};`,
  `/${name};x=1`,
  `/${name}%2f`,
  `/%2f${name}`,
  `/${name}%20`,
  `/${name}%00`,
  `/${name}.`,
  `/${name}%3f`,
  `/%${name.charCodeAt(0).toString(16)}${name.slice(1)}`,
  `/${Buffer.from(name).toString('hex').replaceAll(/../gu, '%$&')}`,
  `/${name.toUpperCase()}`,
  `/${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  `/${name}/metrics`,
  `/report/../${name}`,
]
const NAMES = ['metrics', 'readyz', 'healthz']

void describe('the operator’s addresses', () => {
  void test('every operator address in every spelling is nothing on the public listener', async () => {
    const node = await testNode({ demo: false })
    try {
      for (const name of NAMES)
        for (const path of spellings(name))
          for (const headers of [{}, { 'x-forwarded-for': '192.0.2.7', host: 'seamark.example' }]) {
            const answer = await ask(node.base, path, { headers })
            assert.equal(answer.status, 404, path)
            assert.doesNotMatch(answer.text, /"status":"ok"|seamark_http|process_cpu/u, path)
            assert.match(answer.text, /Page not found|This page is not here|"code":"not-found"/u, path)
          }
    } finally {
      await node.close()
    }
  })

  void test('in the exercise only the two without figures are answered there, as they are written', async () => {
    const node = await testNode()
    try {
      for (const name of NAMES)
        for (const path of spellings(name)) {
          const answer = await ask(node.base, path)
          assert.equal(answer.status, name !== 'metrics' && path === `/${name}` ? 200 : 404, path)
          assert.doesNotMatch(answer.text, /seamark_http|process_cpu/u, path)
        }
    } finally {
      await node.close()
    }
  })

  void test('are answered on a listener of their own, and nothing else is', async () => {
    const node = await testNode({ demo: false })
    try {
      for (const name of NAMES) assert.equal((await ask(node.operatorBase, `/${name}`)).status, 200, name)
      for (const path of ['/', '/report', '/sign-in', '/api/openapi.json', '/metrics/', '//metrics', '/x'])
        assert.equal((await ask(node.operatorBase, path)).status, 404, path)
      assert.equal((await ask(node.operatorBase, '/metrics', { method: 'POST' })).status, 404)
      assert.match((await ask(node.operatorBase, '/metrics')).text, /^# HELP /u)
    } finally {
      await node.close()
    }
  })

  void test('whose port another program uses: the node says which setting, or takes another in the exercise', async () => {
    const node = await testNode()
    const other = createServer()
    try {
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
      const { port } = other.address() as AddressInfo
      await node.node.operator.close()
      const at = { host: '127.0.0.1', port }
      await assert.rejects(
        node.node.operator.listen({ ...at, otherIfTaken: false }),
        (fault) =>
          fault instanceof WrongSetting && fault.message.startsWith('OPERATOR_PORT: another program'),
      )
      const taken = await node.node.operator.listen({ ...at, otherIfTaken: true })
      assert.notEqual(new URL(taken).port, String(port))
      assert.equal((await ask(taken, '/healthz')).status, 200)
    } finally {
      other.close()
      await node.close()
    }
  })
})

void describe('a slash behind an address', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  void test('leads to the page that was meant, and never to another site', async () => {
    for (const path of ['/report', '/cy/report', '/report/start']) {
      const answer = await ask(node.base, `${path}/`)
      assert.deepEqual([answer.status, answer.location], [308, path])
    }
    const officer = await node.signIn('intelligence-officer@sussex-police.example')
    const page = await officer.get('/reports/')
    assert.deepEqual([page.status, page.headers.get('location')], [308, '/reports'])
    const cookie = [...officer.cookies].map((pair) => pair.join('=')).join('; ')
    for (const path of ['//elsewhere.example/', '//elsewhere/', '/report//elsewhere/'])
      assert.equal((await ask(node.base, path, { headers: { cookie } })).status, 404, path)
  })
})

void describe('figures and lines of the log', () => {
  let node: TestNode
  let now = Math.floor(Date.now() / HOUR) * HOUR
  const lines: string[] = []

  before(async () => {
    node = await testNode({
      clock: () => new Date(now),
      log: createLog('info', { write: (line: string) => void lines.push(line) }),
    })
    await makeExerciseDesks(node.database, null)
  })
  after(() => node.close())

  /** All but what the process and the runtime tell of themselves. */
  const figures = async () =>
    (await ask(node.operatorBase, '/metrics')).text
      .split('\n')
      .filter((line) => !/^(# (HELP|TYPE) )?(process_|nodejs_)/u.test(line))
      .join('\n')

  /** The public's pages from the first one to the withdrawal, by a browser that loads what they need. */
  async function report(): Promise<void> {
    const get = async (path: string, cookie = '') => ask(node.base, path, { headers: { cookie } })
    const post = (path: string, cookie: string, fields: Record<string, string>) =>
      ask(node.base, path, {
        method: 'POST',
        headers: {
          cookie,
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        body: new URLSearchParams(fields).toString(),
      })
    const first = await get('/report')
    for (const [, asset] of first.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/gu))
      assert.equal((await get(asset ?? '')).status, 200)
    await get('/favicon.ico')
    await get('/report/no-such-page')
    const begun = await post('/report/start', '', {})
    assert.equal(begun.status, 303)
    const services = publicServices(node.database)
    const value = newCookie()
    await keepDraft(services, value, {
      kind: 'landing',
      when: { at: 'now' },
      where: { how: 'pin', position: RYE },
      what: { seen: [], words: 'A boat came in on the shingle' },
    })
    const cookie = `seamark-report=${value}`
    assert.equal((await get('/report/check', cookie)).status, 200)
    const sent = await post('/report/send', cookie, {})
    assert.deepEqual([sent.status, sent.location], [303, '/report/sent'])
    const receipt = (await receiptOfCookie(services, value)) ?? ''
    const opened = await post('/report/receipt', '', { receipt })
    assert.deepEqual([opened.status, opened.location], [303, '/report/thread'])
    const back = (opened.cookies[0] ?? '').split(';')[0] ?? ''
    assert.equal((await get('/report/thread', back)).status, 200)
    assert.equal((await post('/report/thread', back, { answer: 'About thirty' })).status, 303)
    assert.equal(
      (await post('/report/thread/withdraw', back, { sure: 'yes' })).location,
      '/report/thread/withdrawn',
    )
  }

  void test('no figure changes when a public report is sent, opened by its receipt, answered or taken back', async () => {
    const officer = await node.signIn('triage-officer@sussex-police.example')
    assert.equal((await officer.get('/')).status, 200)
    const before = await figures()
    assert.match(
      before,
      /seamark_http_seconds_count\{operation="home\.show"/u,
      'officers’ requests are counted',
    )
    await report()
    assert.equal(await figures(), before)
    assert.doesNotMatch(before, /reporting\.public|design\.assets|coast\.map|operation="none"/u)

    now += HOUR
    const over = await figures()
    assert.match(over, /seamark_public_answers_total\{status="2xx"\} \d+/u)
    assert.match(over, /seamark_public_answers_total\{status="3xx"\} \d+/u)
    assert.doesNotMatch(over, /reporting\.public/u, 'one sum for all of them')
    assert.match(over, /seamark_database_connections_most_busy [1-9]/u)
  })

  void test('no line is written for it, nor for the desk’s open page that looks again at that second', async () => {
    const officer = await node.signIn('triage-officer@sussex-police.example')
    await officer.get('/triage')
    lines.length = 0
    const before = await figures()
    await report()
    await officer.get('/triage', { 'x-fragment': '1' })
    assert.deepEqual(lines, [])
    assert.equal(await figures(), before)
  })

  void test('a fault of the public’s pages is a line when its hour is over, with its number and without a moment', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] })
    const away = await testNode({
      clock: () => new Date(now),
      log: createLog('info', { write: (line: string) => void lines.push(line) }),
    })
    try {
      await away.admin(`alter function reporting.read_draft(bytea) rename to read_draft_away`)
      lines.length = 0
      const cookie = `seamark-report=${newCookie()}`
      for (let n = 0; n < 3; n++)
        assert.equal((await ask(away.base, '/report/kind', { headers: { cookie } })).status, 500)
      t.mock.timers.tick(60_000)
      assert.deepEqual(lines, [])
      now += HOUR
      t.mock.timers.tick(60_000)
      const [line, ...more] = lines.map((one) => JSON.parse(one) as Record<string, unknown>)
      assert.equal(more.length, 0)
      assert.deepEqual([line?.['operation'], line?.['times']], ['reporting.public', 3])
    } finally {
      t.mock.timers.reset()
      await away.close()
    }
  })
})
