/** Asked once after signing in: what somebody works on, with what they are likely to say. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { desk, followSignIn } from '../../../test/support/callers.ts'
import { enterCompartment } from '../../../test/support/compartments.ts'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { newId } from '../identifiers.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const COLLEAGUE = 'analyst@sussex-police.example'

void describe('the purpose', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
    for (const [name, member] of [
      ['Operation Marram', OFFICER],
      ['Operation Sandpiper', COLLEAGUE],
    ] as const)
      await enterCompartment(node.database, {
        ...{ id: newId(), name, agencyId: node.agency('sussex-police') },
        members: [node.person(member).id],
      })
  })
  after(() => node.close())

  const purposeOf = async (email: string) => {
    const [row] = await node.admin<{ purpose: string | null }>(
      'select purpose from identity.session where person_id = $1 order by created_at desc limit 1',
      [node.person(email).id],
    )
    return row?.purpose ?? null
  }
  const signedIn = async (email: string, goingTo = '/desks') => {
    const browser = desk(node.base)
    const page = await followSignIn(browser, email, `/sign-in/start?return=${encodeURIComponent(goingTo)}`)
    return { browser, page }
  }

  void test('is asked once after signing in, and leads on to where the person was going', async () => {
    const { browser, page } = await signedIn(OFFICER)
    assert.match(page.text, /<h1[^>]*>\s*What are you working on\?/)
    assert.match(page.text, /name="return" value="\/desks"/)
    const done = await browser.post('/purpose', {
      choice: 'other',
      purpose: 'Request 12 of Kent',
      return: '/desks',
    })
    assert.deepEqual([done.status, done.headers.get('location')], [303, '/desks'])
    const next = await browser.get('/desks')
    assert.match(next.text, /Purpose: Request 12 of Kent/)
    assert.equal(await purposeOf(OFFICER), 'Request 12 of Kent')
  })

  void test('may be none in particular, and then nothing is noted for one', async () => {
    const { browser } = await signedIn(COLLEAGUE)
    const done = await browser.post('/purpose', { choice: 'none', purpose: '', return: '/' })
    assert.equal(done.status, 303)
    assert.equal(await purposeOf(COLLEAGUE), null)
    assert.match((await browser.get('/')).text, /Set your purpose/)
  })

  void test('offers the last five and one’s own operations, and nothing of a colleague’s', async () => {
    const { browser } = await signedIn(OFFICER)
    for (const number of [1, 2, 3, 4, 5, 6])
      await browser.post('/purpose', { choice: 'other', purpose: `Enquiry ${String(number)}` })
    const { text } = (await signedIn(OFFICER)).page
    const offered = [...text.matchAll(/value="use:([^"]+)"/g)].map(([, value]) => value)
    assert.deepEqual(offered, [
      'Operation Marram',
      ...[6, 5, 4, 3, 2].map((number) => `Enquiry ${String(number)}`),
    ])
    const other = (await signedIn(COLLEAGUE)).page
    assert.doesNotMatch(other.text, /Enquiry|Marram/)
    assert.match(other.text, /Operation Sandpiper/)
  })

  void test('that was chosen is the session’s', async () => {
    const { browser } = await signedIn(OFFICER)
    await browser.post('/purpose', { choice: 'use:Operation Marram', purpose: '' })
    assert.equal(await purposeOf(OFFICER), 'Operation Marram')
  })

  void test('that is missing or too long is asked for again, with what was typed', async () => {
    const { browser } = await signedIn(OFFICER)
    const long = 'x'.repeat(201)
    const kept = await browser.post('/purpose', { choice: 'other', purpose: long })
    assert.equal(kept.status, 422)
    assert.match(kept.text, /Must be 200 characters or fewer/)
    assert.ok(kept.text.includes(long))
    const none = await browser.post('/purpose', { choice: '', purpose: '' })
    assert.equal(none.status, 422)
    assert.match(none.text, /Select what you are working on/)
  })

  void test('and until when somebody has looked are read by nobody else', async () => {
    const { browser } = await signedIn(OFFICER)
    await browser.get('/')
    for (const [email, expected] of [
      [OFFICER, true],
      [COLLEAGUE, false],
      ['records-manager@sussex-police.example', false],
      ['administrator@sussex-police.example', false],
    ] as const) {
      const seen = await node.database.performAs(
        { personId: node.person(email).id, operation: 'test.read', purpose: null },
        (scope) =>
          scope.tx.one<{ purposes: boolean; looked: boolean }>(
            `select exists (select from identity.purpose_used where person_id = $1) as purposes,
                    exists (select from identity.looked where person_id = $1) as looked`,
            [node.person(OFFICER).id],
          ),
      )
      assert.deepEqual(seen, { purposes: expected, looked: expected }, email)
    }
  })
})
