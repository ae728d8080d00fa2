/** Actions: an agency's own tasking post accepts and allocates its people, and nobody outside sees more than they must. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { enter } from '../decisions/decisions.test-support.ts'
import { changeState } from '../change-state.ts'
import type { OperationId } from '../ids.ts'
import { KENT, KENT_ANALYST, LEAD, LEAD_COORDINATOR, operationsOf } from '../operations.test-support.ts'
import { moves } from './action.ts'
import { actionOf, inDays, raise, step } from './actions.test-support.ts'
import type { ActionId } from './ids.ts'
import { allocateSeveral, commentOnAction, moveAction, shareResult } from './move-action.ts'
import { raiseAction } from './raise-action.ts'
import { commentsOf, dependsOf, listActions, readAction } from './read-actions.ts'
import { actionTasks } from './tasks.ts'
import { STATES, type ActionState } from './words.ts'

const NCA = 'intelligence-officer@nca.example'
const NCA_ANALYST = 'analyst@nca.example'
const SUSSEX_ANALYST = 'analyst@sussex-police.example'

void describe('actions', () => {
  let db: TestDatabase
  let at: ReturnType<typeof operationsOf>
  let operation: OperationId
  let nca: number
  before(async () => {
    db = await testDatabase()
    at = operationsOf(db)
    nca = db.agency('nca')
    operation = await at.open()
    await at.join(operation, 'kent-police')
    await at.join(operation, 'nca')
    await at.enter(operation, KENT, 'member')
    await at.enter(operation, KENT_ANALYST, 'observer')
    await at.enter(operation, NCA, 'tasking')
    await at.enter(operation, NCA_ANALYST, 'member')
    await at.enter(operation, SUSSEX_ANALYST, 'tasking')
  })
  after(() => db.close())

  const as = <T>(who: string, work: Parameters<typeof at.as<T>>[1]) => at.as(who, work)
  const read = (who: string, id: ActionId) => as(who, (scope) => readAction(scope, id))
  const offered = async () => {
    const { id } = await as(LEAD, (scope) => raise(scope, operation))
    await as(LEAD, (scope) => step(scope, id, { to: 'offered', agency: nca }))
    return id
  }
  const allocated = async (who = NCA_ANALYST) => {
    const id = await offered()
    await as(NCA, (scope) => step(scope, id, { to: 'accepted' }))
    await as(NCA, (scope) => step(scope, id, { to: 'allocated', person: db.person(who).id, team: null }))
    return id
  }
  const kindsOf = async (who: string) => (await as(who, actionTasks)).map(({ kind }) => kind)

  void test('go from hand to hand: the NCA’s own post accepts and allocates, its person does it, another checks it', async () => {
    const id = await offered()
    for (const who of [LEAD, KENT, SUSSEX_ANALYST, NCA_ANALYST])
      await assert.rejects(
        as(who, (scope) => step(scope, id, { to: 'accepted' })),
        { code: 'not-yours-to-do' },
        who,
      )
    await as(NCA, (scope) => step(scope, id, { to: 'accepted' }))
    for (const who of [LEAD, SUSSEX_ANALYST, NCA_ANALYST])
      await assert.rejects(
        as(who, (scope) =>
          step(scope, id, { to: 'allocated', person: db.person(NCA_ANALYST).id, team: null }),
        ),
        { code: 'not-yours-to-do' },
        who,
      )
    for (const person of [KENT, LEAD, LEAD_COORDINATOR])
      await assert.rejects(
        as(NCA, (scope) => step(scope, id, { to: 'allocated', person: db.person(person).id, team: null })),
        { code: 'invalid' },
        'nobody of another agency',
      )
    await as(NCA, (scope) =>
      step(scope, id, { to: 'allocated', person: db.person(NCA_ANALYST).id, team: null }),
    )
    await as(NCA_ANALYST, (scope) =>
      step(scope, id, { to: 'done', result: 'A white van on Friday', shared: false }),
    )
    await assert.rejects(
      as(NCA_ANALYST, (scope) => step(scope, id, { to: 'checked' })),
      { code: 'not-yours-to-do' },
    )
    await assert.rejects(
      as(LEAD, (scope) => step(scope, id, { to: 'checked' })),
      { code: 'not-yours-to-do' },
      'not shared',
    )
    await as(NCA, (scope) => step(scope, id, { to: 'checked' }))
    await as(NCA, (scope) => step(scope, id, { to: 'filed' }))
    assert.equal((await read(LEAD, id)).action.state, 'filed')
    const events = await db.admin<{ state: string }>(
      `select detail ->> 'state' as state from ledger.event where subject_id = $1 and detail ? 'state' order by id`,
      [id],
    )
    assert.deepEqual(
      events.map(({ state }) => state),
      ['raised', 'offered', 'accepted', 'allocated', 'done', 'checked', 'filed'],
    )
  })

  void test('show to others agency, state and day, until the result is shared', async () => {
    const id = await allocated()
    await as(NCA, (scope) => commentOnAction(scope, id, { text: 'Ring the owner first', waitUntil: null }))
    await as(NCA_ANALYST, (scope) => step(scope, id, { to: 'done', result: 'A white van', shared: false }))
    for (const who of [KENT, KENT_ANALYST]) {
      const { action } = await read(who, id)
      assert.deepEqual([action.agencyId, action.state, action.dueOn], [nca, 'done', inDays(10)])
      assert.deepEqual([action.brief, action.work, action.lastComment], [null, null, null], who)
    }
    const asked = (await read(LEAD, id)).action
    assert.equal(
      asked.brief?.what,
      'Ask the marina who paid for the engines',
      'who asks reads what they asked',
    )
    assert.deepEqual([asked.work, asked.lastComment], [null, null])
    await assert.rejects(
      as(LEAD, (scope) => shareResult(scope, id)),
      { code: 'not-found' },
    )
    await as(NCA, (scope) => shareResult(scope, id))
    const shared = (await read(KENT, id)).action
    assert.deepEqual([shared.work?.result, shared.lastComment], ['A white van', null])
    assert.equal((await as(KENT, (scope) => commentsOf(scope, id))).length, 0)
    await assert.rejects(
      as(NCA, (scope) => shareResult(scope, id)),
      { code: 'shared-already' },
    )
  })

  void test('are declined with a reason, offered again, and not pursued with a reason', async () => {
    const id = await offered()
    await as(NCA, (scope) => step(scope, id, { to: 'declined', reason: 'Nobody is free' }))
    assert.equal((await read(LEAD, id)).action.brief?.reason, 'Nobody is free')
    assert.ok((await kindsOf(LEAD)).includes('action-declined'))
    await assert.rejects(
      as(LEAD, (scope) => step(scope, id, { to: 'offered', agency: db.agency('essex-police') })),
      { code: 'invalid' },
    )
    await as(LEAD, (scope) => step(scope, id, { to: 'offered', agency: db.agency('sussex-police') }))
    await assert.rejects(
      as(NCA, (scope) => step(scope, id, { to: 'accepted' })),
      { code: 'not-yours-to-do' },
    )
    await as(LEAD, (scope) => step(scope, id, { to: 'not-pursued', reason: 'The yard is empty' }))
    assert.deepEqual((await read(LEAD, id)).steps, [])
  })

  void test('are not taken where they may not be asked: of a child or a victim, or as a kind that does not exist', async () => {
    for (const about of ['victim', 'child'])
      await assert.rejects(
        as(LEAD, (scope) => raiseAction(scope, operation, { ...actionOf(), about: about as 'child' })),
        { code: '23514' },
        about,
      )
    await as(LEAD, (scope) => raise(scope, operation, { about: 'child', kind: 'safeguard' }))
    for (const kind of ['follow', 'monitor'])
      await assert.rejects(
        as(LEAD, (scope) => raiseAction(scope, operation, { ...actionOf(), kind: kind as 'other' })),
        { code: '23514' },
      )
    await assert.rejects(
      as(KENT_ANALYST, (scope) => raise(scope, operation)),
      { code: 'may-not-act' },
    )
    await assert.rejects(
      as('intelligence-officer@essex-police.example', (scope) => raise(scope, operation)),
      { code: 'not-found' },
    )
  })

  void test('wait for others, and never in a circle', async () => {
    const first = await as(LEAD, (scope) => raise(scope, operation))
    const second = await as(LEAD, (scope) => raise(scope, operation, { depends_on: [first.number] }))
    assert.deepEqual(
      (await as(LEAD, (scope) => dependsOf(scope, second.id))).map(({ number }) => number),
      [first.number],
    )
    await assert.rejects(
      as(LEAD, (scope) => raise(scope, operation, { depends_on: [9_999] })),
      { code: 'invalid' },
    )
    await assert.rejects(
      db.admin('insert into operations.action_depends (action_id, on_id) values ($1, $2)', [
        first.id,
        second.id,
      ]),
      { code: 'SM003' },
    )
    const other = await at.open({ codename: 'Quiet Anchor' })
    const elsewhere = await as(LEAD, (scope) => raise(scope, other))
    await assert.rejects(
      db.admin('insert into operations.action_depends (action_id, on_id) values ($1, $2)', [
        first.id,
        elsewhere.id,
      ]),
      { code: 'SM003' },
    )
  })

  void test('go as the program says, in the database too, whoever asks', async () => {
    const all = Object.keys(STATES) as ActionState[]
    const said = await db.admin<{ a: ActionState; b: ActionState; may: boolean }>(
      `select a, b, operations.action_may_move(a, b) as may from unnest($1::text[]) a, unnest($1::text[]) b`,
      [all],
    )
    for (const { a, b, may } of said) assert.equal(may, moves[a].includes(b), `${a} to ${b}`)
    const { id } = await as(LEAD, (scope) => raise(scope, operation))
    await assert.rejects(
      db.admin(`update operations.action set state = 'filed', revision = revision + 1 where id = $1`, [id]),
      { code: 'SM003' },
    )
    await assert.rejects(
      db.admin(`update operations.action_brief set what = 'Other' where action_id = $1`, [id]),
      { code: 'SM003' },
    )
    await assert.rejects(db.admin('delete from operations.action where id = $1', [id]), { code: 'SM003' })
    await assert.rejects(
      as(LEAD, (scope) => scope.tx.run(`update operations.action set due_on = due_on`)),
      { code: '42501' },
    )
    const done = await allocated()
    await as(NCA_ANALYST, (scope) => step(scope, done, { to: 'done', result: 'A van', shared: true }))
    await assert.rejects(
      db.admin(
        `update operations.action_work set checked_by = result_by, checked_at = now() where action_id = $1`,
        [done],
      ),
      { code: '23514' },
    )
    await as(LEAD, (scope) => step(scope, done, { to: 'checked' }))
  })

  void test('are refused to whoever looked at an earlier state', async () => {
    const id = await offered()
    const { action } = await read(NCA, id)
    await as(NCA, (scope) => moveAction(scope, id, action.revision, { to: 'accepted' }))
    await assert.rejects(
      as(NCA, (scope) => moveAction(scope, id, action.revision, { to: 'declined', reason: 'No' })),
      { code: 'stale' },
    )
  })

  void test('are allocated several at once, to a person or a team', async () => {
    const waiting = async () => (await kindsOf(NCA)).filter((kind) => kind === 'action-unallocated').length
    const before = await waiting()
    const ids = [await offered(), await offered()]
    for (const id of ids) await as(NCA, (scope) => step(scope, id, { to: 'accepted' }))
    assert.equal((await waiting()) - before, 2)
    assert.equal(
      await as(NCA, (scope) => allocateSeveral(scope, operation, ids, { person: null, team: 'Marine team' })),
      2,
    )
    for (const id of ids) assert.equal((await read(NCA_ANALYST, id)).action.work?.team, 'Marine team')
    await assert.rejects(
      as(LEAD, (scope) => allocateSeveral(scope, operation, ids, { person: null, team: 'Ours' })),
      { code: 'invalid' },
    )
  })

  void test('stand among the tasks of those whose they are, come back on their day, and are late for all who answer', async () => {
    const own = await at.open({ codename: 'Slow Ferry' })
    await at.join(own, 'nca')
    await at.enter(own, NCA, 'tasking')
    await at.enter(own, NCA_ANALYST)
    const before = (await kindsOf(NCA_ANALYST)).length
    const { id } = await as(LEAD, (scope) => raise(scope, own, { wait_until: inDays(5) }))
    await as(LEAD, (scope) => step(scope, id, { to: 'offered', agency: nca }))
    await as(NCA, (scope) => step(scope, id, { to: 'accepted' }))
    await as(NCA, (scope) =>
      step(scope, id, { to: 'allocated', person: db.person(NCA_ANALYST).id, team: null }),
    )
    assert.equal((await kindsOf(NCA_ANALYST)).length, before, 'it waits until its day')
    await as(NCA_ANALYST, (scope) => commentOnAction(scope, id, { text: 'Begun', waitUntil: inDays(0) }))
    assert.deepEqual((await kindsOf(NCA_ANALYST)).slice(before), ['action-mine'])
    await db.admin(`begin; set local session_replication_role = replica;
      update operations.action set due_on = current_date - 2 where id = '${id}'; commit`)
    assert.ok((await kindsOf(NCA_ANALYST)).includes('action-late'))
    assert.ok((await kindsOf(NCA)).includes('action-late'))
    const [late] = (await as(LEAD, actionTasks)).filter(({ kind }) => kind === 'action-late')
    assert.match(late?.text ?? '', /Action 1 of Slow Ferry/)
    const list = await as(LEAD, (scope) => listActions(scope, own, { list: 'overdue' }))
    assert.deepEqual(
      list.rows.map((one) => one.id),
      [id],
    )
  })

  void test('keep an operation from closing while one that is needed before has not ended', async () => {
    const own = await at.open({ codename: 'Grey Ladder' })
    const { id } = await as(LEAD, (scope) => raise(scope, own, { before_closing: true }))
    const close = () =>
      as(LEAD, (scope) => scope.tx.one('select operations.change_state($1, $2, $3)', [own, 'closed', 'Done']))
    await assert.rejects(close(), { code: 'SM003' })
    await assert.rejects(
      as(LEAD, (scope) => changeState(scope, own, { state: 'closed', note: 'Done' })),
      { code: 'actions-not-ended' },
    )
    await as(LEAD, (scope) => step(scope, id, { to: 'not-pursued', reason: 'Not needed any more' }))
    const { needed } = await as(LEAD, (scope) =>
      scope.tx.one<{ needed: number }>('select operations.needed_before_closing($1) as needed', [own]),
    )
    assert.equal(needed, 0)
    await as(LEAD, (scope) => changeState(scope, own, { state: 'closed', note: 'Done' }))
  })

  void test('follow from a decision of the main log, and of no other', async () => {
    const decision = await as(LEAD, (scope) => enter(scope, operation))
    const { id } = await as(LEAD, (scope) => raise(scope, operation, { decision: decision.id }))
    assert.equal((await read(LEAD, id)).action.brief?.decisionNumber, decision.number)
    const other = await at.open({ codename: 'Long Tide' })
    await assert.rejects(
      as(LEAD, (scope) => raise(scope, other, { decision: decision.id })),
      { code: 'invalid' },
    )
  })
})
