/** Trips to the identity provider: ours, in time, once. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { recordRefusedSignIn } from './refused-sign-ins.ts'
import { beginSession } from './session.ts'
import { tripsOf } from './trips.ts'

const SECRET = 'k3Jq9vWm2Xr8Tz5Lp7Nc4Hd6'
const trip = {
  provider: 'main',
  verifier: 'v'.repeat(43),
  state: 'state-1',
  nonce: 'nonce-1',
  returnTo: '/reports',
}

void describe('a trip to the provider', () => {
  void test('comes back whole on any node of the installation, and on no other', () => {
    const cookie = tripsOf(SECRET).seal(trip)
    assert.deepEqual(tripsOf(SECRET).open(cookie)?.trip, trip)
    assert.equal(tripsOf(`${SECRET}x`).open(cookie), null)
    assert.doesNotMatch(Buffer.from(cookie, 'base64url').toString('latin1'), /state-1|reports/)
  })

  void test('no changed bit of it is taken', () => {
    const trips = tripsOf(SECRET)
    const bytes = Buffer.from(trips.seal(trip), 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      assert.equal(trips.open(changed.toString('base64url')), null)
    }
    for (let length = 0; length < bytes.length; length++)
      assert.equal(trips.open(bytes.subarray(0, length).toString('base64url')), null)
  })

  void test('is good for ten minutes and one answer', () => {
    let now = Date.UTC(2026, 10, 28)
    const trips = tripsOf(SECRET, () => now)
    const cookie = trips.seal(trip)
    now += 599_000
    const returned = trips.open(cookie)
    assert.ok(returned)
    trips.useUp(returned)
    assert.equal(trips.open(cookie), null)
    const second = trips.seal({ ...trip, state: 'state-2' })
    now += 600_000
    assert.equal(trips.open(second), null)
  })

  void test('a place to return to that no cookie holds is left out', () => {
    const trips = tripsOf(SECRET)
    assert.equal(trips.open(trips.seal({ ...trip, returnTo: `/${'x'.repeat(5_000)}` }))?.trip.returnTo, '/')
  })
})

void describe('signing in', () => {
  let at: TestDatabase
  before(async () => {
    at = await testDatabase()
  })
  after(() => at.close())

  void test('one trip begins one session, in whichever process', async () => {
    const { id } = at.person('analyst@nca.example')
    const digest = tripsOf(SECRET).open(tripsOf(SECRET).seal(trip))?.digest
    assert.ok(digest)
    const both = await Promise.allSettled([
      beginSession(at.database, id, null, digest),
      beginSession(at.database, id, null, digest),
    ])
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const events = await at.admin(`select from ledger.event where operation = 'identity.session.begin'`)
    assert.equal(events.length, 1)
  })

  void test('people whom nobody here knows leave one event a minute, which says how many there were', async () => {
    let now = 0
    const unknown = { reason: 'not-known-here', agencyId: at.agency('nca'), personId: null } as const
    const refuse = () => recordRefusedSignIn(at.database, unknown, () => now)
    const events = () =>
      at.admin<{ detail: unknown }>(`select detail from ledger.event where kind = 'refusal' order by id`)
    for (let time = 0; time < 50; time++) await refuse()
    assert.deepEqual(await events(), [{ detail: { reason: 'not-known-here' } }])
    now += 60_000
    await refuse()
    assert.deepEqual((await events())[1], { detail: { reason: 'not-known-here', more: 49 } })
    for (let time = 0; time < 5; time++)
      await recordRefusedSignIn(at.database, { ...unknown, reason: 'two-accounts' }, () => now)
    assert.equal((await events()).length, 3)
    // Of another agency, and of somebody who is known, it is another event.
    await recordRefusedSignIn(at.database, { ...unknown, agencyId: at.agency('kent-police') }, () => now)
    const { id: personId } = at.person('analyst@nca.example')
    await recordRefusedSignIn(at.database, { ...unknown, reason: 'stopped-account', personId }, () => now)
    assert.equal((await events()).length, 5)
  })

  void test('what is wrong with a provider leaves one event an hour, while it is', async () => {
    let now = 0
    const fault = {
      reason: 'clock-off',
      agencyId: null,
      personId: null,
      provider: 'main',
    } as const
    const events = () => at.admin(`select from ledger.event where detail ? 'provider'`)
    for (let time = 0; time < 50; time++, now += 60_000)
      await recordRefusedSignIn(at.database, fault, () => now)
    assert.equal((await events()).length, 1)
    now += 600_000
    await recordRefusedSignIn(at.database, fault, () => now)
    assert.equal((await events()).length, 2)
  })
})
