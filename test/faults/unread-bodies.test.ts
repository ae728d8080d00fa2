/**
 * What strangers send is not read before it is known who may send it, and how much they may. A body that no
 * parser could take shows it: where it was read, the answer is 400.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { BODY_BYTES } from '../../src/platform/http/body-limits.ts'
import { cookieNames } from '../../src/platform/http/pages.ts'
import { LOGOUT_PATH } from '../../src/platform/identity/back-channel.ts'
import { SCIM_PATH } from '../../src/platform/identity/scim/routes.ts'
import type { DeclaredRoute } from '../../src/platform/http/server.ts'
import { beginSession } from '../../src/platform/identity/session.ts'
import { accountFor, isOwnRoute, pathWith } from '../support/callers-by-role.ts'
import { testNode, type Desk, type TestNode } from '../support/node.ts'

const FORM = 'application/x-www-form-urlencoded'
const UNREADABLE = 'a=%'

const cookiesOf = ({ cookies }: Desk): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

/** No pages: an agency's directory and its provider ask these; see bad-input-everywhere.test.ts. */
const isOfPrograms = ({ path }: DeclaredRoute) => path.startsWith(SCIM_PATH) || path === LOGOUT_PATH

void describe('a body of somebody who may not send it', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(node.base + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': FORM, ...headers },
      body,
    })
  const forms = (wanted: (route: DeclaredRoute) => boolean) => {
    const found = node.node.routes.filter(
      (route) => isOwnRoute(route) && route.method === 'POST' && wanted(route),
    )
    assert.ok(found.length > 0)
    return found
  }
  const isPage = ({ path }: DeclaredRoute) => !path.startsWith('/api/')

  void test('is not read where nobody is signed in', async () => {
    for (const route of forms((one) => one.access !== 'public')) {
      const { status, headers } = await send(pathWith(route, randomUUID()), UNREADABLE)
      assert.equal(status, isPage(route) ? 303 : 401, route.path)
      if (isPage(route)) assert.match(headers.get('location') ?? '', /^\/sign-in/)
    }
  })

  void test('is not read where the role does not allow it, or another site sent it', async () => {
    const cookieOf = async (email: string) => cookiesOf(await node.signIn(email))
    const overseer = await cookieOf('overseer@hmicfrs.example')
    for (const route of forms((one) => isPage(one) && Array.isArray(one.access))) {
      if ((route.access as readonly string[]).includes('overseer')) continue
      const { status } = await send(pathWith(route, randomUUID()), UNREADABLE, { cookie: overseer })
      assert.equal(status, 403, route.path)
    }
    const officer = await cookieOf('intelligence-officer@sussex-police.example')
    for (const site of ['cross-site', 'same-site'])
      assert.equal(
        (await send('/purpose', UNREADABLE, { cookie: officer, 'sec-fetch-site': site })).status,
        403,
      )
    const origin = 'https://sibling.example'
    assert.equal((await send('/purpose', UNREADABLE, { cookie: officer, origin })).status, 403)
    // Control: their own form is read.
    assert.equal(
      (await send('/purpose', UNREADABLE, { cookie: officer, 'sec-fetch-site': 'same-origin' })).status,
      400,
    )
  })

  void test('is not read where there is nothing', async () => {
    const officer = 'intelligence-officer@sussex-police.example'
    const cookie = cookiesOf(await node.signIn(officer))
    const authorization = `Bearer ${await node.token(officer)}`
    for (const path of ['/no/such/page', '/triage/no/such/page', '/api/no', '/metrics'])
      assert.equal((await send(path, UNREADABLE, { cookie })).status, 404, path)
    for (const path of ['/report/no/such', '/cy/report/no/such', '/report', '/cy/report/sent/x'])
      assert.equal((await send(path, UNREADABLE)).status, 404, path)
    assert.equal((await send('/api/v1/no/such', UNREADABLE, { authorization })).status, 404)
    assert.equal((await send('/api/v1/no/such', UNREADABLE)).status, 401)
    assert.equal((await send('/no/such/page', UNREADABLE)).status, 303)
  })

  void test('is not read for a page that does not exist, also when a session ran out', async () => {
    const email = 'analyst@kent-police.example'
    const cookie = cookiesOf(await node.signIn(email))
    await node.admin(
      `update identity.session set seen_at = now() - interval '2 hours' where person_id = $1`,
      [node.person(email).id],
    )
    const answer = await send('/no/such/page', 'a=kept', { cookie })
    assert.equal(answer.status, 303)
    assert.doesNotMatch(answer.headers.getSetCookie().join(), /kept/)
    // Nor a form with a file: it could not be kept.
    const upload = await send('/imports/new', UNREADABLE, {
      cookie,
      'content-type': 'multipart/form-data; boundary=x',
    })
    assert.equal(upload.status, 303)
  })

  void test('with more fields than any form has is refused, wherever a form is taken', async () => {
    const many = 'a&'.repeat(600)
    for (const route of forms(
      (one) =>
        one.access === 'public' &&
        !one.operation.includes('.upload.') &&
        !isOfPrograms(one) &&
        !one.path.startsWith('/log/'),
    )) {
      const { status, headers } = await send(pathWith(route, randomUUID()), many)
      assert.equal(status, 413, route.path)
      assert.match(headers.get('content-type') ?? '', /^text\/html/, route.path)
    }
    const welsh = await (await send('/cy/report/start', many)).text()
    assert.match(welsh, /Mae hwn yn rhy fawr/)
    assert.match(await (await send('/report/start', many)).text(), /Make it shorter/)
    assert.equal((await send('/demo-identity/choose/x', many)).status, 413)
  })

  void test('that is larger than its route takes is refused on every page and call', async () => {
    const desks = new Map<string, string>()
    const signedIn = async (route: DeclaredRoute): Promise<Record<string, string>> => {
      const email = accountFor(route)
      if (email === null) return {}
      if (!isPage(route)) return { authorization: `Bearer ${await node.token(email)}` }
      const cookie = desks.get(email) ?? cookiesOf(await node.signIn(email))
      desks.set(email, cookie)
      return { cookie }
    }
    // A directory without its token is refused before anything of the body is read.
    for (const route of forms(
      (one) => !one.operation.includes('.upload.') && !one.path.startsWith(SCIM_PATH),
    )) {
      const headers = await signedIn(route)
      const large = `a=${'x'.repeat(BODY_BYTES[route.body])}`
      const answer = await send(pathWith(route, randomUUID()), large, headers)
      assert.equal(answer.status, 413, route.path)
      assert.match(await answer.text(), /Send less at once|rhy fawr/, route.path)
    }
  })

  void test('a megabyte is taken only where a long text, a table or a list is sent', () => {
    const large = node.node.routes
      .filter(({ body }) => body === 'large')
      .map((one) => `${one.method} ${one.path}`)
    assert.deepEqual(large.toSorted(), [
      'POST /api/v1/deconfliction/check/list',
      'POST /api/v1/deconfliction/sealed/records',
      'POST /api/v1/intelligence/reports',
      'POST /api/v1/operations/:operation/decisions',
      'POST /api/v1/operations/action-days/:day/briefings',
      'POST /check/list',
      'POST /incidents/:id/change',
      'POST /incidents/new',
      'POST /operations/:operation/decisions/new',
      'POST /operations/action-days/:day/briefings/new',
      'POST /oversight/comments/:id',
      'POST /oversight/inspections/:id/import',
      'POST /oversight/meetings/:id/minutes',
      'POST /oversight/recommendations/:id/change',
      'POST /oversight/responses/:id/about/:subject',
      'POST /oversight/responses/:id/words',
      'POST /registers/:id/change',
      'POST /registers/new/:register',
      'POST /reports/drafts/:id/subjects',
      'POST /reports/drafts/:id/text',
      'POST /reports/drafts/:id/typing/:page',
      'POST /reports/new/typing',
      'POST /requests/:id/items/:item',
      'POST /reviews',
      'POST /triage/:id/intelligence',
      'PUT /api/v1/intelligence/reports/:id',
    ])
  })
})

void describe('the desk’s cookies over HTTPS', () => {
  void test('a session planted under a name that a sibling could set is nobody’s', async () => {
    const node = await testNode({ env: { PUBLIC_URL: 'https://seamark.example' } })
    const person = node.person('analyst@kent-police.example').id
    const secret = await beginSession(node.database, person, null)
    const ask = async (name: string) =>
      (await node.node.app.inject({ url: '/purpose', cookies: { [name]: secret } })).statusCode
    assert.equal(await ask('seamark-session'), 303)
    assert.equal(await ask('__Host-seamark-session'), 200)
    await node.close()
  })

  void test('all have names that only this host can set', () => {
    const over = (publicUrl: string) => Object.values(cookieNames({ publicUrl } as never))
    for (const name of over('https://seamark.example')) assert.match(name, /^__Host-seamark-/)
    for (const name of over('http://localhost:3000')) assert.match(name, /^seamark-/)
  })
})
