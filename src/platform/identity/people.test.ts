import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../identifiers.ts'
import { whoIsMeant, type Claims } from './people.ts'
import { beginSession } from './session.ts'

let at: TestDatabase
before(async () => {
  at = await testDatabase()
})
after(() => at.close())

let identities = 0
/** Somebody who has not been here before, as their provider vouches for them. */
const vouched = (email: string | null, more: Partial<Claims> = {}): Claims => ({
  issuer: 'https://id.example',
  subject: `subject ${String(++identities)}`,
  email,
  agencies: null,
  ...more,
})
const find = async (claims: Claims) => {
  const meant = await whoIsMeant(at.database, claims, 1)
  return 'person' in meant ? meant.person : null
}
const whyNot = async (claims: Claims) => {
  const meant = await whoIsMeant(at.database, claims, 1)
  return 'refused' in meant ? meant.refused : null
}
const change = (id: string, what: string) =>
  at.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
    await scope.tx.run(`update identity.person set ${what} where id = $1`, [id])
    scope.record({ kind: 'administration', subject: { kind: 'person', id } })
  })

void test('an address in any spelling binds the one account it names, and no other', async () => {
  for (const email of [
    'analyst+x@nca.example',
    '"analyst"@nca.example',
    'analyst@nca.example.',
    'analyst@sub.nca.example',
    'analy\u017ft@nca.example',
    'analyst@\uff4eca.example',
    null,
    '',
    'analyst',
  ])
    // prettier-ignore
    assert.equal(await find(vouched(email)), null, String(email))
  const bound = await find(vouched(' Analyst@NCA.example '))
  assert.equal(bound?.personId, at.person('analyst@nca.example').id)
  assert.equal(await find(vouched('analyst@nca.example')), null, 'another identity with the same address')
})

void test('an account whose address is no longer its agency’s does not bind', async () => {
  const move = (to: string) =>
    at.admin(
      `set session_replication_role = replica;
       update identity.agency_domain set agency_id = ${String(at.agency(to))} where domain = 'kent-police.example';
       set session_replication_role = origin`,
    )
  await move('nca')
  assert.equal(await find(vouched('analyst@kent-police.example')), null)
  await move('kent-police')
  assert.ok(await find(vouched('analyst@kent-police.example')))
})

void test('an address that is entered in two agencies binds nobody, and says whom to ask', async () => {
  // Nothing of the program can bring this about; a restore or a superuser may.
  const id = newId()
  await at.admin(
    `set session_replication_role = replica;
     alter table identity.agency_domain drop constraint agency_domain_domain_key;
     insert into identity.agency_domain (id, domain, agency_id) values (gen_random_uuid(), 'nca.example', ${String(at.agency('kent-police'))});
     insert into identity.person (id, agency_id, email, name, roles, clearance)
       values ('${id}', ${String(at.agency('kent-police'))}, 'coordinator@nca.example', 'X', '{analyst}', 'OFFICIAL');
     set session_replication_role = origin`,
  )
  const claims = vouched('coordinator@nca.example')
  assert.equal(await whyNot(claims), 'two-accounts')
  const bound = await at.admin(`select from identity.person where subject = $1`, [claims.subject])
  assert.equal(bound.length, 0)
})

void test('where the provider names an agency, only that agency’s account is bound and used', async () => {
  const other = vouched('analyst@sussex-police.example', { agencies: ['kent-police'] })
  assert.equal(await find(other), null)
  assert.equal(await find({ ...other, agencies: [] }), null, 'to bind, it must be named')
  const mine = { ...other, agencies: ['sussex-police', 'volunteers'] }
  assert.ok(await find(mine))
  assert.equal(await find(other), null, 'nor later, when the provider says they moved')
  assert.ok(await find({ ...mine, agencies: [] }), 'access tokens may not say it')
})

void test('why nobody is meant is told apart, and whose administrator is told', async () => {
  const meant = (claims: Claims) => whoIsMeant(at.database, claims, 1)
  const bound = vouched('analyst@taskforce.example')
  assert.ok(await find(bound))
  const { id: personId, agencyId } = at.person('analyst@taskforce.example')
  const nobody = { agencyId, personId: null }
  assert.deepEqual(await meant(vouched('analyst@taskforce.example')), {
    ...{ refused: 'other-subject', agencyId, personId },
  })
  assert.deepEqual(await meant(vouched('nobody@taskforce.example')), { refused: 'not-known-here', ...nobody })
  assert.deepEqual(await meant(vouched('a+b@nowhere.example')), {
    ...{ refused: 'address-not-plain', agencyId: null, personId: null },
  })
  const unverified = { noEmail: 'address-not-verified', saidEmail: 'analyst@taskforce.example' } as const
  assert.deepEqual(await meant(vouched(null, unverified)), { refused: 'address-not-verified', ...nobody })
  assert.deepEqual(await meant(vouched(null, { noEmail: 'no-address' })), {
    ...{ refused: 'no-address', agencyId: null, personId: null },
  })
  await change(personId, 'active = false')
  assert.deepEqual(await meant(bound), { refused: 'stopped-account', agencyId, personId })
  const [event] = await at.admin<{ agency: number }>(
    `select agency_id as agency from ledger.event where subject_id = $1 and detail = '{"bound": true}'`,
    [personId],
  )
  assert.equal(event?.agency, agencyId, 'that an account was bound stands in its agency’s ledger')
})

void test('a bearer token from before the account was stopped is worth nothing after it is active again', async () => {
  const { id } = at.person('analyst@border-force.example')
  const before = Math.floor(Date.now() / 1000)
  const claims = vouched('analyst@border-force.example', { issuedAt: before })
  assert.ok(await find(claims))
  await change(id, 'active = false')
  assert.equal(await find(claims), null)
  await change(id, 'active = true')
  assert.equal(await find(claims), null)
  assert.equal(await find({ ...claims, issuedAt: null }), null, 'nor one that does not say when it is from')
  const [row] = await at.admin<{ later: number }>(
    `select extract(epoch from not_before)::integer + 1 as later from identity.person where id = $1`,
    [id],
  )
  assert.ok(await find({ ...claims, issuedAt: (row?.later ?? 0) + 1 }))
  await change(id, 'not_before = null')
  assert.equal(await find(claims), null, 'the end does not move back')
})

void test('a session that begins while the account is being stopped does not outlive it', async () => {
  const { id } = at.person('coordinator@border-force.example')
  const stop = at.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
    await scope.tx.run(`update identity.person set active = false where id = $1`, [id])
    scope.record({ kind: 'administration', subject: { kind: 'person', id } })
    await scope.tx.run('select pg_sleep(0.3)')
  })
  const begun = await Promise.allSettled([stop, beginSession(at.database, id, null)])
  assert.equal(begun[0].status, 'fulfilled')
  const open = await at.admin(`select from identity.session where person_id = $1 and ended_at is null`, [id])
  assert.equal(open.length, 0)
  await assert.rejects(beginSession(at.database, id, null), { code: 'not-active' })
})

void test('a session that has ended stays ended', async () => {
  const { id } = at.person('analyst@immigration-enforcement.example')
  await beginSession(at.database, id, null)
  await at.admin(`update identity.session set ended_at = now() where person_id = $1`, [id])
  await at.admin(`update identity.session set ended_at = null where person_id = $1`, [id])
  const open = await at.admin(`select from identity.session where person_id = $1 and ended_at is null`, [id])
  assert.equal(open.length, 0)
})
