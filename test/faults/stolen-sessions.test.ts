/** Sessions that are stolen, forged or ended: whoever has an old cookie, a foreign form or a forged token has nothing. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerOf, desk, followSignIn, type Desk } from '../support/callers.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { openStream } from '../support/stream.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'
const ADMINISTRATOR = 'administrator@sussex-police.example'
const COOKIE = 'seamark-session'
const TRIP = 'seamark-trip'

void describe('a session that is not one’s own', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  void test('the cookie is unreadable for scripts, and the table holds only its hash', async () => {
    const browser = desk(node.base)
    let cookie = ''
    const watched: Desk = {
      ...browser,
      get: async (address, headers) => {
        const answer = await browser.get(address, headers)
        cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${COOKIE}=`)) ?? cookie
        return answer
      },
    }
    await followSignIn(watched, OFFICER)
    assert.match(cookie, /HttpOnly/i)
    assert.match(cookie, /SameSite=Lax/i)
    assert.match(cookie, /Path=\//i)
    const secret = browser.cookies.get(COOKIE) ?? ''
    assert.equal(Buffer.from(secret, 'base64url').length, 32)
    const rows = await node.admin<{ row: string }>(`select s::text as row from identity.session s`)
    assert.equal(
      rows.some(({ row }) => row.includes(secret)),
      false,
    )
  })

  void test('signing out kills it: the same cookie is worth nothing afterwards', async () => {
    const browser = await node.signIn(OFFICER)
    const stolen = browser.cookies.get(COOKIE) ?? ''
    await browser.get('/')
    const out = await browser.post('/sign-out', {})
    assert.ok(out.status === 302 || out.status === 303)
    const thief = desk(node.base)
    thief.cookies.set(COOKIE, stolen)
    assert.equal((await thief.get('/')).status, 303)
    assert.equal((await thief.post('/purpose', { purpose: 'x' })).status, 303)
  })

  void test('signing in gives a new secret: one that was planted before is never taken on', async () => {
    const victim = desk(node.base)
    const planted = 'A'.repeat(43)
    victim.cookies.set(COOKIE, planted)
    await followSignIn(victim, OFFICER)
    const own = victim.cookies.get(COOKIE)
    assert.notEqual(own, planted)
    const attacker = desk(node.base)
    attacker.cookies.set(COOKIE, planted)
    assert.equal((await attacker.get('/')).status, 303)

    // The same with a live session of the attacker's own.
    const other = await node.signIn('analyst@nca.example')
    const theirs = other.cookies.get(COOKIE) ?? ''
    const second = desk(node.base)
    second.cookies.set(COOKIE, theirs)
    await followSignIn(second, OFFICER)
    assert.notEqual(second.cookies.get(COOKIE), theirs)
    assert.match((await other.get('/')).text, /National Crime Agency/)
  })

  void test('an answer of the provider counts only in the browser that asked for it', async () => {
    const browser = desk(node.base)
    const begun = await browser.get('/sign-in/start?return=/')
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? ''
    const stranger = desk(node.base)
    const without = await stranger.get(`/sign-in/callback?code=abc&state=${state}`)
    assert.equal(without.status, 303)
    assert.equal(stranger.cookies.has(COOKIE), false)
    for (const query of [
      `code=abc&state=${state}`,
      'code=abc&state=other',
      'state=',
      'error=access_denied',
    ]) {
      const one = desk(node.base)
      await one.get('/sign-in/start?return=/')
      const refused = await one.get(`/sign-in/callback?${query}`)
      assert.equal(refused.status, 403, query)
      assert.equal(one.cookies.has(COOKIE), false)
    }
  })

  const eventsOf = () => node.admin('select from ledger.event')

  void test('a sign-in answer that is not of a trip of ours leaves no event', async () => {
    const before = (await eventsOf()).length
    const own = {
      verifier: 'v'.repeat(43),
      state: 'mine',
      nonce: 'mine',
      returnTo: '/',
      until: Date.now() + 60_000,
    }
    const plain = Buffer.from(JSON.stringify(own)).toString('base64url')
    const sealed = (await beginTrip()).cookies.get(TRIP) ?? ''
    const changed = `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`
    for (const cookie of [plain, changed, '', 'x', sealed.slice(0, 20), sealed.repeat(2)]) {
      const browser = desk(node.base)
      browser.cookies.set(TRIP, cookie)
      for (const query of ['code=x&state=other', 'code=x&state=mine', 'error=access_denied&state=mine']) {
        browser.cookies.set(TRIP, cookie)
        const answer = await browser.get(`/sign-in/callback?${query}`)
        assert.equal(answer.status, 303)
        assert.equal(answer.headers.get('location'), '/sign-in')
      }
    }
    // Nor does one of ours that the provider does not confirm: anybody can begin one.
    for (const query of ['code=x&state=other', 'code=x&state=STATE', 'error=access_denied&state=STATE']) {
      const { cookies, state } = await beginTrip()
      const browser = desk(node.base)
      browser.cookies.set(TRIP, cookies.get(TRIP) ?? '')
      assert.equal((await browser.get(`/sign-in/callback?${query.replace('STATE', state)}`)).status, 403)
    }
    assert.equal((await eventsOf()).length, before)
  })

  const beginTrip = async () => {
    const browser = desk(node.base)
    const begun = await browser.get('/sign-in/start?return=/')
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? ''
    return { ...browser, state }
  }

  void test('a trip to the provider is good for one answer', async () => {
    const { cookies, state } = await beginTrip()
    const trip = cookies.get(TRIP) ?? ''
    const answers = []
    for (let time = 0; time < 2; time++) {
      const browser = desk(node.base)
      browser.cookies.set(TRIP, trip)
      answers.push((await browser.get(`/sign-in/callback?code=x&state=${state}`)).status)
    }
    assert.deepEqual(answers, [403, 303])
  })

  void test('after signing in nobody is sent to another site', async () => {
    for (const away of [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
      '/\t/x',
    ]) {
      const page = await desk(node.base).get(`/sign-in?return=${encodeURIComponent(away)}`)
      assert.doesNotMatch(page.text, /evil\.example|javascript:|return=%2F%09/, away)
    }
  })

  void test('a form counts only with the token of its own session', async () => {
    const mine = await node.signIn(OFFICER)
    await mine.get('/purpose')
    const theirs = await node.signIn(COLLEAGUE)
    await theirs.get('/purpose')
    const form = (token: string[]) => ({ purpose: 'Planted', return: '', _csrf: token })
    for (const token of [[theirs.csrf()], [''], ['x'.repeat(64)], [mine.csrf(), theirs.csrf()]]) {
      const browser = withoutToken(mine, node.base)
      const refused = await browser.post('/purpose', form(token))
      assert.equal(refused.status, 403, JSON.stringify(token))
      assert.match(refused.text, /<h1[^>]*>This form was not taken/)
      assert.match(refused.text, /copy what you typed, reload the page and send it again/)
    }
    const none = await withoutToken(mine, node.base).post('/purpose', { purpose: 'Planted', return: '' })
    assert.equal(none.status, 403)
    const elsewhere = await mine.post('/purpose', { purpose: 'Planted' }, { 'sec-fetch-site': 'cross-site' })
    assert.equal(elsewhere.status, 403)
    const planted = await node.admin(`select from identity.session where purpose = 'Planted'`)
    assert.deepEqual(planted, [])
  })

  void test('the API takes no cookie, and pages take no bearer token', async () => {
    const browser = await node.signIn(OFFICER)
    assert.equal((await browser.get('/api/v1/intelligence/reports')).status, 401)
    const page = await fetch(`${node.base}/`, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${await node.token(OFFICER)}` },
    })
    assert.equal(page.status, 303)
  })

  void test('a token that is expired, for somebody else, or signed by somebody else is refused alike', async () => {
    const good = await node.token(OFFICER)
    const [head = '', body = '', signature = ''] = good.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const forge = (changed: object) =>
      `${head}.${Buffer.from(JSON.stringify({ ...claims, ...changed })).toString('base64url')}.${signature}`
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const tokens = [
      forge({ sub: COLLEAGUE }),
      forge({ exp: 1 }),
      `${none}.${body}.`,
      'x',
      'x.y.z',
      good.slice(0, -4),
    ]
    const answers = await Promise.all(
      tokens.map(async (token) => {
        const answer = await fetch(`${node.base}/api/v1/intelligence/reports`, {
          headers: { authorization: `Bearer ${token}` },
        })
        return [answer.status, await answer.text()]
      }),
    )
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal(answers[0]?.[0], 401)
  })

  void test('an account made inactive in the middle of its session sees nothing at once', async () => {
    const browser = await node.signIn(COLLEAGUE)
    const stream = await openStream(node.base, browser)
    await stream.next() // the first look
    const { id, agencyId } = node.person(COLLEAGUE)
    const administrator = await node.signIn(ADMINISTRATOR)
    const page = await administrator.get(`/people/${id}`)
    const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? ''
    const done = await administrator.post(`/people/${id}`, {
      version,
      name: 'Somebody Else',
      roles: 'intelligence_officer',
      clearance: 'OFFICIAL-SENSITIVE',
      active: 'no',
    })
    assert.equal(done.status, 303, done.text.slice(0, 400))

    assert.equal((await browser.get('/')).status, 303)
    assert.equal((await browser.post('/purpose', { purpose: 'x' })).status, 303)
    assert.equal((await node.api(COLLEAGUE, 'GET', '/intelligence/reports')).status, 401)
    const again = await followSignIn(desk(node.base), COLLEAGUE)
    assert.equal(again.status, 403)
    // The stream that was open says nothing any more, whatever happens at the agency.
    await node.admin(`select pg_notify('seamark_wake', $1)`, [
      JSON.stringify({ agencies: [agencyId], room: null }),
    ])
    await sleep(300)
    assert.equal(stream.waiting(), 0)
    stream.close()
  })
})

/** The same cookies, but nothing fills in the token. */
function withoutToken(browser: Desk, url: string): Desk {
  const bare = desk(url)
  for (const [name, value] of browser.cookies) bare.cookies.set(name, value)
  return {
    ...bare,
    post: (address, fields, headers) => {
      const form = new URLSearchParams()
      for (const [name, value] of Object.entries(fields))
        for (const one of [value].flat()) form.append(name, one)
      return bare.get(address, headers).then(async () => {
        const response = await fetch(new URL(address, url), {
          method: 'POST',
          redirect: 'manual',
          headers: {
            cookie: [...bare.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: form.toString(),
        })
        return await answerOf(response)
      })
    },
  }
}
