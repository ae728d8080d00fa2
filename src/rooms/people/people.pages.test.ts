import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filledIn, formOf, textOf } from '../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../test/support/node.ts'

let node: TestNode
before(async () => {
  node = await testNode({ env: { OPERATOR_CONTACT: 'the night desk, 01632 960199' } })
})
after(() => node.close())

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

void describe('one’s own account', () => {
  void test('lists the sessions that are open, and none that has run out', async () => {
    const idle = await node.signIn('analyst@nca.example')
    const sessionsOf = async () => {
      const here = await node.signIn('analyst@nca.example')
      return textOf((await here.get('/account')).text)
    }
    await idle.get('/')
    assert.match(await sessionsOf(), /Here: since .* Another browser: since/)
    for (const over of [
      `seen_at = now() - interval '31 minutes'`,
      `created_at = now() - interval '13 hours'`,
    ]) {
      await node.admin(`update identity.session set ${over} where person_id = $1`, [
        node.person('analyst@nca.example').id,
      ])
      assert.doesNotMatch(await sessionsOf(), /Another browser/)
    }
  })

  void test('says how to reach the operator, and so do the desks', async () => {
    const desk = await node.signIn('analyst@nca.example')
    for (const page of ['/account', '/desks'])
      assert.match(textOf((await desk.get(page)).text), /operator of this node.*the night desk, 01632 960199/)
  })
})

void describe('an agency without an e-mail domain', () => {
  void test('is told what its operator must run, before anything is typed', async () => {
    const desk = await node.signIn('administrator@hmicfrs.example')
    await node.admin(
      `set session_replication_role = replica;
       delete from identity.agency_domain where domain = 'hmicfrs.example';
       set session_replication_role = origin`,
    )
    for (const page of ['/people', '/people/new'])
      assert.match(textOf((await desk.get(page)).text), /seamark agency domains add hmicfrs DOMAIN/, page)
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
    assert.match(
      textOf((await kent.get('/people/new')).text),
      /Coordinator Files.* checks no sanitised version/,
    )
    const puppet = {
      name: 'Puppet Rye',
      email: 'puppet@kent-police.example',
      roles: 'analyst',
      clearance: 'OFFICIAL-SENSITIVE',
    }
    assert.equal((await enter(kent, puppet)).status, 303)
    assert.match(
      textOf((await records.get('/')).text),
      /Puppet Rye was given: Analyst, cleared for OFFICIAL-SENSITIVE/,
    )
    const page = await records.get('/appointments')
    assert.match(textOf(page.text), /puppet@kent-police\.example\. Given .* by Lee Selsey-Rye/)
    const form = filledIn(formOf(page.text, 'appointment'), {})
    assert.equal((await records.post('/appointments', form)).status, 303)
    assert.doesNotMatch((await records.get('/')).text, /Puppet/)
    assert.equal((await kent.get('/appointments')).status, 403)
    const ledger = textOf((await records.get('/ledger?use=lawfulness')).text)
    assert.match(ledger, /Added a person to the agency: analyst; cleared for OFFICIAL-SENSITIVE/)
  })

  void test('what was reviewed already is said with who did it, and stands below what waits', async () => {
    const records = await node.signIn('records-manager@kent-police.example')
    const kent = await node.signIn(KENT)
    const add = (name: string, address: string) =>
      enter(kent, {
        name,
        email: `${address}@kent-police.example`,
        roles: 'analyst',
        clearance: 'OFFICIAL',
      })
    await add('Early Rye', 'early')
    const form = filledIn(formOf((await records.get('/appointments')).text, 'appointment'), {})
    await records.post('/appointments', form)
    assert.equal((await records.post('/appointments', form)).status, 303)
    assert.match(textOf((await records.get('/appointments')).text), /Already marked by/)
    await add('Late Rye', 'late')
    await node.admin(
      `set session_replication_role = replica;
       update identity.appointment set at = at - interval '1 day' where seen_at is null;
       set session_replication_role = origin`,
    )
    const listed = textOf((await records.get('/appointments')).text)
    assert.ok(listed.indexOf('Late Rye') < listed.indexOf('Early Rye'))
    assert.match((await records.get('/ledger?use=lawfulness')).text, /href="\/appointments"/)
  })

  void test('appointments are paged both ways', async () => {
    const records = await node.signIn('records-manager@kent-police.example')
    await node.admin(
      `set session_replication_role = replica;
       insert into identity.appointment (id, agency_id, person_id, given_by, roles, clearance)
       select gen_random_uuid(), agency_id, id, null, '{analyst}', null from identity.person, generate_series(1, 60)
       where email = 'analyst@kent-police.example';
       set session_replication_role = origin`,
    )
    const first = await records.get('/appointments')
    assert.match(first.text, /href="\/appointments\?page=2"/)
    assert.match((await records.get('/appointments?page=2')).text, /href="\/appointments"[^>]*rel="prev"/)
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
