/** What the server believes of a request before any room sees it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createLog } from '../log.ts'
import { BODY_BYTES } from './body-limits.ts'
import { createServer } from './server.ts'

const server = async (proxyHops: number) => {
  const { app, routes } = await createServer({
    log: createLog('silent'),
    proxyHops,
    https: false,
    formTargets: [],
    onAnswer: () => undefined,
    onPublicAnswer: () => undefined,
  })
  return { app, routes }
}
const facts = { access: 'public' } as const

void describe('whose address a request comes from', () => {
  const ask = async (hops: number, forwarded?: string) => {
    const { app } = await server(hops)
    app.get('/ip', { config: { operation: 'test.ip', ...facts } }, (request) => ({ ip: request.ip }))
    const answer = await app.inject({
      url: '/ip',
      remoteAddress: '192.0.2.1',
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    })
    await app.close()
    return answer.json<{ ip: string }>().ip
  }

  void test('a proxy that appends is believed for what it appended, and for nothing that was sent to it', async () => {
    assert.equal(await ask(1, '198.51.100.7'), '198.51.100.7')
    assert.equal(await ask(1, '203.0.113.66, 198.51.100.7'), '198.51.100.7')
    assert.equal(await ask(1, '203.0.113.1, 203.0.113.2, 203.0.113.3, 198.51.100.7'), '198.51.100.7')
  })

  void test('two proxies are two places from the right', async () => {
    assert.equal(await ask(2, '203.0.113.66, 198.51.100.7, 192.0.2.9'), '198.51.100.7')
  })

  void test('with no proxy nobody’s header counts; and without a header the connection does', async () => {
    assert.equal(await ask(0, '203.0.113.66'), '192.0.2.1')
    assert.equal(await ask(1), '192.0.2.1')
  })
})

void describe('how much a route takes', () => {
  void test('is little unless it says otherwise, and a byte more is refused', async () => {
    const { app, routes } = await server(0)
    for (const body of [undefined, 'tiny', 'large'] as const)
      app.post(
        `/${body ?? 'silent'}`,
        { config: { operation: 'test.body', ...facts, ...(body ? { body } : {}) } },
        () => ({}),
      )
    const send = async (path: string, bytes: number) =>
      (
        await app.inject({
          method: 'POST',
          url: path,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: `a=${'x'.repeat(bytes - 2)}`,
        })
      ).statusCode
    for (const [path, most] of [
      ['/silent', BODY_BYTES.small],
      ['/tiny', BODY_BYTES.tiny],
      ['/large', BODY_BYTES.large],
    ] as const) {
      assert.equal(await send(path, most), 200, path)
      assert.equal(await send(path, most + 1), 413, path)
    }
    assert.deepEqual(
      routes.map((route) => route.body),
      ['small', 'tiny', 'large'],
    )
    await app.close()
  })
})
