/** Sessions that run out, are stolen, forged or ended; and what was being typed at that moment. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerOf, desk, followSignIn, type Desk } from '../support/callers.ts'
import { startDraft } from '../support/drafts.ts'
import { filledIn, formOf as readForm } from '../support/form.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { openStream } from '../support/stream.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'
const ADMINISTRATOR = 'administrator@sussex-police.example'
const COOKIE = 'seamark-session'
const KEPT = 'seamark-kept'
const TRIP = 'seamark-trip'

// Everything a person can type: two lines, quotes, markup, another script, a beginning with a line break.
const TYPED = '\nLorry seen at the marina, "white";\n<b>no plate</b> & قارب 🚤 ünïcode'

void describe('a session that runs out in the middle of a form', () => {
  let node: TestNode
  before(async () => {
    node = await testNode({ env: { SESSION_IDLE_MINUTES: '5', SESSION_HOURS: '12' } })
  })
  after(() => node.close())

  const idleFor = (email: string, minutes: number) =>
    node.admin(
      `update identity.session set seen_at = now() - make_interval(mins => $2)
       where person_id = $1 and ended_at is null`,
      [node.person(email).id, minutes],
    )

  async function typeAndExpire(email: string, browser: Desk, purpose = TYPED) {
    await browser.get('/purpose')
    await idleFor(email, 6)
    return await browser.post('/purpose', { purpose, return: '/desks' })
  }

  void test('nothing typed is lost: it is there after signing in again, and is sent with one button', async () => {
    const browser = await node.signIn(OFFICER)
    const sent = await typeAndExpire(OFFICER, browser)
    assert.equal(sent.status, 303)
    assert.match(sent.headers.get('location') ?? '', /^\/sign-in/)
    assert.ok(browser.cookies.has(KEPT))
    assert.match((await browser.get('/sign-in')).text, /What you had typed is kept/)

    const carryOn = await followSignIn(browser, OFFICER)
    assert.equal(carryOn.status, 200)
    assert.match(carryOn.text, /Nothing you typed is lost/)
    const { action, fields } = formOf(carryOn.text)
    assert.equal(action, '/purpose')
    assert.deepEqual(fields, { purpose: TYPED, return: '/desks' })

    const done = await browser.post(action, fields)
    assert.equal(done.status, 303)
    assert.equal(done.headers.get('location'), '/desks')
    const [row] = await node.admin<{ purpose: string }>(
      `select purpose from identity.session where person_id = $1 order by created_at desc limit 1`,
      [node.person(OFFICER).id],
    )
    assert.equal(row?.purpose, TYPED.trim())
  })

  void test('a reload of that page loses nothing either', async () => {
    const browser = await node.signIn(OFFICER)
    await typeAndExpire(OFFICER, browser)
    await followSignIn(browser, OFFICER)
    const again = await browser.get('/sign-in/carry-on')
    assert.equal(again.status, 200)
    assert.equal(formOf(again.text).fields['purpose'], TYPED)
  })

  void test('once it has been sent it is not offered again', async () => {
    const browser = await node.signIn(OFFICER)
    await typeAndExpire(OFFICER, browser)
    const { action, fields } = formOf((await followSignIn(browser, OFFICER)).text)
    await browser.post(action, fields)
    assert.equal(browser.cookies.has(KEPT), false)
    assert.equal((await browser.get('/sign-in/carry-on')).status, 303)
  })

  void test('a page of a report that was being written: the draft has what was typed', async () => {
    const browser = await node.signIn(OFFICER)
    const id = await startDraft(browser)
    const address = `/reports/drafts/${id}/text`
    const form = filledIn(readForm((await browser.get(address)).text, 'revision'), { 'items.0.text': TYPED })
    await idleFor(OFFICER, 6)
    assert.match((await browser.post(address, form)).headers.get('location') ?? '', /^\/sign-in/)
    const { action, fields } = formOf((await followSignIn(browser, OFFICER)).text)
    assert.equal(action, address)
    assert.equal((await browser.post(action, fields)).status, 303)
    const saved = readForm((await browser.get(address)).text, 'revision')
    assert.deepEqual(saved.fields['items.0.text'], [TYPED.trim()])
  })

  void test('a name that occurs several times keeps all its values', async () => {
    const browser = await node.signIn(OFFICER)
    await browser.get('/purpose')
    await idleFor(OFFICER, 6)
    await browser.post('/purpose', { purpose: ['one', 'two', 'three'], return: '' })
    const page = await followSignIn(browser, OFFICER)
    assert.deepEqual(formOf(page.text).fields['purpose'], ['one', 'two', 'three'])
  })

  void test('another person does not get it, though they sign in in the same browser', async () => {
    const browser = await node.signIn(OFFICER)
    await typeAndExpire(OFFICER, browser)
    // Nothing else of the first person is left: not even the provider remembers them.
    for (const name of browser.cookies.keys()) if (name !== KEPT) browser.cookies.delete(name)
    const seen = await followSignIn(browser, COLLEAGUE)
    assert.equal(seen.status, 200)
    assert.doesNotMatch(seen.text, /marina/)
    assert.doesNotMatch((await browser.get('/sign-in/carry-on')).text, /marina/)
  })

  void test('the stored row is unreadable without the cookie, and gone after an hour', async () => {
    const browser = await node.signIn(COLLEAGUE)
    await typeAndExpire(COLLEAGUE, browser)
    const key = Buffer.from(browser.cookies.get(KEPT) ?? '', 'base64url')
    assert.equal(key.length, 32)
    const rows = await node.admin<{ row: string; sealed: Buffer; id_hash: Buffer }>(
      `select k::text as row, sealed, id_hash from identity.kept_form k where person_id = $1`,
      [node.person(COLLEAGUE).id],
    )
    assert.equal(rows.length, 1)
    for (const { row, sealed, id_hash: locator } of rows) {
      assert.doesNotMatch(row, /marina/)
      assert.equal(sealed.includes('marina'), false)
      assert.equal(sealed.includes(key) || locator.equals(key), false)
    }
    await node.admin(`update identity.kept_form set kept_at = now() - interval '61 minutes'`)
    const seen = await followSignIn(browser, COLLEAGUE)
    assert.doesNotMatch(seen.text, /marina/)
    assert.deepEqual(await node.admin(`select from identity.kept_form`), [])
  })

  void test('a forged key opens nothing', async () => {
    const browser = await node.signIn(OFFICER)
    for (const forged of ['', 'x', Buffer.alloc(32, 7).toString('base64url'), '../../etc'.repeat(20)]) {
      browser.cookies.set(KEPT, forged)
      assert.ok((await browser.get('/sign-in/carry-on')).status < 500)
    }
  })

  void test('signing out after the session has run out is signed out, and keeps no form', async () => {
    const browser = await node.signIn(OFFICER)
    await browser.get('/purpose')
    await idleFor(OFFICER, 6)
    await browser.post('/sign-out', {})
    assert.equal(browser.cookies.has(KEPT), false)
  })

  void test('what a script asks by itself does not keep a session alive', async () => {
    const browser = await node.signIn(OFFICER)
    await idleFor(OFFICER, 4)
    await browser.get('/', { 'x-fragment': '1' })
    await idleFor(OFFICER, 6)
    assert.equal((await browser.get('/')).status, 303)
  })

  const kept = () => node.admin<{ id_hash: Buffer }>('select id_hash from identity.kept_form')
  const emptyKept = () => node.admin('delete from identity.kept_form')
  /** A form that takes as much as any: the text of a draft, for which there need not be one here. */
  const LARGE_FORM = `/reports/drafts/${randomUUID()}/text`
  /** Sends 100 KB with a browser’s cookie three times, after something has happened to its session. */
  const afterwards = async (change: string, browser: Desk) => {
    await browser.get('/purpose')
    await node.admin(`update identity.session set ${change} where ended_at is null and person_id = $1`, [
      node.person(OFFICER).id,
    ])
    await emptyKept()
    for (let time = 0; time < 3; time++)
      assert.equal((await browser.post(LARGE_FORM, { 'items.0.text': 'x'.repeat(100_000) })).status, 303)
    return (await kept()).length
  }

  void test('a dead cookie stores nothing: ended, run out long ago, or never one', async () => {
    for (const change of [
      'ended_at = now()',
      `ended_at = now() - interval '1 minute', seen_at = now() - interval '6 minutes'`,
      `seen_at = now() - interval '66 minutes'`,
      `created_at = now() - interval '13 hours 1 minute'`,
      `created_at = now() - interval '30 days', seen_at = now() - interval '30 days'`,
    ])
      assert.equal(await afterwards(change, await node.signIn(OFFICER)), 0, change)
    const forged = desk(node.base)
    forged.cookies.set(COOKIE, 'A'.repeat(43))
    assert.equal((await forged.post('/purpose', { purpose: 'x' })).status, 303)
    assert.deepEqual(await kept(), [])
    assert.equal(forged.cookies.has(KEPT), false)
  })

  void test('the cookie of somebody who was signed out stores nothing', async () => {
    const browser = await node.signIn(OFFICER)
    await browser.get('/purpose')
    const cookie = browser.cookies.get(COOKIE) ?? ''
    await browser.post('/sign-out', {})
    await emptyKept()
    browser.cookies.set(COOKIE, cookie)
    for (let time = 0; time < 10; time++)
      assert.equal((await browser.post(LARGE_FORM, { 'items.0.text': 'x'.repeat(900_000) })).status, 303)
    assert.deepEqual(await kept(), [])
  })

  void test('the cookie of an account that was stopped stores nothing, though its session idled', async () => {
    const browser = await node.signIn(COLLEAGUE)
    await browser.get('/purpose')
    await idleFor(COLLEAGUE, 6)
    const active = (is: boolean) =>
      node.database.performAsService(
        { service: 'test', operation: 'people.person.change' },
        async (scope) => {
          const { id } = node.person(COLLEAGUE)
          await scope.tx.run('update identity.person set active = $2 where id = $1', [id, is])
          scope.record({ kind: 'administration', subject: { kind: 'person', id } })
        },
      )
    await active(false)
    await emptyKept()
    await browser.post('/purpose', { purpose: 'x' })
    assert.deepEqual(await kept(), [])
    await active(true)
  })

  void test('there is one kept form a person, the last one, and none for an address that is none', async () => {
    const browser = await node.signIn(OFFICER)
    await browser.get('/purpose')
    assert.equal(await afterwards(`seen_at = now() - interval '6 minutes'`, browser), 1)
    await browser.post('/purpose', { purpose: 'the last one' })
    await browser.post('/no/such/page', { purpose: 'nowhere' })
    assert.equal((await kept()).length, 1)
    const { fields } = formOf((await followSignIn(browser, OFFICER)).text)
    assert.equal(fields['purpose'], 'the last one')
  })

  void test('what is too long to be kept is not, and the page says what to do', async () => {
    const browser = await node.signIn(OFFICER)
    await browser.get('/purpose')
    await idleFor(OFFICER, 6)
    await emptyKept()
    const answer = await browser.post(LARGE_FORM, { 'items.0.text': 'x'.repeat(300_000) })
    assert.equal(answer.status, 413)
    assert.match(answer.text, /copy what you typed, sign in/)
    assert.deepEqual(await kept(), [])
    await assert.rejects(
      node.admin(
        `insert into identity.kept_form (id_hash, person_id, path, sealed)
         values ('\\x00', $1, '/', convert_to(repeat('x', 300000), 'UTF8'))`,
        [node.person(OFFICER).id],
      ),
      { code: '23514' },
    )
  })

  void test('a person at work stays signed in, but for no longer than the absolute limit', async () => {
    const browser = await node.signIn(OFFICER)
    await idleFor(OFFICER, 4)
    assert.equal((await browser.get('/')).status, 200)
    const [row] = await node.admin<{ fresh: boolean }>(
      `select seen_at > now() - interval '1 minute' as fresh from identity.session
       where person_id = $1 order by created_at desc limit 1`,
      [node.person(OFFICER).id],
    )
    assert.equal(row?.fresh, true)
    await node.admin(`update identity.session set created_at = now() - interval '12 hours 1 minute'`)
    const refused = await browser.get('/')
    assert.equal(refused.status, 303)
    assert.match(refused.headers.get('location') ?? '', /^\/sign-in/)
  })
})

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
      assert.match(refused.text, /reload the page and send it again/)
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
    await node.admin(`select pg_notify('seamark_wake', $1)`, [JSON.stringify([agencyId])])
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

/** The form of the carry-on page as a browser would send it. */
function formOf(html: string): { action: string; fields: Record<string, string | string[]> } {
  const form = /<form method="post" action="([^"]+)">([\s\S]*?)<\/form>/g
  const [, action = '', inside = ''] = [...html.matchAll(form)].find(([, to]) => to !== '/sign-out') ?? []
  const fields: Record<string, string | string[]> = {}
  for (const [, name = '', raw = ''] of inside.matchAll(
    /<textarea hidden name="([^"]+)">\n?([\s\S]*?)<\/textarea>/g,
  )) {
    const value = unescapeHtml(raw)
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  return { action, fields }
}

const unescapeHtml = (text: string) =>
  text.replace(
    /&(lt|gt|quot|amp|#39|#96);/g,
    (_all, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", '#96': '`' })[name] ?? '',
  )
