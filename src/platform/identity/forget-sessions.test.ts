/** Sessions that are over: what stays of them, and for how long. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { createLog } from '../log.ts'
import { forgetSessions } from './forget-sessions.ts'
import { openIdToken } from './sealed-id-token.ts'
import { beginSession, endSession, findSession } from './session.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const GIVEN = {
  ...{ provider: 'main', idToken: 'a.provider.token' },
  ...{ session: null, subject: Buffer.alloc(32) },
}
const limits = { idleMinutes: 30, hours: 12 }

void describe('sessions that are over', () => {
  let at: TestDatabase
  before(async () => {
    at = await testDatabase()
  })
  after(() => at.close())

  const forget = () => forgetSessions(limits)({ database: at.database, log: createLog('silent') }, {})
  const aged = async (change: string) => {
    const secret = await beginSession(at.database, at.person(OFFICER).id, GIVEN)
    await at.admin(
      `update identity.session set ${change} where id_token_sealed is not null or ended_at is not null`,
    )
    await at.admin(`update identity.session set purpose = $1 where purpose is null`, [change])
    return secret
  }
  const left = async () =>
    (await at.admin<{ purpose: string }>('select purpose from identity.session order by purpose')).map(
      ({ purpose }) => purpose,
    )

  void test('no session stays for ever: a day after its end, however it ended, it is gone', async () => {
    for (const change of [
      `ended_at = now() - interval '25 hours'`,
      `seen_at = now() - interval '25 hours'`,
      `created_at = now() - interval '37 hours'`,
    ]) {
      await at.admin('delete from identity.session')
      await aged(change)
      await forget()
      assert.deepEqual(await left(), [], change)
    }
  })

  void test('one that is alive, or over since today, stays', async () => {
    for (const change of [
      `seen_at = now()`,
      `ended_at = now() - interval '23 hours'`,
      `seen_at = now() - interval '24 hours'`,
      `created_at = now() - interval '35 hours'`,
    ]) {
      await at.admin('delete from identity.session')
      await aged(change)
      await forget()
      assert.deepEqual(await left(), [change])
    }
  })

  void test('the provider’s token goes with the end of the session, by whatever road', async () => {
    const tokens = () => at.admin('select from identity.session where id_token_sealed is not null')
    await at.admin('delete from identity.session')
    const secret = await beginSession(at.database, at.person(OFFICER).id, GIVEN)
    const who = await findSession(at.database, secret, limits)
    assert.ok(who && 'personId' in who)
    const sealed = who.session?.sealedIdToken ?? null
    assert.equal(openIdToken(secret, sealed)?.idToken, 'a.provider.token', 'needed to sign out')
    assert.equal(openIdToken(`${secret}x`, sealed), null, 'no other cookie opens it')
    const [row] = await at.admin<{ row: string }>('select s::text as row from identity.session s')
    const bytes = [row?.row, sealed?.toString('latin1')].join()
    assert.doesNotMatch(bytes, /a\.provider\.token/, 'the database alone gives nothing back')
    await endSession(at.database, who)
    assert.deepEqual(await tokens(), [])
    await beginSession(at.database, at.person(OFFICER).id, GIVEN)
    await at.admin('update identity.session set ended_at = now() where ended_at is null')
    assert.deepEqual(await tokens(), [])
    await aged(`seen_at = now() - interval '31 minutes'`)
    await forget()
    assert.deepEqual(await tokens(), [])
  })

  void test('a session that has ended stays ended, and none is taken into the future', async () => {
    const secret = await beginSession(at.database, at.person(OFFICER).id, null)
    await at.admin(
      `update identity.session set seen_at = now() + interval '10 years', created_at = now() + interval '1 day'`,
    )
    const [row] = await at.admin<{ future: boolean }>(
      'select bool_or(seen_at > now() or created_at > now()) as future from identity.session',
    )
    assert.equal(row?.future, false)
    await at.admin('update identity.session set ended_at = now() where ended_at is null')
    await at.admin(`update identity.session set ended_at = null, id_token_sealed = '\\x01'`)
    assert.deepEqual(
      await at.admin('select from identity.session where ended_at is null or id_token_sealed is not null'),
      [],
    )
    assert.equal(await findSession(at.database, secret, limits), null)
    await assert.rejects(
      at.admin('update identity.session set person_id = $1', [at.person('analyst@nca.example').id]),
      /A session stays/,
    )
  })

  void test('a member may write down a purpose in a session, and change nothing else of it', async () => {
    await beginSession(at.database, at.person(OFFICER).id, null)
    const as = <T>(sql: string) =>
      at.database.performAs({ personId: at.person(OFFICER).id, operation: 'test', purpose: null }, ({ tx }) =>
        tx.run(sql),
      ) as Promise<T>
    await as(`update identity.session set purpose = 'Exercise'`)
    for (const change of ['ended_at = null', 'seen_at = now()', 'person_id = person_id', `csrf = ''`])
      await assert.rejects(as(`update identity.session set ${change}`), { code: '42501' }, change)
    for (const column of ['csrf', 'id_token_sealed', 'provider_subject'])
      await assert.rejects(as(`select ${column} from identity.session`), { code: '42501' }, column)
  })

  void test('kept forms go after an hour by the clock, whether anybody comes back or not', async () => {
    await at.admin(
      `insert into identity.kept_form (id_hash, person_id, path, sealed, kept_at)
       values ('\\x01', $1, '/purpose', '\\x02', now() - interval '61 minutes'),
              ('\\x03', $2, '/purpose', '\\x04', now() - interval '59 minutes')`,
      [at.person(OFFICER).id, at.person('analyst@nca.example').id],
    )
    await forget()
    assert.equal((await at.admin('select from identity.kept_form')).length, 1)
  })
})
