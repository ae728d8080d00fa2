/** Desk keys: who gets them, how they are changed, and how they go. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Decrypter } from 'age-encryption'
import { EXERCISE_PASSPHRASE, makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { readConfig } from '../../../platform/config.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { publicServices, report } from '../arrival/arrival.test-support.ts'
import { newKeyPair } from '../sealing/identities.ts'
import { openSealed } from '../sealing/seal.ts'
import { createDesk, recoverDeskKeys, rotateDeskKeys } from './desk-keys.ts'
import { giveKeyTo, keyHolders } from './give-key.ts'
import { IDLE_MS, keepRing, ringOf, unlockedIdentities } from './keyring.ts'
import { officerKeyState, setPassphrase, unlock } from './officer-key.ts'
import { lockWithPassphrase, unlockWithPassphrase, weakness } from './passphrase.ts'
import { refuseExerciseKeys } from './production.ts'

void describe('desk keys', () => {
  let at: TestDatabase
  let recovery: string
  before(async () => {
    at = await testDatabase()
    recovery = (await makeExerciseDesks(at.database, null)) ?? ''
  })
  after(() => at.close())

  const perform =
    (email: string) =>
    <T>(work: (scope: MemberScope) => Promise<T>): Promise<T> =>
      at.database.performAs({ personId: at.person(email).id, operation: 'test', purpose: 'Test' }, work)
  const triage = 'triage-officer@nca.example'
  const officer = 'intelligence-officer@nca.example'
  const sessionOf = (name: string) => Buffer.from(name)

  void test('a desk whose area is another’s, a second one of an agency, a second for the rest: refused', async () => {
    const wanted = { takesTheRest: false, recoveryRecipient: newKeyPair().recipient }
    for (const [desk, code] of [
      [{ ...wanted, agencySlug: 'nca', areas: ['E23000033'] }, 'area-taken'],
      [{ ...wanted, agencySlug: 'sussex-police', areas: ['E23000005'] }, 'desk-exists'],
      [{ ...wanted, agencySlug: 'nca', areas: [], takesTheRest: true }, 'rest-taken'],
      [{ ...wanted, agencySlug: 'nobody', areas: ['E23000005'] }, 'no-agency'],
      [{ ...wanted, agencySlug: 'nca', areas: ['Sussex'] }, 'invalid'],
    ] as const)
      await assert.rejects(createDesk(at.database, desk), { code })
  })

  void test('a new desk: passphrase, recovery key, colleague', async () => {
    const own = newKeyPair()
    await createDesk(at.database, {
      agencySlug: 'nca',
      areas: ['E23000005'],
      takesTheRest: false,
      recoveryRecipient: own.recipient,
    })
    await assert.rejects(recoverDeskKeys(at.database, own.identity, triage), { code: 'no-passphrase' })
    const [session, other] = [sessionOf('one'), sessionOf('two')]
    await assert.rejects(setPassphrase(perform(triage), session, 'short'), { code: 'invalid' })
    await setPassphrase(perform(triage), session, 'four words I chose', 10)
    await assert.rejects(recoverDeskKeys(at.database, recovery, triage), { code: 'wrong-recovery-key' })
    assert.equal(await recoverDeskKeys(at.database, own.identity, triage), 3)
    const state = await perform(triage)((scope) => officerKeyState(scope, session))
    assert.deepEqual([state.unlocked, state.holds.length], [true, 3])
    assert.equal(unlockedIdentities(session, at.agency('nca'), 'source').length, 1)

    const colleague = at.person(officer).id
    await assert.rejects(
      perform(triage)((scope) => giveKeyTo(scope, session, colleague)),
      { code: 'no-passphrase' },
    )
    await setPassphrase(perform(officer), other, 'another four words', 10)
    await assert.rejects(
      perform(officer)((scope) => giveKeyTo(scope, other, at.person(triage).id)),
      { code: 'not-held' },
    )
    await perform(triage)((scope) => giveKeyTo(scope, session, colleague, ['desk']))
    for (const stranger of ['triage-officer@kent-police.example', 'analyst@nca.example'])
      await assert.rejects(perform(triage)((scope) => giveKeyTo(scope, session, at.person(stranger).id)))
    const holders = await perform(triage)(keyHolders)
    const [last] = holders
    assert.deepEqual(
      [last?.personId, last?.purposes],
      [colleague, ['desk']],
      'who got a key last stands first',
    )
    await perform(officer)((scope) => officerKeyState(scope, other))
    assert.equal(unlockedIdentities(other, at.agency('nca'), 'desk').length, 1)
    assert.equal(unlockedIdentities(other, at.agency('nca'), 'source').length, 0)
  })

  void test('changed keys go to those who hold them; old reports open with the old ones', async () => {
    const services = publicServices(at.database)
    const before = await report(services)
    await rotateDeskKeys(at.database, 'sussex-police')
    const email = 'triage-officer@sussex-police.example'
    const session = sessionOf('rotation')
    await unlock(perform(email), session, EXERCISE_PASSPHRASE)
    const identities = unlockedIdentities(session, at.agency('sussex-police'), 'desk')
    assert.equal(identities.length, 2)
    const [part] = await at.admin<{ header: Buffer; payload: Buffer }>(
      `select header, payload from reporting.sealed_part p join reporting.public_report r on r.id = p.report_id
       where r.reference = $1 and part = 'body'`,
      [before.reference],
    )
    assert.ok(part)
    await openSealed(part, identities)
    await openSealed(part, [recovery])
  })

  void test('who leaves the desk loses its keys, and the ledger says so', async () => {
    const leaving = at.person('intelligence-officer-2@kent-police.example').id
    const held = () => at.admin(`select from reporting.wrapped_key where person_id = $1`, [leaving])
    assert.equal((await held()).length, 3)
    await at.database.performAs(
      {
        personId: at.person('administrator@kent-police.example').id,
        operation: 'people.change',
        purpose: null,
      },
      async (scope) => {
        await scope.tx.run(`update identity.person set active = false where id = $1`, [leaving])
        scope.record({ kind: 'administration', subject: { kind: 'person', id: leaving } })
      },
    )
    assert.equal((await held()).length, 0)
    const told = await at.admin(`select from ledger.event where operation = 'reporting.keys.take-away'`)
    assert.equal(told.length, 3)
  })

  void test('a ring is forgotten after a quarter of an hour without use', () => {
    const session = sessionOf('idle')
    keepRing(session, { personId: 'x', officer: newKeyPair(), keys: [] }, 1_000)
    assert.ok(ringOf(session, 1_000 + IDLE_MS - 1))
    assert.ok(ringOf(session, 1_000 + 2 * IDLE_MS - 2))
    assert.equal(ringOf(session, 1_000 + 3 * IDLE_MS), null)
  })

  void test('the locked key is an age file; a wrong passphrase opens nothing', async () => {
    const { identity } = newKeyPair()
    const locked = await lockWithPassphrase(identity, 'four words I chose', 10)
    assert.equal(await unlockWithPassphrase(locked, 'four words I chose'), identity)
    assert.equal(await unlockWithPassphrase(locked, 'four words he chose'), null)
    const decrypter = new Decrypter()
    decrypter.addPassphrase('four words I chose')
    assert.equal(await decrypter.decrypt(locked, 'text'), identity)
  })

  void test('passphrases: length counts, and not one’s own name', () => {
    const about = { name: 'Robin Ashdown', email: 'robin.ashdown@sussex-police.example' }
    for (const weak of ['', 'lantern', 'aaaaaaaaaaaaaaaaaaaa', 'Robin Ashdown 1987'])
      assert.notEqual(weakness(weak, about), null, weak)
    for (const good of [EXERCISE_PASSPHRASE, 'harbour wall at low water'])
      assert.equal(weakness(good, about), null)
  })

  void test('production refuses the exercise’s desks', async () => {
    const config = { ...readConfig({ NODE_ENV: 'test' }, { demo: false }), mode: 'production' as const }
    await assert.rejects(refuseExerciseKeys({ ...config, dataFolder: '/nowhere' }, at.database), {
      message: /exercise/,
    })
    await refuseExerciseKeys({ ...config, mode: 'test' }, at.database)
  })
})
