/** Sessions that run out, and what was being typed at that moment. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { desk, followSignIn, type Desk } from '../support/callers.ts'
import { startDraft } from '../support/drafts.ts'
import { filledIn, formOf as readForm } from '../support/form.ts'
import { testNode, type TestNode } from '../support/node.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'
const COOKIE = 'seamark-session'
const KEPT = 'seamark-kept'

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

  void test('a second form does not take the place of the first: its author is told to copy it', async () => {
    const browser = await node.signIn(OFFICER)
    await browser.get('/purpose')
    await idleFor(OFFICER, 6)
    assert.equal((await browser.post('/purpose', { purpose: TYPED, return: '/desks' })).status, 303)
    const second = await browser.post('/check', { purpose: 'Another tab', value: '07700 900123' })
    assert.equal(second.status, 403)
    assert.match(second.text, /another form of yours is kept already/)
    const { action, fields } = formOf((await followSignIn(browser, OFFICER)).text)
    assert.deepEqual([action, fields['purpose']], ['/purpose', TYPED])
    await browser.post(action, fields)
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

  void test('there is one kept form a person, as it was sent last, and none for an address that is none', async () => {
    const browser = await node.signIn(OFFICER)
    await browser.get('/purpose')
    assert.equal(await afterwards(`seen_at = now() - interval '6 minutes'`, browser), 1)
    await browser.post(LARGE_FORM, { 'items.0.text': 'the last one' })
    await browser.post('/no/such/page', { purpose: 'nowhere' })
    assert.equal((await kept()).length, 1)
    const { fields } = formOf((await followSignIn(browser, OFFICER)).text)
    assert.equal(fields['items.0.text'], 'the last one')
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
