/** An operation is a compartment: who is in it reads it, and nobody else, of the lead agency too. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { acceptTerms, leaveWithAgency } from './agencies/participation.ts'
import {
  KENT,
  KENT_ANALYST,
  KENT_COORDINATOR,
  LEAD,
  LEAD_COORDINATOR,
  operationOf,
  operationsOf,
} from './operations.test-support.ts'
import type { PostId } from './ids.ts'
import { confirmLead, confirmMember, endPost, proposePost } from './people/posts.ts'
import { proposeOperation } from './propose-operation.ts'

void describe('an operation', () => {
  let db: TestDatabase
  let at: ReturnType<typeof operationsOf>
  before(async () => {
    db = await testDatabase()
    at = operationsOf(db)
  })
  after(() => db.close())

  void test('is proposed by one and opened by another, who does not see it', async () => {
    const { id } = await at.as(LEAD, (scope) => proposeOperation(scope, operationOf()))
    assert.equal(await at.sees(LEAD, id), true)
    assert.equal(await at.sees(LEAD_COORDINATOR, id), false)
    const holds = () =>
      at.as(LEAD, (scope) =>
        scope.tx.one<{ lead: boolean; open: boolean }>(
          `select operations.viewer_holds($1, 'lead') as lead, operations.is_open($1) as open`,
          [id],
        ),
      )
    assert.deepEqual(await holds(), { lead: false, open: false })
    const terms = await at.waitingTerms(id, 'sussex-police')
    await at.as(LEAD_COORDINATOR, (scope) => acceptTerms(scope, terms))
    assert.deepEqual(await holds(), { lead: true, open: true })
    assert.equal(await at.sees(LEAD_COORDINATOR, id), false)
  })

  void test('is joined by two, left at once, and never without a lead', async () => {
    const id = await at.open()
    await assert.rejects(
      at.as(LEAD, (scope) => proposePost(scope, id, { address: KENT, post: 'member' })),
      { code: 'invalid' },
    )
    const part = await at.join(id, 'kent-police')
    assert.equal(await at.sees(KENT, id), false)
    assert.equal(await at.sees(KENT_COORDINATOR, id), false)
    const post = await at.enter(id, KENT)
    await at.enter(id, KENT_ANALYST, 'observer')
    assert.equal(await at.sees(KENT, id), true)
    assert.equal(await at.sees(KENT_ANALYST, id), true)
    await at.as(KENT, (scope) => endPost(scope, post, 'Needed elsewhere'))
    assert.equal(await at.sees(KENT, id), false)
    await at.as(KENT_COORDINATOR, (scope) => leaveWithAgency(scope, part, 'Done'))
    assert.equal(await at.sees(KENT_ANALYST, id), false)
    const lead = await db.admin<{ id: string }>(
      `select id from operations.post where operation_id = $1 and post = 'lead'`,
      [id],
    )
    await assert.rejects(
      at.as(LEAD, (scope) => endPost(scope, lead[0]?.id as never, 'Away')),
      { code: 'lead-hands-over' },
    )
    await assert.rejects(
      db.admin(
        `update operations.post set state = 'ended', ended_at = now(), ended_by = person_id where id = $1`,
        [lead[0]?.id],
      ),
      /exactly one lead|no event/,
    )
  })

  void test('is asleep for whoever nobody has confirmed, by the clock of the database', async () => {
    const id = await at.open()
    await at.join(id, 'kent-police')
    await at.enter(id, KENT)
    await db.admin(
      `set session_replication_role = replica;
       update operations.post set confirmed_until = now() - interval '1 second' where operation_id = '${id}' and post = 'member';
       update access.compartment_member set awake_until = now() - interval '1 second'
       where compartment_id = '${id}' and person_id = '${db.person(KENT).id}';
       set session_replication_role = origin`,
    )
    assert.equal(await at.sees(KENT, id), false)
    await at.as(LEAD, (scope) => confirmMember(scope, id, db.person(KENT).id))
    assert.equal(await at.sees(KENT, id), true)
    await assert.rejects(
      at.as(LEAD, (scope) => confirmMember(scope, id, db.person(LEAD).id)),
      { code: 'not-found' },
    )
    const lead = await db.admin<{ id: PostId }>(
      `select id from operations.post where operation_id = $1 and post = 'lead'`,
      [id],
    )
    await at.as(LEAD_COORDINATOR, (scope) => confirmLead(scope, lead[0]?.id ?? ('' as PostId)))
  })

  void test('has a privilege reviewer who holds nothing else, by constraint', async () => {
    const id = await at.open()
    await at.join(id, 'kent-police')
    await at.enter(id, KENT, 'privilege-reviewer')
    await assert.rejects(at.enter(id, KENT, 'member'), { code: 'invalid' })
    await assert.rejects(
      db.admin(
        `insert into operations.post (id, operation_id, person_id, agency_id, post, proposed_by)
         values (gen_random_uuid(), $1, $2, $3, 'loggist', $2)`,
        [id, db.person(KENT).id, db.agency('kent-police')],
      ),
      { code: '23P01' },
    )
    await at.enter(id, KENT_ANALYST, 'loggist')
    await at.enter(id, KENT_ANALYST, 'tasking')
    await assert.rejects(at.enter(id, KENT_ANALYST, 'privilege-reviewer'), { code: 'invalid' })
  })
})
