/** An account is let go of its identity by two administrators: on pages and by SQL alike. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { addPerson } from '../../cli/person.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import { whoIsMeant } from '../../platform/identity/people.ts'
import type { PersonId } from '../../wire/ids.ts'
import { identityTasks } from './identity-tasks.ts'
import { askUnbinding, settleUnbinding, unbindingOf, type UnbindingId } from './unbinding.ts'

const OFFICER = 'intelligence-officer@kent-police.example'
const FIRST = 'administrator@kent-police.example'
const ELSEWHERE = 'administrator@nca.example'

void describe('letting an account bind again', () => {
  let db: TestDatabase
  let second: PersonId
  let officer: PersonId
  before(async () => {
    db = await testDatabase()
    officer = db.person(OFFICER).id
    const email = 'second.administrator@kent-police.example'
    await addPerson(db.database, {
      ...{ agency: 'kent-police', email, name: 'Second', role: ['administrator'], clearance: 'OFFICIAL' },
    })
    const [row] = await db.admin<{ id: PersonId }>('select id from identity.person where email = $1', [email])
    assert.ok(row)
    second = row.id
  })
  after(() => db.close())

  const act = <T>(personId: PersonId, work: (scope: MemberScope) => Promise<T>) =>
    db.database.performAs({ personId, operation: 'people.unbinding.ask', purpose: null }, work)
  const bind = (subject: string) =>
    whoIsMeant(
      db.database,
      { issuer: 'https://identity.example', subject, email: OFFICER, agencies: null },
      1,
    )
  const asked = async () => {
    const found = await act(second, (scope) => unbindingOf(scope, officer))
    assert.ok(found)
    return found.id
  }
  const first = () => db.person(FIRST).id

  void test('is asked of a bound account of one’s own agency, and never of one’s own', async () => {
    await assert.rejects(
      act(first(), (scope) => askUnbinding(scope, officer)),
      { code: 'invalid' },
      'not bound yet',
    )
    await bind('one')
    await assert.rejects(
      act(first(), (scope) => askUnbinding(scope, first())),
      { code: 'invalid' },
    )
    await assert.rejects(
      act(db.person(ELSEWHERE).id, (scope) => askUnbinding(scope, officer)),
      { code: 'not-found' },
    )
    await act(first(), (scope) => askUnbinding(scope, officer))
    await assert.rejects(
      act(second, (scope) => askUnbinding(scope, officer)),
      { code: 'asked-already' },
    )
  })

  void test('waits for the other administrator, and for nobody else', async () => {
    const waits = async (id: PersonId) => (await act(id, identityTasks)).map(({ kind }) => kind)
    assert.deepEqual(await waits(second), ['unbinding'])
    for (const id of [first(), officer, db.person(ELSEWHERE).id]) assert.deepEqual(await waits(id), [])
  })

  void test('is not decided by whoever asked, by the person, or by another agency; nor by SQL', async () => {
    const id = await asked()
    await assert.rejects(
      act(first(), (scope) => settleUnbinding(scope, id, 'unbound')),
      { code: 'own-request' },
    )
    await assert.rejects(
      act(db.person(ELSEWHERE).id, (scope) => settleUnbinding(scope, id, 'unbound')),
      {
        code: 'not-found',
      },
    )
    const settles = (by: PersonId, named: PersonId) =>
      act(by, async (scope) => {
        const rows = await scope.tx.run(
          `update identity.unbinding set outcome = 'unbound', settled_by = $2, settled_at = now() where id = $1`,
          [id, named],
        )
        scope.record({ kind: 'administration', subject: { kind: 'person', id: officer } })
        return rows
      })
    await assert.rejects(settles(first(), first()), { code: '23514' }, 'the one who asked')
    await assert.rejects(settles(first(), second), { code: '42501' }, 'in the other’s name')
    assert.equal(await settles(officer, officer), 0, 'whose account it is')
    assert.equal(await settles(db.person(ELSEWHERE).id, db.person(ELSEWHERE).id), 0)
    const inAnothersName = act(first(), async (scope) => {
      await scope.tx.run(
        'insert into identity.unbinding (id, agency_id, person_id, asked_by) values ($1, $2, $3, $4)',
        [...[newId(), scope.actor.agencyId, db.person('analyst@kent-police.example').id, second]],
      )
    })
    await assert.rejects(inAnothersName, { code: /42501|SM031/ })
    await assert.rejects(
      act(first(), (scope) =>
        scope.tx.run(
          `update identity.unbinding set outcome = 'left', settled_by = $2, settled_at = now() where id = $1`,
          [id, first()],
        ),
      ),
      { code: 'SM002' },
      'without an event',
    )
    assert.ok('person' in (await bind('one')), 'nothing has changed')
  })

  void test('lets go when the other one agrees: once, and the next verified sign-in binds', async () => {
    const id = await asked()
    assert.equal(await act(second, (scope) => settleUnbinding(scope, id, 'unbound')), officer)
    await assert.rejects(
      act(second, (scope) => settleUnbinding(scope, id, 'unbound')),
      { code: 'not-found' },
    )
    assert.ok('person' in (await bind('two')))
    assert.ok('refused' in (await bind('one')))
  })

  void test('is taken back by whoever asked; and what is old is asked anew', async () => {
    await act(first(), (scope) => askUnbinding(scope, officer))
    await act(first(), async (scope) =>
      settleUnbinding(scope, (await unbindingOf(scope, officer))?.id ?? ('' as UnbindingId), 'left'),
    )
    await act(first(), (scope) => askUnbinding(scope, officer))
    await db.admin(
      `set session_replication_role = replica;
       update identity.unbinding set asked_at = now() - interval '8 days' where settled_at is null;
       set session_replication_role = origin`,
    )
    const id = await asked()
    await assert.rejects(
      act(second, (scope) => settleUnbinding(scope, id, 'unbound')),
      { code: 'asked-too-long-ago' },
    )
    await assert.rejects(
      act(second, async (scope) => {
        await scope.tx.run(
          `update identity.unbinding set outcome = 'unbound', settled_by = $2, settled_at = now() where id = $1`,
          [id, second],
        )
        scope.record({ kind: 'administration', subject: { kind: 'person', id: officer } })
      }),
      { code: 'SM034' },
      'by SQL either',
    )
    await act(second, (scope) => settleUnbinding(scope, id, 'left'))
    assert.ok('person' in (await bind('two')))
  })
})
