import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filledIn, formOf, unescapeHtml } from '../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../test/support/node.ts'

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
