/**
 * What no route may do, whatever is sent to it: fail on its side, or give back what was sent. Every
 * route is walked, so a new one is included without anybody remembering.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { makeToken } from '../../src/cli/agency-scim.ts'
import { LOGOUT_PATH } from '../../src/platform/identity/back-channel.ts'
import { SCIM_PATH } from '../../src/platform/identity/scim/routes.ts'
import type { DeclaredRoute } from '../../src/platform/http/server.ts'
import { accountFor, isOwnRoute, pathWith } from '../support/callers-by-role.ts'
import { PLAIN, type Desk } from '../support/callers.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { namesReadBy } from '../support/query-names.ts'

// If an answer held this, content would have come back in an error.
const CONTENT = 'Marrowfat'
const MEGABYTE = 1_048_576
const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'

type Sent = { type: string | null; body: string | Buffer; status?: number; code?: string }

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

const badJson: Record<string, Sent> = {
  'cut off': { type: JSON_TYPE, body: `{"title": "${CONTENT}`, status: 400, code: 'malformed' },
  'no JSON': { type: JSON_TYPE, body: CONTENT, status: 400, code: 'malformed' },
  'with a comment': { type: JSON_TYPE, body: `{} // ${CONTENT}`, status: 400, code: 'malformed' },
  'bytes that are not UTF-8': {
    type: JSON_TYPE,
    body: bytes(`{"title": "${CONTENT} `, [0xff, 0xfe, 0xc0], '"}'),
    status: 400,
    code: 'malformed',
  },
  'a surrogate encoded as if it were a character': {
    type: JSON_TYPE,
    body: bytes('{"title": "', [0xed, 0xa0, 0x80], '"}'),
    status: 400,
    code: 'malformed',
  },
  'UTF-16': {
    type: JSON_TYPE,
    body: Buffer.from(`\ufeff{"title": "${CONTENT}"}`, 'utf16le'),
    status: 400,
    code: 'malformed',
  },
  'UTF-16 that says so': {
    type: `${JSON_TYPE}; charset=utf-16`,
    body: Buffer.from(`{"title": "${CONTENT}"}`, 'utf16le'),
    status: 415,
    code: 'wrong-encoding',
  },
  'Latin 1 that says so': {
    type: `${JSON_TYPE}; charset=iso-8859-1`,
    body: Buffer.from(`{"title": "${CONTENT} \u00fc"}`, 'latin1'),
    status: 415,
    code: 'wrong-encoding',
  },
  'too large': {
    type: JSON_TYPE,
    body: JSON.stringify({ title: CONTENT.padEnd(MEGABYTE, 'x') }),
    status: 413,
    code: 'too-large',
  },
  'a prototype': {
    type: JSON_TYPE,
    body: `{"__proto__": {"title": "${CONTENT}"}}`,
    status: 400,
    code: 'malformed',
  },
  'nested thirty thousand deep': {
    type: JSON_TYPE,
    body: '['.repeat(30_000) + ']'.repeat(30_000),
    status: 400,
    code: 'malformed',
  },
  // More than most routes take at all.
  'nested a hundred thousand deep': { type: JSON_TYPE, body: '['.repeat(100_000) + ']'.repeat(100_000) },
  'nested four thousand deep': { type: JSON_TYPE, body: '{"title":'.repeat(4_000) + '1' + '}'.repeat(4_000) },
  'a NUL': { type: JSON_TYPE, body: `{"title": "${CONTENT}\\u0000", "reason": "\\u0000"}` },
  'a NUL in a name': { type: JSON_TYPE, body: `{"${CONTENT}\\u0000": 1}` },
  'half a character': { type: JSON_TYPE, body: `{"title": "\\ud83d", "reason": "\\udea4", "value": "\\ud83d"}` },
  'half a character in a name': { type: JSON_TYPE, body: `{"\\ud83d": 1}` },
  'nothing': { type: JSON_TYPE, body: '' },
  'null': { type: JSON_TYPE, body: 'null' },
  'a list': { type: JSON_TYPE, body: `["${CONTENT}"]` },
  'a word': { type: JSON_TYPE, body: `"${CONTENT}"` },
  'a number beyond all numbers': { type: JSON_TYPE, body: '1e999' },
  'twenty thousand fields': {
    type: JSON_TYPE,
    body: JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`field-${String(n)}`, n]))),
  },
  'names of every object': { type: JSON_TYPE, body: '{"constructor": {}, "toString": 1, "hasOwnProperty": null}' },
  'plain text': { type: 'text/plain', body: CONTENT, status: 415 },
  'XML': { type: 'application/xml', body: `<title>${CONTENT}</title>`, status: 415 },
  'no type at all': { type: null, body: Buffer.from(CONTENT), status: 415 },
  'a type that is none': { type: 'x; y; z', body: CONTENT, status: 415 },
} // prettier-ignore

const badForms: Record<string, Sent> = {
  'bytes that are not UTF-8': { type: FORM_TYPE, body: `title=${CONTENT}%FF%FE`, status: 400 },
  'raw bytes that are not UTF-8': { type: FORM_TYPE, body: bytes('title=', [0xff]), status: 400 },
  'half a percent': { type: FORM_TYPE, body: `title=${CONTENT}%`, status: 400 },
  'Latin 1 that says so': { type: `${FORM_TYPE}; charset=iso-8859-1`, body: 'title=%FC', status: 415 },
  'too large': { type: FORM_TYPE, body: `title=${'x'.repeat(MEGABYTE)}`, status: 413 },
  'plain text': { type: 'text/plain', body: CONTENT, status: 415 },
  'a NUL': { type: FORM_TYPE, body: 'title=%00&reason=%00&text=%00&q=%00&revision=%00&version=%00&name=%00' },
  'a NUL in a name': { type: FORM_TYPE, body: 'ti%00tle=x' },
  'a prototype': { type: FORM_TYPE, body: '__proto__=x&constructor=y&__proto__.title=z' },
  'every name twice': {
    type: FORM_TYPE,
    body: ['title', 'reason', 'text', 'revision', 'version', 'name', 'purpose', 'return', 'value', 'kind', 'to']
      .flatMap((name) => [`${name}=one`, `${name}=two`])
      .join('&'),
  },
  'numbers that are none': { type: FORM_TYPE, body: 'revision=1e309&version=-1&threshold=NaN&checks=٣' },
  'numbers beyond the database’s': { type: FORM_TYPE, body: 'revision=99999999999&version=99999999999999999999' },
  'five thousand fields': {
    type: FORM_TYPE,
    body: Array.from({ length: 5_000 }, (_, n) => `items.${String(n)}.text=x`).join('&'),
  },
  'indices out of all bounds': {
    type: FORM_TYPE,
    body: 'items.99999999999.text=x&items.-1.text=y&items.constructor.text=z&subjects.1e9.value=v',
  },
  'nothing': { type: FORM_TYPE, body: '' },
} // prettier-ignore

const badValues: Record<string, string> = {
  'a NUL': '%00',
  'bytes that are not UTF-8': '%FF%FE',
  'half a percent': '%',
  'half a character': '%ED%A0%80',
  'a word of ten thousand letters': 'x'.repeat(10_000),
  'text from right to left': encodeURIComponent('\u202e\u2066قارب\u2069 boat'),
  'quotes and percent signs': encodeURIComponent(`'";--%_\\ $1 :* & | ! <->`),
  'a number that is none': 'NaN',
  'a number beyond the database’s': '99999999999999999999',
  'a date that is none': '2026-02-31',
  'a cursor of nobody’s': 'eyJhdCI6MX0',
  'a cursor somebody wrote': Buffer.from(
    '[1e300,"2026-11-22T12:00:00Z","0199c3a0-0000-7000-8000-000000000000"]',
  ).toString('base64url'),
  infinity: '1e309',
  'a word that is no number': 'undefined',
}
const aloneToo = new Set([
  'a NUL',
  'quotes and percent signs',
  'a number beyond the database’s',
  'a date that is none',
  'a cursor of nobody’s',
  'a cursor somebody wrote',
])
void describe('whatever is sent', () => {
  let node: TestNode
  const desks = new Map<string, Desk>()
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const isApi = ({ path }: DeclaredRoute) => path.startsWith('/api/')
  /** Neither pages nor the API: an agency's directory and its provider ask these, each in the form of its standard. */
  // A witness gets a problem too; test/faults/witnessed-node.test.ts sends what is wrong there.
  const isOfPrograms = ({ path }: DeclaredRoute) =>
    path.startsWith(SCIM_PATH) || path === LOGOUT_PATH || path.startsWith('/log/')
  const writes = ({ method }: DeclaredRoute) => !['GET', 'HEAD', 'OPTIONS'].includes(method)
  const routes = (wanted: (route: DeclaredRoute) => boolean) => {
    const found = node.node.routes.filter((route) => isOwnRoute(route) && wanted(route))
    assert.ok(found.length > 0, 'the walk found no route')
    return found
  }
  const deskFor = async (email: string): Promise<Desk> => {
    const known = desks.get(email) ?? (await node.signIn(email))
    desks.set(email, known)
    if (known.csrf() === '') await known.get('/purpose')
    return known
  }

  async function send(route: DeclaredRoute, sent: Sent) {
    const email = accountFor(route)
    const headers: Record<string, string> = {
      ...PLAIN,
      ...(sent.type === null ? {} : { 'content-type': sent.type }),
    }
    let body: string | Buffer | Uint8Array = sent.body
    if (isApi(route) && email !== null) headers['authorization'] = `Bearer ${await node.token(email)}`
    else if (email !== null) {
      const desk = await deskFor(email)
      headers['cookie'] = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      if (typeof body === 'string' && sent.type?.startsWith(FORM_TYPE))
        body = `_csrf=${encodeURIComponent(desk.csrf())}&${body}`
    }
    const response = await fetch(node.base + pathWith(route, randomUUID()), {
      method: route.method,
      headers,
      body: typeof body === 'string' && sent.type !== null ? body : new Uint8Array(Buffer.from(body)),
      redirect: 'manual',
    })
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
    }
  }

  void test('the API answers with a problem that names its code, and never with what was sent', async () => {
    for (const route of routes((one) => isApi(one) && writes(one)))
      for (const [name, sent] of Object.entries(badJson)) {
        const where = `${route.method} ${route.path}: ${name}`
        const { status, type, text } = await send(route, sent)
        if (sent.status !== undefined) assert.equal(status, sent.status, `${where}: ${text.slice(0, 300)}`)
        assert.ok(status < 500, `${where}: ${String(status)} ${text.slice(0, 300)}`)
        assert.doesNotMatch(text, new RegExp(CONTENT), where)
        if (status < 400) continue
        assert.match(type, /^application\/problem\+json/, where)
        const problem = JSON.parse(text) as { code: string; title: string; status: number }
        assert.equal(problem.status, status, where)
        assert.match(problem.code, /^[a-z][a-z-]+$/, where)
        if (sent.code !== undefined) assert.equal(problem.code, sent.code, where)
        assert.ok(problem.title.length > 10, where)
        assert.ok(text.length < 50_000, `${where}: an answer of ${String(text.length)} characters`)
      }
  })

  void test('pages answer with a page that says what is wrong, and never fail', async () => {
    for (const route of routes(
      (one) => !isApi(one) && !isOfPrograms(one) && writes(one) && one.path !== '/sign-out',
    ))
      for (const [name, sent] of Object.entries(badForms)) {
        const where = `${route.method} ${route.path}: ${name}`
        const { status, type, text } = await send(route, sent)
        // Who has signed out everywhere, whatever else the form said, signs in again.
        if (route.operation === 'people.account.sessions.end') desks.clear()
        if (sent.status !== undefined && !isUpload(text))
          assert.equal(status, sent.status, `${where}: ${title(text)}`)
        assert.ok(status < 500, `${where}: ${String(status)} ${title(text)}`)
        // Pieces of photographs are sent by a script, which reads the status alone.
        if (status < 400 || route.operation.startsWith('reporting.public.upload.')) continue
        assert.match(type, /^text\/html/, where)
        assert.match(text, /<h1/, where)
        if (sent.status !== undefined) assert.doesNotMatch(text, new RegExp(CONTENT), where)
      }
  })

  void test('a directory and a provider get an error of their standard, and never what they sent', async () => {
    const made = await makeToken(node.database, 'nca', 1)
    assert.ok(typeof made === 'object')
    const authorization = `Bearer ${made.token}`
    const ask = async (method: string, address: string, where: string, sent?: Sent) => {
      const response = await fetch(node.base + address, {
        method,
        headers: { authorization, ...(sent?.type ? { 'content-type': sent.type } : {}) },
        ...(sent ? { body: new Uint8Array(Buffer.from(sent.body)) } : {}),
      })
      const text = await response.text()
      assert.ok(response.status < 500, `${where}: ${String(response.status)} ${text.slice(0, 300)}`)
      if (sent)
        assert.ok(response.status >= 400 || method === 'DELETE', `${where}: ${String(response.status)}`)
      if (response.status !== 204) assert.match(response.headers.get('content-type') ?? '', /json/, where)
      assert.doesNotMatch(text, new RegExp(CONTENT), where)
    }
    for (const route of routes((one) => isOfPrograms(one) && writes(one)))
      for (const [name, sent] of Object.entries(route.path === LOGOUT_PATH ? badForms : badJson))
        await ask(route.method, pathWith(route, randomUUID()), `${route.method} ${route.path}: ${name}`, sent)
    for (const [name, value] of Object.entries(badValues)) {
      await ask('GET', `${SCIM_PATH}/Users/${value}`, name)
      for (const field of ['filter', 'startIndex', 'count']) {
        await ask('GET', `${SCIM_PATH}/Users?${field}=${value}`, `${field}: ${name}`)
        await ask('GET', `${SCIM_PATH}/Users?${field}=${value}&${field}=${value}`, `${field} twice: ${name}`)
      }
      await ask('GET', `${SCIM_PATH}/Users?filter=userName%20eq%20%22${value}%22`, `a name: ${name}`)
    }
  })

  const signedHeaders = async (route: DeclaredRoute): Promise<Record<string, string>> => {
    const email = accountFor(route)
    if (email === null) return PLAIN
    if (isApi(route)) return { ...PLAIN, authorization: `Bearer ${await node.token(email)}` }
    const { cookies } = await deskFor(email)
    return { ...PLAIN, cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }
  }

  void test('no query and no path makes a route fail', async () => {
    const asked = routes(({ method, path }) => method === 'GET' && path !== '/live')
    const get = async (address: string, route: DeclaredRoute) => {
      const response = await fetch(node.base + address, {
        headers: await signedHeaders(route),
        redirect: 'manual',
      })
      return { response, text: await response.text() }
    }
    for (const route of asked) await get(pathWith(route, randomUUID()), route)
    const everyName = [...new Set([...namesReadBy.values()].flatMap((names) => [...names]))]
    assert.ok(everyName.length > 25, `routes say which names they read: ${everyName.join(' ')}`)
    for (const route of asked) {
      const names = [...(namesReadBy.get(route.path) ?? [])]
      const ask = async (address: string, where: string) => {
        const { response, text } = await get(address, route)
        assert.ok(
          response.status < 500,
          `GET ${route.path}: ${where}: ${String(response.status)} ${title(text)}`,
        )
        const type = response.headers.get('content-type') ?? ''
        // A head that is too long (two such words in one path) is refused before anybody knows the route.
        if (response.status >= 400 && response.status !== 431)
          assert.match(type, isApi(route) ? /^application\/problem\+json/ : /^text\/html|json/, where)
      }
      const path = pathWith(route, randomUUID())
      const together = (value: string) =>
        everyName
          .map((query) => `${query}=${value}`)
          .join('&')
          .slice(0, 12_000)
      for (const [name, value] of Object.entries(badValues)) {
        if (path !== route.path) await ask(pathWith(route, value), `${name} in the path`)
        await ask(`${path}?${together(value)}`, name)
        // All at once would be refused for the first of them; so each is asked by itself as well.
        if (aloneToo.has(name))
          await Promise.all(names.map((query) => ask(`${path}?${query}=${value}`, `${query}: ${name}`)))
      }
      await Promise.all(names.map((query) => ask(`${path}?${query}=one&${query}=two`, `${query} twice`)))
      await ask(`${path}?__proto__=x&constructor=y&q[]=1&q[a]=2`, 'names of every object')
    }
  })

  void test('a wrong method is answered like what is not there', async () => {
    for (const route of routes(({ method, path }) => method === 'GET' && path !== '/live')) {
      const response = await fetch(node.base + pathWith(route, randomUUID()), {
        method: 'DELETE',
        redirect: 'manual',
      })
      assert.ok(
        [404, 401, 303, 403].includes(response.status),
        `DELETE ${route.path}: ${String(response.status)}`,
      )
    }
  })
})

const title = (html: string) => /<title>([^<]*)/.exec(html)?.[1] ?? html.slice(0, 200)
// A form with a file is sent as multipart; what else arrives there is simply no such form.
const isUpload = (html: string) => html.includes('multipart')
