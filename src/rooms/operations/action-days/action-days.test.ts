/** Action days: nobody goes without a safeguarding plan and a decision, briefings stay as they were read, counts add up. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { eventsOn } from '../conflicts/conflicts.test-support.ts'
import { readEvent } from '../conflicts/list-events.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { enter } from '../decisions/decisions.test-support.ts'
import { openNarrowLog } from '../decisions/logs.ts'
import type { OperationId } from '../ids.ts'
import { KENT, KENT_ANALYST, LEAD, operationsOf } from '../operations.test-support.ts'
import { endPost } from '../people/posts.ts'
import { dayMoves } from './action-day.ts'
import { brief, go, inDays, plan, runDay, safeguard, wholePlan } from './action-days.test-support.ts'
import { acknowledgeBriefing, readBriefing, readersOf, versionsOf } from './brief.ts'
import { countOutcome } from './count-outcomes.ts'
import type { ActionDayId, BriefingId } from './ids.ts'
import { keepDesk, noteOnDay, planActionDay, writeSafeguarding } from './plan-day.ts'
import { findActionDay, listActionDays, ownCounts, readActionDay } from './read-day.ts'
import { actionDayTasks } from './tasks.ts'
import { DAY_STATES, type ActionDayState } from './words.ts'

const SUSSEX_ANALYST = 'analyst@sussex-police.example'
const STRANGER = 'intelligence-officer@nca.example'
/** Of the lead agency, and in no operation. */
const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'

void describe('an action day', () => {
  let db: TestDatabase
  let at: ReturnType<typeof operationsOf>
  let operation: OperationId
  let days = 10
  before(async () => {
    db = await testDatabase()
    at = operationsOf(db)
    operation = await at.open()
    await at.join(operation, 'kent-police')
    await at.enter(operation, KENT, 'tasking')
    await at.enter(operation, KENT_ANALYST, 'observer')
    await at.enter(operation, SUSSEX_ANALYST, 'tasking')
  })
  after(() => db.close())

  const as = <T>(who: string, work: Parameters<typeof at.as<T>>[1]) => at.as(who, work)
  const planned = () => as(LEAD, (scope) => plan(scope, operation, days++))
  const running = async () => {
    const day = await planned()
    await as(LEAD, (scope) => runDay(scope, operation, day))
    return day
  }
  const stateOf = async (day: ActionDayId) => (await as(LEAD, (scope) => findActionDay(scope, day))).state
  const revisionOf = async (day: ActionDayId) =>
    (await as(LEAD, (scope) => findActionDay(scope, day))).revision

  void test('is planned by who runs it, once a day; others of the operation read it, and nobody else', async () => {
    const day = await planned()
    for (const who of [KENT, KENT_ANALYST]) {
      assert.equal((await as(who, (scope) => readActionDay(scope, day))).day.state, 'planned')
      await assert.rejects(
        as(who, (scope) => plan(scope, operation, 90)),
        { code: 'wrong-post' },
      )
    }
    for (const who of [STRANGER, COLLEAGUE]) {
      await assert.rejects(
        as(who, (scope) => readActionDay(scope, day)),
        { code: 'not-found' },
      )
      await assert.rejects(
        as(who, (scope) => plan(scope, operation, 91)),
        { code: 'not-found' },
      )
      await assert.rejects(
        as(who, (scope) => countOutcome(scope, day, { kind: 'arrests', number: 1 })),
        { code: 'not-found' },
      )
    }
    await assert.rejects(
      as(LEAD, (scope) => planActionDay(scope, operation, inDays(days - 1))),
      { code: 'invalid' },
    )
    const { rows } = await as(KENT, (scope) => listActionDays(scope, operation))
    assert.ok(rows.some(({ id }) => id === day))
  })

  void test('does not go before its safeguarding plan is whole, whoever asks and however', async () => {
    const day = await planned()
    const { number } = await as(LEAD, (scope) => enter(scope, operation))
    await assert.rejects(
      as(LEAD, (scope) => go(scope, day, { to: 'go', decision: number })),
      ({ fields }: { fields?: Record<string, string> }) => /safeguarding plan/.test(fields?.['to'] ?? ''),
    )
    for (const part of ['reception', 'interpreters', 'childrens_services', 'first_responder'] as const) {
      await as(LEAD, (scope) => safeguard(scope, day, { [part]: undefined }))
      await assert.rejects(
        as(LEAD, (scope) => go(scope, day, { to: 'go', decision: number })),
        { code: 'invalid' },
        part,
      )
    }
    // The owner of the tables, with the decision in hand and every trigger asked.
    await assert.rejects(
      db.admin(
        `with w as (insert into operations.action_day_word (action_day_id, operation_id, decision_id, word, person_id)
           select $1, $2, d.id, 'go', d.maker_id from operations.decision d where d.operation_id = $2 and d.number = $3 returning 1)
         select from w`,
        [day, operation, number],
      ),
      { code: 'SM002' },
    )
    await assert.rejects(
      db.admin(`update operations.action_day set state = 'go', entered = entered + 1 where id = $1`, [day]),
      { code: 'SM003' },
    )
    assert.equal(await stateOf(day), 'planned')
    await as(LEAD, (scope) => safeguard(scope, day))
    await as(LEAD, (scope) => go(scope, day, { to: 'go', decision: number }))
    assert.equal(await stateOf(day), 'go')
    // Nothing is taken out of the plan once the day is to go.
    await assert.rejects(
      as(LEAD, async (scope) => writeSafeguarding(scope, day, await revisionOf(day), { reception: 'Hall' })),
      { code: 'invalid' },
    )
    await assert.rejects(
      db.admin('update operations.action_day set reception = null, entered = entered + 1 where id = $1', [
        day,
      ]),
      /no_go_without_safeguarding/,
    )
  })

  void test('goes by a decision of the main log of its own operation, and by each once', async () => {
    const day = await planned()
    await as(LEAD, (scope) => safeguard(scope, day))
    await assert.rejects(
      as(LEAD, (scope) => go(scope, day, { to: 'go', decision: 9_999 })),
      { code: 'invalid' },
    )
    const narrow = await as(LEAD, (scope) =>
      openNarrowLog(scope, operation, { name: 'Shelf', persons: [db.person(SUSSEX_ANALYST).id] }),
    )
    const hidden = await as(LEAD, (scope) => enter(scope, operation, {}, narrow))
    await assert.rejects(
      db.admin(
        `insert into operations.action_day_word (action_day_id, operation_id, decision_id, word, person_id)
         values ($1, $2, $3, 'go', $4)`,
        [day, operation, hidden.id, db.person(LEAD).id],
      ),
      { code: 'SM003' },
    )
    const first = await as(LEAD, (scope) => enter(scope, operation, { decision: 'We go' }))
    await as(LEAD, (scope) => go(scope, day, { to: 'go', decision: first.number }))
    await assert.rejects(
      as(LEAD, (scope) => go(scope, day, { to: 'no-go', decision: first.number })),
      { code: 'invalid' },
    )
    const second = await as(KENT, (scope) => enter(scope, operation, { decision: 'The sea is too high' }))
    await as(LEAD, (scope) => go(scope, day, { to: 'no-go', decision: second.number }))
    const { words } = await as(KENT_ANALYST, (scope) => readActionDay(scope, day))
    assert.deepEqual(
      words.map(({ word, number }) => [word, number]),
      [
        ['go', first.number],
        ['no-go', second.number],
      ],
    )
  })

  void test('goes from state to state as the program says and the database, and by nobody else', async () => {
    const states = Object.keys(DAY_STATES) as ActionDayState[]
    for (const from of states)
      for (const to of states) {
        const [row] = await db.admin<{ may: boolean }>(
          'select operations.action_day_may_move($1, $2) as may',
          [from, to],
        )
        assert.equal(row?.may, dayMoves[from].includes(to), `${from} to ${to}`)
      }
    const day = await planned()
    await as(LEAD, (scope) => safeguard(scope, day))
    const { number } = await as(LEAD, (scope) => enter(scope, operation))
    for (const who of [KENT, KENT_ANALYST, SUSSEX_ANALYST])
      await assert.rejects(
        as(who, (scope) => go(scope, day, { to: 'go', decision: number })),
        { code: 'not-yours-to-do' },
        who,
      )
    await assert.rejects(
      as(LEAD, (scope) => go(scope, day, { to: 'running' })),
      { code: 'not-yours-to-do' },
    )
    await assert.rejects(db.admin('delete from operations.action_day where id = $1', [day]), {
      code: 'SM003',
    })
  })

  void test('is counted by each agency’s own tasking post once it runs; another entry corrects', async () => {
    const early = await planned()
    await assert.rejects(
      as(KENT, (scope) => countOutcome(scope, early, { kind: 'arrests', number: 1 })),
      { code: 'not-running' },
    )
    const day = await running()
    for (const who of [LEAD, KENT_ANALYST])
      await assert.rejects(
        as(who, (scope) => countOutcome(scope, day, { kind: 'arrests', number: 1 })),
        { code: 'not-tasking' },
        who,
      )
    const wrong = await as(KENT, (scope) => countOutcome(scope, day, { kind: 'arrests', number: 30 }))
    await as(KENT, (scope) => countOutcome(scope, day, { kind: 'arrests', number: 2 }))
    await as(SUSSEX_ANALYST, (scope) => countOutcome(scope, day, { kind: 'arrests', number: 4 }))
    await as(KENT, (scope) => countOutcome(scope, day, { kind: 'arrests', number: 3, corrects: wrong }))
    // Once, of the own agency, of the same kind.
    const more = { kind: 'arrests', number: 3, corrects: wrong } as const
    await assert.rejects(
      as(KENT, (scope) => countOutcome(scope, day, more)),
      { code: 'invalid' },
    )
    await assert.rejects(
      as(SUSSEX_ANALYST, (scope) => countOutcome(scope, day, more)),
      { code: 'invalid' },
    )
    const { counts } = await as(KENT_ANALYST, (scope) => readActionDay(scope, day))
    assert.deepEqual(
      counts.map(({ agency, kind, number }) => [agency, kind, number]),
      [
        ['Kent Police', 'arrests', 5],
        ['Sussex Police', 'arrests', 4],
      ],
    )
    assert.equal((await as(KENT, (scope) => ownCounts(scope, day))).length, 3)
    for (const statement of [
      'update operations.outcome_count set number = number',
      'delete from operations.outcome_count',
      'truncate operations.outcome_count cascade',
    ])
      await assert.rejects(db.admin(statement), { code: 'SM003' }, statement)
  })

  void test('shows each agency its own events and their conflicts, and no other agency’s', async () => {
    const events = eventsOn(db)
    const own = await events.lodge(LEAD, operation)
    const { startsAt } = await as(LEAD, (scope) => readEvent(scope, own))
    assert.ok(startsAt)
    const day = await as(LEAD, (scope) => planActionDay(scope, operation, londonDay(startsAt)))
    const other = await events.openOf('kent-police', { codename: 'Paper Thimble' })
    const near = await events.lodge(KENT, other, { kind: 'meeting' })
    const theirs = await events.lodge(KENT, operation, { disclosure: 'broker', kind: 'meeting' })
    await events.look()
    const seen = await as(LEAD, (scope) => readActionDay(scope, day))
    assert.deepEqual(
      seen.events.map(({ id }) => id),
      [own],
    )
    assert.deepEqual([seen.events[0]?.conflicts, seen.events[0]?.unanswered], [1, 1])
    const kents = (await as(KENT, (scope) => readActionDay(scope, day))).events.map(({ id }) => id)
    assert.deepEqual(kents, [theirs], 'and none of another operation')
    assert.ok(!kents.includes(near))
  })

  void test('has command posts, of each agency by its own tasking post, and notes of who acts', async () => {
    const day = await planned()
    await as(KENT, (scope) => keepDesk(scope, day, { desk: 'Control room 2', telephone: '01632 960102' }))
    await assert.rejects(
      as(LEAD, (scope) => keepDesk(scope, day, { desk: 'Control room', telephone: '01632 960101' })),
      { code: 'not-tasking' },
    )
    await as(KENT, (scope) => noteOnDay(scope, day, 'The tide is later'))
    await assert.rejects(
      as(KENT_ANALYST, (scope) => noteOnDay(scope, day, 'I only look')),
      { code: 'may-not-act' },
    )
    const { commandPosts, notes } = await as(LEAD, (scope) => readActionDay(scope, day))
    assert.deepEqual(
      commandPosts.map(({ agency, desk, posts }) => [agency, desk, posts]),
      [
        ['Kent Police', 'Control room 2', ['tasking']],
        ['Sussex Police', null, ['lead', 'tasking']],
      ],
    )
    assert.deepEqual(
      notes.map(({ text }) => text),
      ['The tide is later'],
    )
  })

  void describe('is briefed', () => {
    let day: ActionDayId
    let first: BriefingId
    before(async () => {
      day = await planned()
      first = (await as(LEAD, (scope) => brief(scope, day))).id
    })

    void test('in versions that nobody changes; each asks to be read, and the newest waits at home', async () => {
      const waits = async (who: string) =>
        (await as(who, actionDayTasks))
          .filter(({ text }) => text.includes('Read the briefing'))
          .map(({ href }) => href)
      assert.deepEqual(await waits(KENT), [`/operations/briefings/${first}`])
      await as(KENT, (scope) => acknowledgeBriefing(scope, first))
      await as(KENT, (scope) => acknowledgeBriefing(scope, first))
      assert.deepEqual(await waits(KENT), [])
      assert.deepEqual(await waits(STRANGER), [])
      const second = await as(LEAD, (scope) => brief(scope, day, { method: 'From the sea' }))
      assert.equal(second.version, 2)
      assert.deepEqual(await waits(KENT), [`/operations/briefings/${second.id}`])
      const kept = await as(KENT, (scope) => readBriefing(scope, first))
      assert.deepEqual([kept.version, kept.newest, kept.says['method']], [1, 2, undefined])
      assert.equal((await as(KENT, (scope) => versionsOf(scope, kept))).length, 2)
      for (const statement of [
        `update operations.briefing set says = '{"risk": "none"}'`,
        'delete from operations.briefing',
        'truncate operations.briefing cascade',
        'delete from operations.read_receipt',
      ])
        await assert.rejects(db.admin(statement), { code: 'SM003' }, statement)
      await assert.rejects(
        db.admin(
          `insert into operations.briefing (id, action_day_id, operation_id, posts, version, classification, says, author_id, agency_id)
           select gen_random_uuid(), action_day_id, operation_id, posts, 9, classification, says, author_id, agency_id
           from operations.briefing where id = $1`,
          [first],
        ),
        { code: 'SM003' },
      )
    })

    void test('and who leads and who wrote it see who has not read it; nobody else does', async () => {
      const readers = await as(LEAD, (scope) => readersOf(scope, first))
      assert.deepEqual(
        readers.map(({ agency, readAt }) => [agency, readAt !== null]),
        [
          ['Kent Police', false],
          ['Sussex Police', false],
          ['Sussex Police', false],
          ['Kent Police', true],
        ],
      )
      assert.deepEqual(await as(KENT, (scope) => readersOf(scope, first)), [])
      const receipts = await as(SUSSEX_ANALYST, (scope) =>
        scope.tx.many('select from operations.read_receipt'),
      )
      assert.equal(receipts.length, 0)
    })

    void test('for some posts alone: to anybody else there is none', async () => {
      const { id, version } = await as(LEAD, (scope) =>
        brief(scope, day, { posts: ['tasking'], method: 'For those who allocate' }),
      )
      assert.equal(version, 1, 'numbers of its own')
      assert.equal((await as(KENT, (scope) => readBriefing(scope, id))).isForViewer, true)
      await assert.rejects(
        as(KENT_ANALYST, (scope) => readBriefing(scope, id)),
        { code: 'not-found' },
      )
      await assert.rejects(
        as(KENT_ANALYST, (scope) => acknowledgeBriefing(scope, id)),
        { code: 'not-found' },
      )
      const { briefings } = await as(KENT_ANALYST, (scope) => readActionDay(scope, day))
      assert.deepEqual(
        briefings.map(({ posts }) => posts),
        [[]],
      )
    })

    void test('by nobody who does not run it, nor once it is done', async () => {
      await assert.rejects(
        as(KENT, (scope) => brief(scope, day)),
        { code: 'wrong-post' },
      )
      const over = await running()
      await as(LEAD, (scope) => go(scope, over, { to: 'done' }))
      await assert.rejects(
        as(LEAD, (scope) => brief(scope, over)),
        { code: 'day-is-over' },
      )
      await assert.rejects(
        as(LEAD, async (scope) => writeSafeguarding(scope, over, await revisionOf(over), wholePlan())),
        { code: 'day-is-over' },
      )
      // What was counted late is counted all the same.
      await as(KENT, (scope) => countOutcome(scope, over, { kind: 'seizures', number: 1 }))
    })
  })

  void test('is not there any more for somebody who has left', async () => {
    const left = await at.enter(operation, 'investigator@kent-police.example', 'member')
    const day = await planned()
    await as('investigator@kent-police.example', (scope) => readActionDay(scope, day))
    await as(LEAD, (scope) => endPost(scope, left, 'Done'))
    await assert.rejects(
      as('investigator@kent-police.example', (scope) => readActionDay(scope, day)),
      { code: 'not-found' },
    )
  })

  void test('tells open pages of whatever is entered, and of nothing to those who are not in it', async () => {
    const day = await planned()
    const mark = async (who: string) =>
      (
        await as(who, (scope) =>
          scope.tx.one<{ mark: string }>('select operations.action_days_mark() as mark'),
        )
      ).mark
    const before = await mark(KENT_ANALYST)
    await as(KENT, (scope) => noteOnDay(scope, day, 'Begun'))
    assert.notEqual(await mark(KENT_ANALYST), before)
    assert.equal(await mark(STRANGER), '')
  })
})
