/**
 * The proxies of deploy/, run where they are found: what they pass on, what they refuse, what they say while no node
 * answers, and that nothing which they write tells who asked for what.
 */
import assert from 'node:assert/strict'
import { connect as connectPlain } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { request } from 'node:https'
import tls from 'node:tls'
import sharp from 'sharp'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { en } from '../../src/rooms/reporting/wording/en.ts'
import { desk, signIn } from '../support/callers.ts'
import { freePort, testNode } from '../support/node.ts'
import { until } from '../support/until.ts'
import { fetchFrom, type Fetch } from './client-from.ts'
import { echoNode, type EchoNode } from './echo-node.ts'
import { skipWithout } from './find-program.ts'
import { startShippedProxy, type Kind, type ShippedProxy } from './shipped-proxy.ts'

const SHIPPED: readonly Kind[] = [
  { file: 'Caddyfile', program: 'caddy' },
  { file: 'Caddyfile.several', program: 'caddy' },
  { file: 'nginx.conf', program: 'nginx' },
]

/** What must be found nowhere: who asked, with what, for what. */
const FROM = '127.0.0.77'
const BROWSER = 'needle-browser/7.1'
const SOUGHT = 'SECRETNAME-SMITH'
const HERE = { 'user-agent': BROWSER }
const LINE = 'a boat off Rye'

async function nothingIsWritten(proxy: ShippedProxy): Promise<void> {
  const written = await proxy.stop()
  for (const secret of [FROM, BROWSER, 'needle', SOUGHT, '/search', '/report', 'photographs', LINE])
    assert.equal(written.includes(secret), false, `${secret} stands in:\n${written}`)
}

for (const kind of SHIPPED)
  void describe(`deploy/${kind.file}`, { skip: skipWithout(kind.program, 'openssl') }, () => {
    let node: EchoNode
    let proxy: ShippedProxy
    let ask: Fetch
    before(async () => {
      node = await echoNode()
      proxy = await startShippedProxy(kind, { upstreamPort: node.port, operatorPort: node.port })
      ask = fetchFrom(FROM, proxy.certificate, HERE)
      await until('the node is known to be ready', async () => (await ask(proxy.url)).status === 200)
    })
    after(async () => {
      await proxy.stop()
      await node.close()
    })
    const last = () => node.asked.filter(({ path }) => path !== '/readyz').at(-1)

    void test('says where somebody comes from, whatever they say themselves', async () => {
      const claimed = { 'x-forwarded-for': '10.9.9.9', 'x-real-ip': '10.9.9.9', forwarded: 'for=10.9.9.9' }
      await ask(`${proxy.url}/claims`, {
        headers: { ...claimed, 'x-forwarded-proto': 'http', 'x-forwarded-host': 'elsewhere.example' },
      })
      const { headers } = last() ?? assert.fail('nothing reached the node')
      assert.equal(headers['x-forwarded-for'], FROM)
      assert.equal(headers['x-forwarded-proto'], 'https')
      assert.match(String(headers['x-forwarded-host']), /^localhost(:\d+)?$/)
      assert.deepEqual([headers['x-real-ip'] ?? '', headers['forwarded'] ?? ''], ['', ''])
    })

    void test('passes an event on at once, and a body while it comes', async () => {
      const live = await ask(`${proxy.url}/live`)
      const reader = live.body?.getReader()
      const first = await reader?.read()
      assert.match(new TextDecoder().decode(first?.value as Uint8Array | undefined), /data: first/)
      node.endStreams()
      await reader?.cancel()

      const { sent, port } = half(proxy, '/report/photographs', 20 * 1024 ** 2)
      await until('the first part reaches the node', () =>
        Promise.resolve((node.asked.find(({ path }) => path === '/report/photographs')?.came ?? 0) > 0),
      )
      const there = node.asked.find(({ path }) => path === '/report/photographs')
      assert.equal(there?.whole, false, 'the rest has not even been sent')
      sent.destroy()
      assert.ok(port > 0)
    })

    void test('takes what is as large as the node takes, and refuses what is larger before it reaches it', async () => {
      for (const [path, bytes] of [
        ['/report/photographs', 121 * 1024 ** 2],
        ['/cy/report/photographs', 121 * 1024 ** 2],
        ['/report/uploads/x', 20 * 1024 ** 2],
        ['/imports/new', 2 * 1024 ** 3 + 1000],
      ] as const) {
        const { sent } = half(proxy, path, bytes)
        await until(`${path} reaches the node`, () =>
          Promise.resolve(node.asked.some((one) => one.path === path && one.came > 0)),
        )
        sent.destroy()
      }
      const refused = await ask(`${proxy.url}/search`, {
        method: 'POST',
        body: Buffer.alloc(23 * 1024 ** 2),
      }).then(
        ({ status }) => status,
        // It may hang up before all of it is sent.
        () => 413,
      )
      assert.equal(refused, 413)
    })

    void test('answers nothing that is the operator’s', async () => {
      for (const path of ['/metrics', '/metrics/', '/readyz/', '/healthz', '/metricsx']) {
        const before = node.asked.filter((one) => one.path === path).length
        assert.equal((await ask(proxy.url + path)).status, 404, path)
        if (path !== '/readyz') assert.equal(node.asked.filter((one) => one.path === path).length, before)
      }
    })

    void test('leaves the node’s own 503 as it is', async () => {
      const answer = await ask(`${proxy.url}/says-503`)
      assert.deepEqual([answer.status, await answer.text()], [503, 'the node itself'])
    })

    void test('says whom to call while no node answers, and keeps nothing of who asked', async () => {
      for (const path of ['/breaks-off', '/hangs-up'])
        await ask(`${proxy.url}${path}?q=${SOUGHT}`).then(
          (answer) => answer.text().catch(() => ''),
          () => '',
        )
      await node.close()
      await brokenGreetings(proxy)

      const asked = [
        await ask(`${proxy.url}/search?q=${SOUGHT}`),
        await ask(`${proxy.url}/report/where/position`, {
          method: 'POST',
          body: new URLSearchParams({ position: LINE }),
        }),
        await ask(`${proxy.url}/report/photographs`, { method: 'POST', body: Buffer.alloc(200 * 1024) }),
      ]
      for (const answer of asked) {
        const page = await answer.text()
        assert.equal(answer.status, 503)
        assert.match(answer.headers.get('content-type') ?? '', /^text\/html/)
        assert.ok(page.includes('href="tel:999"') && page.includes('href="tel:101"'), page.slice(0, 200))
        assert.equal(page.includes(SOUGHT), false)
        const head = answer.headers
        assert.equal(head.get('cache-control'), 'no-store')
        assert.equal(head.get('retry-after'), '10')
        assert.equal(head.get('referrer-policy'), 'no-referrer')
        assert.match(head.get('content-security-policy') ?? '', /default-src 'none'/)
        assert.match(head.get('strict-transport-security') ?? '', /max-age=63072000/)
        assert.doesNotMatch(head.get('server') ?? '', /\d|caddy/i)
      }
      const program = await ask(`${proxy.url}/api/v1/intelligence/reports?q=${SOUGHT}`)
      assert.deepEqual(
        [program.status, program.headers.get('content-type'), ((await program.json()) as { code: string }).code],
        [503, 'application/problem+json', 'unavailable'],
      ) // prettier-ignore
      await nothingIsWritten(proxy)
    })

    void test('keeps as little when its page for an outage is not there', async () => {
      const without = await startShippedProxy(kind, { upstreamPort: await freePort(), pages: false })
      const asked = await fetchFrom(FROM, without.certificate, HERE)(`${without.url}/search?q=${SOUGHT}`)
      assert.ok(asked.status >= 400)
      await brokenGreetings(without)
      await nothingIsWritten(without)
    })
  })

for (const kind of SHIPPED.filter(({ file }) => file !== 'Caddyfile.several'))
  void describe(`a node behind deploy/${kind.file}`, { skip: skipWithout(kind.program, 'openssl') }, () => {
    void test('is reported to, sent a photograph, signed in to, searched, and lost', async () => {
      const upstreamPort = await freePort()
      const proxy = await startShippedProxy(kind, { upstreamPort })
      // The exercise's provider answers behind the same proxy, and the node asks it there.
      const trusted = tls.getCACertificates('default')
      tls.setDefaultCACertificates([...trusted, proxy.certificate])
      const node = await testNode({
        env: { PORT: String(upstreamPort), PUBLIC_URL: proxy.url, TRUST_PROXY: '1' },
      })
      try {
        await makeExerciseDesks(node.database, null)
        const ask = fetchFrom(FROM, proxy.certificate, HERE)
        const reporter = desk(proxy.url, ask)
        await reporter.post('/report/start', {})
        await reporter.post('/report/kind', { kind: 'boat' })
        await reporter.post('/report/where/position', { position: 'TQ 954 180' })
        const form = new FormData()
        form.append('photographs', new Blob([await largePhotograph()]), 'beach.jpg')
        const cookie = [...reporter.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const taken = await ask(`${proxy.url}/report/photographs`, {
          method: 'POST',
          body: form,
          headers: { cookie },
        })
        assert.equal(taken.status, 303, await taken.text())
        await reporter.post('/report/seen', { words: LINE })
        await reporter.post('/report/send', {})
        assert.ok((await reporter.get('/report/sent')).text.includes(en.sent.title))
        const [kept] = await node.admin<{ reports: number; photographs: number }>(
          `select (select count(*) from reporting.public_report)::integer as reports,
                  (select count(*) from reporting.sealed_part where media is not null)::integer as photographs`,
        )
        assert.equal(kept?.reports, 1)
        assert.ok((kept.photographs) > 0, 'the photograph came with it') // prettier-ignore

        const officer = await signIn(
          proxy.url,
          'intelligence-officer@sussex-police.example',
          desk(proxy.url, ask),
        )
        assert.equal((await officer.get(`/search?q=${SOUGHT}`)).status, 200)

        await node.node.app.close()
        assert.equal((await officer.get(`/search?q=${SOUGHT}`)).status, 503)
        const lost = await reporter.post('/report/where/position', { position: LINE })
        assert.equal(lost.status, 503)
        assert.match(lost.text, /tel:999/)
        await nothingIsWritten(proxy)
      } finally {
        tls.setDefaultCACertificates(trusted)
        await node.close()
        await proxy.stop()
      }
    })
  })

/** Announces a body, sends its first 100 KB, and leaves it there. */
function half(proxy: ShippedProxy, path: string, bytes: number) {
  const sent = request(proxy.url + path, {
    method: 'POST',
    ca: proxy.certificate,
    localAddress: FROM,
    family: 4,
    headers: { ...HERE, 'content-length': String(bytes), 'content-type': 'application/octet-stream' },
  })
  sent.on('error', () => undefined)
  sent.on('response', (answer) => answer.resume())
  sent.write(Buffer.alloc(100 * 1024))
  return { sent, port: proxy.port }
}

/** Whoever only begins to speak has an address too. */
async function brokenGreetings({ port }: ShippedProxy): Promise<void> {
  const speak = (bytes: string | Buffer) =>
    new Promise<void>((resolve) => {
      const socket = connectPlain({ port, host: '127.0.0.1', localAddress: FROM }, () => socket.end(bytes))
      socket.on('error', () => undefined)
      socket.resume().once('close', () => resolve())
    })
  await speak(`GET /search?q=${SOUGHT} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ${BROWSER}\r\n\r\n`)
  await speak(Buffer.from([22, 3, 1, 0, 5, 1, 0, 0, 1, 0, 0]))
  await speak(Buffer.from('not a greeting at all\r\n\r\n'))
  await new Promise<void>((resolve) => {
    const socket = connectPlain({ port, host: '127.0.0.1', localAddress: FROM })
    tls
      .connect({ socket, maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' })
      .on('error', () => undefined)
      .once('close', () => resolve())
  })
}

/** Noise does not shrink: more than the megabyte that proxies take where nobody says otherwise. */
async function largePhotograph(): Promise<Uint8Array<ArrayBuffer>> {
  const side = 1400
  const raw = Buffer.alloc(side * side * 3)
  for (let place = 0; place < raw.length; place++) raw[place] = (place * 2654435761) >>> 24
  const bytes = await sharp(raw, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 100 })
    .toBuffer()
  assert.ok(bytes.length > 1024 ** 2, String(bytes.length))
  return Uint8Array.from(bytes)
}
