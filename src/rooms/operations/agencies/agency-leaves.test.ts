/** An agency that leaves leaves nothing open: its planned events are stood down, and what it was asked comes back. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { raise, step } from '../actions/actions.test-support.ts'
import { readAction } from '../actions/read-actions.ts'
import { actionTasks } from '../actions/tasks.ts'
import { changeState } from '../change-state.ts'
import { eventsOn } from '../conflicts/conflicts.test-support.ts'
import type { OperationId, ParticipationId } from '../ids.ts'
import { KENT, KENT_ANALYST, KENT_COORDINATOR, LEAD } from '../operations.test-support.ts'
import { leaveWithAgency } from './participation.ts'

const NCA = 'intelligence-officer@nca.example'

void describe('an agency that leaves', () => {
  let db: TestDatabase
  let at: ReturnType<typeof eventsOn>
  before(async () => {
    db = await testDatabase()
    at = eventsOn(db)
  })
  after(() => db.close())

  const opened = async (codename: string): Promise<{ operation: OperationId; kent: ParticipationId }> => {
    const operation = await at.open({ codename })
    const kent = await at.join(operation, 'kent-police')
    await at.enter(operation, KENT)
    await at.enter(operation, KENT_ANALYST, 'tasking')
    return { operation, kent }
  }

  void test('has its live planned events stood down, and whoever knew of a conflict is told; drafts go', async () => {
    const { operation, kent } = await opened('Copper Shelf')
    const live = await at.lodge(KENT, operation)
    const draft = await at.lodge(KENT, operation, {
      ...{ kind: 'meeting', disclosure: 'silent', silent_reason: 'A source is near' },
    })
    const other = await at.openOf('nca', { codename: 'Paper Thimble' })
    const near = await at.lodge(NCA, other)
    await at.look()
    assert.equal((await at.conflictsOf(NCA, near))[0]?.endedWhy, null)
    await at.as(KENT_COORDINATOR, (scope) => leaveWithAgency(scope, kent, 'The work is done'))
    const events = await db.admin<{ id: string; state: string }>(
      'select id, state from operations.planned_event where operation_id = $1',
      [operation],
    )
    assert.deepEqual(events, [{ id: live, state: 'stood-down' }])
    const [version] = await db.admin<{ reason: string }>(
      `select reason from operations.planned_version where event_id = $1 and act = 'stood-down'`,
      [live],
    )
    assert.equal(version?.reason, 'The agency has left the operation.')
    await at.look()
    assert.equal((await at.conflictsOf(NCA, near))[0]?.endedWhy, 'stood-down')
    const noted = await db.admin<{ id: string }>(
      `select subject_id as id from ledger.event where detail ? 'agencyLeft' and subject_kind = 'planned_event'`,
    )
    assert.deepEqual(noted.map(({ id }) => id).sort(), [live, draft].map(String).sort())
  })

  void test('gives back what it was asked to do; who asked offers it to another, and the operation can close', async () => {
    const { operation, kent } = await opened('Copper Ledge')
    const agency = db.agency('kent-police')
    const actions = []
    for (let one = 0; one < 4; one++)
      actions.push(await at.as(LEAD, (scope) => raise(scope, operation, { before_closing: true })))
    const [offered, accepted, allocated, done] = actions
    assert.ok(offered && accepted && allocated && done)
    for (const { id } of actions) await at.as(LEAD, (scope) => step(scope, id, { to: 'offered', agency }))
    for (const { id } of [accepted, allocated, done])
      await at.as(KENT_ANALYST, (scope) => step(scope, id, { to: 'accepted' }))
    await at.as(KENT_ANALYST, (scope) =>
      step(scope, allocated.id, { to: 'allocated', person: db.person(KENT).id, team: null }),
    )
    await at.as(KENT_ANALYST, (scope) => step(scope, done.id, { to: 'done', result: 'Found', shared: false }))
    await at.as(LEAD, (scope) => leaveWithAgency(scope, kent, 'No longer needed'))

    for (const { id } of [offered, accepted, allocated]) {
      const { action } = await at.as(LEAD, (scope) => readAction(scope, id))
      assert.equal(action.state, 'declined')
    }
    const back = (await at.as(LEAD, actionTasks)).filter(({ kind }) => kind === 'action-declined')
    assert.equal(back.length, 3)
    const work = await db.admin<{ action_id: string }>(
      'select action_id from operations.action_work where operation_id = $1',
      [operation],
    )
    assert.deepEqual(work, [{ action_id: done.id }], 'what was done stays done')

    await at.enter(operation, 'analyst@sussex-police.example', 'tasking')
    await at.as(LEAD, (scope) =>
      step(scope, accepted.id, { to: 'offered', agency: db.agency('sussex-police') }),
    )
    await at.as('analyst@sussex-police.example', (scope) => step(scope, accepted.id, { to: 'accepted' }))
    for (const { id } of [offered, allocated])
      await at.as(LEAD, (scope) => step(scope, id, { to: 'not-pursued', reason: 'Another way' }))
    await assert.rejects(
      at.as(LEAD, (scope) => changeState(scope, operation, { state: 'closed', note: 'Over' })),
      { code: 'actions-not-ended' },
    )
    await at.as('analyst@sussex-police.example', (scope) =>
      step(scope, accepted.id, { to: 'not-pursued', reason: 'Another way' }),
    )
    await at.as(LEAD, (scope) => changeState(scope, operation, { state: 'closed', note: 'Over' }))
  })

  void test('lets go of nothing by SQL while it takes part', async () => {
    const { operation } = await opened('Copper Quay')
    const { id } = await at.as(LEAD, (scope) => raise(scope, operation))
    await at.as(LEAD, (scope) => step(scope, id, { to: 'offered', agency: db.agency('kent-police') }))
    await at.as(KENT_ANALYST, (scope) => step(scope, id, { to: 'accepted' }))
    for (const sql of [
      'delete from operations.action_work where action_id = $1',
      `update operations.action set state = 'declined', revision = revision + 1 where id = $1`,
    ])
      await assert.rejects(db.admin(sql, [id]), { code: 'SM003' }, sql)
  })
})
