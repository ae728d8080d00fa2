import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { filledIn, formOf, unescapeHtml } from '../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../test/support/node.ts'
import { until } from '../../../test/support/until.ts'
import { releasePerson } from '../../cli/release-person.ts'
import { keepRing, ringOf } from '../reporting/keys/keyring.ts'
import { newKeyPair } from '../reporting/sealing/identities.ts'

let node: TestNode
before(async () => {
  node = await testNode()
})
after(() => node.close())

/** The words of a page, as a person reads them. */
const textOf = (html: string) => unescapeHtml(html.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ')

const KENT = 'administrator@kent-police.example'
const NCA = 'administrator@nca.example'

async function enter(desk: Desk, fields: Record<string, string | string[]>) {
  const form = formOf((await desk.get('/people/new')).text, 'email')
  return await desk.post('/people/new', filledIn(form, fields))
}
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

void describe('who belongs to an agency', () => {
  void test('a partner’s officer is entered by their own agency, and works there', async () => {
    const person = {
      name: 'New Officer',
      email: 'new.officer@nca.example',
      roles: 'intelligence_officer',
      clearance: 'OFFICIAL',
    }
    const kent = await node.signIn(KENT)
    const refused = await enter(kent, person)
    assert.equal(refused.status, 422)
    const other = await enter(kent, { ...person, email: 'analyst@nca.example' })
    const said = (answer: { text: string }, email: string) => textOf(answer.text).replaceAll(email, 'EMAIL')
    assert.equal(said(refused, person.email), said(other, 'analyst@nca.example'))
    assert.match(textOf(refused.text), /cannot be added/)
    assert.equal((await enter(await node.signIn(NCA), person)).status, 303)
    assert.equal((await node.api(person.email, 'GET', '/intelligence/reports')).status, 200)
    const [row] = await node.admin<{ slug: string; bound: boolean }>(
      `select a.slug, subject is not null as bound from identity.person p join identity.agency a on a.id = p.agency_id where email = $1`,
      [person.email],
    )
    assert.deepEqual(row, { slug: 'nca', bound: true })
  })
})

void describe('an administrator reads no intelligence', () => {
  void test('and cannot give themself a role that does', async () => {
    const kent = await node.signIn(KENT)
    assert.equal((await kent.get('/reports')).status, 403)
    const { id } = node.person(KENT)
    const page = await kent.get(`/people/${id}`)
    assert.match(textOf(page.text), /Nobody changes their own roles/)
    for (const fields of [
      { roles: ['administrator', 'intelligence_officer'] },
      { roles: 'intelligence_officer' },
      { roles: ['administrator', 'overseer'] },
      { clearance: 'OFFICIAL' },
      { active: 'no' },
    ])
      assert.equal((await change(kent, id, fields)).status, 422, JSON.stringify(fields))
    assert.equal((await kent.get('/reports')).status, 403)
    assert.equal((await change(kent, id, { name: 'Lee Selsey-Rye' })).status, 303)
    const both = {
      name: 'X',
      email: 'x@kent-police.example',
      roles: ['administrator', 'analyst'],
      clearance: 'OFFICIAL',
    }
    assert.equal((await enter(kent, both)).status, 422)
  })

  void test('a role that somebody gains waits for the records manager at once', async () => {
    const kent = await node.signIn(KENT)
    const records = await node.signIn('records-manager@kent-police.example')
    assert.doesNotMatch((await records.get('/')).text, /Puppet/)
    const puppet = {
      name: 'Puppet Rye',
      email: 'puppet@kent-police.example',
      roles: 'analyst',
      clearance: 'OFFICIAL-SENSITIVE',
    }
    assert.equal((await enter(kent, puppet)).status, 303)
    assert.match(
      textOf((await records.get('/')).text),
      /Puppet Rye is now Analyst, cleared for OFFICIAL-SENSITIVE/,
    )
    const page = await records.get('/appointments')
    assert.match(textOf(page.text), /by Lee Selsey-Rye/)
    assert.equal(
      (await records.post('/appointments', filledIn(formOf(page.text, 'appointment'), {}))).status,
      303,
    )
    assert.doesNotMatch((await records.get('/')).text, /Puppet/)
    assert.equal((await kent.get('/appointments')).status, 403)
    const ledger = textOf((await records.get('/ledger')).text)
    assert.match(ledger, /Added a person to the agency: analyst; cleared for OFFICIAL-SENSITIVE/)
  })

  void test('roles and clearance that change count for open sessions from the next request', async () => {
    const kent = await node.signIn(KENT)
    const person = 'coordinator@kent-police.example'
    const open = await node.signIn(person)
    assert.equal((await open.get('/search')).status, 200)
    await change(kent, node.person(person).id, { roles: 'overseer', clearance: 'OFFICIAL' })
    assert.equal((await open.get('/search')).status, 403)
    assert.equal((await node.api(person, 'GET', '/intelligence/reports')).status, 403)
    assert.match(textOf((await open.get('/account')).text), /Overseer/)
  })
})

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
