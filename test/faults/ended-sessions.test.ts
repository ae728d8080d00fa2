/** An account that is stopped, or whose sessions are ended: nothing of before comes back, on no way in. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { releasePerson } from '../../src/cli/release-person.ts'
import { keepRing, ringOf } from '../../src/rooms/reporting/keys/keyring.ts'
import { newKeyPair } from '../../src/rooms/reporting/sealing/identities.ts'
import { filledIn, formOf, unescapeHtml } from '../support/form.ts'
import { testNode, type Desk, type TestNode } from '../support/node.ts'
import { until } from '../support/until.ts'

let node: TestNode
before(async () => {
  node = await testNode()
})
after(() => node.close())

/** The words of a page, as a person reads them. */
const textOf = (html: string) => unescapeHtml(html.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ')

const KENT = 'administrator@kent-police.example'
const NCA = 'administrator@nca.example'

async function change(desk: Desk, id: string, fields: Record<string, string | string[]>) {
  const form = formOf((await desk.get(`/people/${id}`)).text, 'version')
  return await desk.post(`/people/${id}`, filledIn(form, fields))
}
const sessionHash = async (email: string) => {
  const [row] = await node.admin<{ hash: Buffer }>(
    `select id_hash as hash from identity.session where person_id = $1 order by created_at desc limit 1`,
    [node.person(email).id],
  )
  assert.ok(row)
  return row.hash
}

void describe('the end of sessions is for good', () => {
  void test('an account that is stopped and opened again revives no session, no token and no unlocked key', async () => {
    const email = 'triage-officer@kent-police.example'
    const { id } = node.person(email)
    const kent = await node.signIn(KENT)
    const thief = await node.signIn(email)
    const token = await node.token(email)
    const bearer = async (with_: string) =>
      (
        await fetch(`${node.base}/api/v1/intelligence/reports`, {
          headers: { authorization: `Bearer ${with_}` },
        })
      ).status
    assert.equal(await bearer(token), 403, 'known, and of a role that does not read')
    const hash = await sessionHash(email)
    keepRing(hash, { personId: id, officer: newKeyPair(), keys: [] })

    assert.equal((await change(kent, id, { active: 'no' })).status, 303)
    assert.equal((await thief.get('/')).status, 303)
    assert.equal(await bearer(token), 401)
    await until('the ring is gone', () => Promise.resolve(ringOf(hash) === null))
    assert.equal((await change(kent, id, { active: 'yes' })).status, 303)
    assert.equal((await thief.get('/')).status, 303, 'the old cookie')
    assert.equal(await bearer(token), 401, 'the old token')
    await sleep(2_000) // tokens count in seconds
    assert.equal(await bearer(await node.token(email)), 403, 'a new token is good')
    assert.equal((await (await node.signIn(email)).get('/')).status, 200, 'and a new sign-in')
  })

  void test('an administrator ends all sessions of an account without stopping it', async () => {
    const email = 'analyst@kent-police.example'
    const { id } = node.person(email)
    const [one, other] = [await node.signIn(email), await node.signIn(email)]
    const kent = await node.signIn(KENT)
    const page = await kent.get(`/people/${id}`)
    assert.match(page.text, /End all sessions/)
    const foreign = await node.signIn(NCA)
    await foreign.get('/people')
    assert.equal((await foreign.post(`/people/${id}/end-sessions`, {})).status, 404)
    assert.equal((await one.get('/')).status, 200)
    assert.equal((await kent.post(`/people/${id}/end-sessions`, {})).status, 303)
    assert.equal((await one.get('/')).status, 303)
    assert.equal((await other.get('/')).status, 303)
    assert.equal((await (await node.signIn(email)).get('/')).status, 200)
    assert.equal((await kent.get('/people')).status, 200, 'and nobody else’s')
  })

  void test('everybody may sign out everywhere', async () => {
    const email = 'overseer@sussex-pcc.example'
    const [one, other] = [await node.signIn(email), await node.signIn(email)]
    const page = await one.get('/account')
    assert.match(textOf(page.text), /Another browser/)
    assert.equal((await one.post('/account/end-sessions', {})).status, 303)
    for (const browser of [one, other]) assert.equal((await browser.get('/')).status, 303)
    const [event] = await node.admin(
      `select from ledger.event where operation = 'people.account.sessions.end' and subject_id = $1`,
      [node.person(email).id],
    )
    assert.ok(event)
  })

  void test('what was unlocked is locked when the role goes, and when the operator stops the account', async () => {
    const kent = await node.signIn(KENT)
    for (const [email, act] of [
      ['intelligence-officer@kent-police.example', (id: string) => change(kent, id, { roles: 'analyst' })],
      [
        'intelligence-officer-2@kent-police.example',
        () =>
          releasePerson(node.database, {
            agency: 'kent-police',
            email: 'intelligence-officer-2@kent-police.example',
          }),
      ],
    ] as const) {
      await node.signIn(email)
      const hash = await sessionHash(email)
      keepRing(hash, { personId: node.person(email).id, officer: newKeyPair(), keys: [] })
      keepRing(Buffer.from('somebody else’s'), { personId: 'another', officer: newKeyPair(), keys: [] })
      await act(node.person(email).id)
      await until('the ring is gone', () => Promise.resolve(ringOf(hash) === null))
      assert.ok(ringOf(Buffer.from('somebody else’s')), 'and nobody else’s')
    }
  })
})
