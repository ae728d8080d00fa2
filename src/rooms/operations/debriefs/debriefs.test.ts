/** Debriefs: each agency says what it saw, lessons go to who owns them at the end, and another agency says when one is learned. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { plan, runDay } from '../action-days/action-days.test-support.ts'
import type { ActionDayId } from '../action-days/ids.ts'
import { leaveWithAgency } from '../agencies/participation.ts'
import { changeState } from '../change-state.ts'
import type { OperationId, ParticipationId } from '../ids.ts'
import { KENT, KENT_ANALYST, KENT_COORDINATOR, LEAD, operationsOf } from '../operations.test-support.ts'
import { begin, identify, observationBody, see } from './debriefs.test-support.ts'
import { beginDebrief, closeDebrief } from './hold-debrief.ts'
import type { DebriefId } from './ids.ts'
import { listDebriefs, readDebrief } from './read-debrief.ts'
import { changeOperationSettings } from '../settings.ts'
import { debriefTasks } from './tasks.ts'

const DEPUTY = 'analyst@sussex-police.example'
/** Of the lead agency, and in no operation. */
const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'
const STRANGER = 'intelligence-officer@nca.example'

void describe('a debrief', () => {
  let db: TestDatabase
  let at: ReturnType<typeof operationsOf>
  let operation: OperationId
  let kent: ParticipationId
  let days = 0
  before(async () => {
    db = await testDatabase()
    at = operationsOf(db)
    operation = await at.open()
    kent = await at.join(operation, 'kent-police')
    await at.enter(operation, KENT, 'tasking')
    await at.enter(operation, KENT_ANALYST, 'observer')
    await at.enter(operation, DEPUTY, 'deputy')
  })
  after(() => db.close())

  const as = <T>(who: string, work: Parameters<typeof at.as<T>>[1]) => at.as(who, work)
  const ran = async (): Promise<ActionDayId> => {
    const day = await as(LEAD, (scope) => plan(scope, operation, days++))
    await as(LEAD, (scope) => runDay(scope, operation, day))
    return day
  }
  const open = () => as(LEAD, (scope) => begin(scope, operation))
  const whole = (who: string, id: DebriefId) => as(who, (scope) => readDebrief(scope, id))

  void test('is begun by the lead or a deputy: hot once, of a day that ran or an operation that is closed', async () => {
    const day = await as(LEAD, (scope) => plan(scope, operation, 40))
    const fault = (code: string) => (thrown: { code: string; fields?: Record<string, string> }) =>
      thrown.code === 'invalid' && Object.keys(thrown.fields ?? {}).join() === code
    await assert.rejects(
      as(LEAD, (scope) => begin(scope, operation, day)),
      fault('kind'),
      'not run yet',
    )
    await assert.rejects(
      as(LEAD, (scope) => beginDebrief(scope, operation, { kind: 'hot' })),
      fault('kind'),
      'not closed yet',
    )
    const elsewhere = await at.open({ codename: 'Paper Thimble' })
    const theirs = await as(LEAD, (scope) => plan(scope, elsewhere))
    await assert.rejects(
      as(LEAD, (scope) => beginDebrief(scope, operation, { kind: 'structured', action_day: theirs })),
      fault('action_day'),
    )
    const today = await ran()
    for (const who of [KENT, KENT_ANALYST])
      await assert.rejects(
        as(who, (scope) => begin(scope, operation, today)),
        { code: 'wrong-post' },
      )
    for (const who of [STRANGER, COLLEAGUE])
      await assert.rejects(
        as(who, (scope) => begin(scope, operation, today)),
        { code: 'not-found' },
      )
    await as(DEPUTY, (scope) => begin(scope, operation, today))
    await assert.rejects(
      as(LEAD, (scope) => begin(scope, operation, today)),
      fault('kind'),
      'once',
    )
    await open()
    await open()
  })

  void test('is due 72 hours after the day has ended, by the clock of London, also when the clock changes', async () => {
    const day = await ran()
    const due = async (on: string) => {
      await db.admin(
        `set session_replication_role = replica; update operations.action_day set on_day = '${on}' where id = '${day}';
         set session_replication_role = origin`,
      )
      const [row] = await db.admin<{ due: Date }>('select operations.hot_debrief_due($1, $2) as due', [
        operation,
        day,
      ])
      return row?.due.toISOString()
    }
    assert.equal(await due('2025-07-01'), '2025-07-04T23:00:00.000Z')
    assert.equal(await due('2025-12-01'), '2025-12-05T00:00:00.000Z')
    // On the night of the change an hour is missing, or there twice: it is 72 hours all the same.
    assert.equal(await due('2025-03-28'), '2025-04-01T00:00:00.000Z')
    assert.equal(await due('2025-10-24'), '2025-10-27T23:00:00.000Z')
    // The hours are the operator's.
    const set = (hours: number) =>
      db.database.performAsService({ service: 'operator', operation: 'operations.setting.change' }, (scope) =>
        changeOperationSettings(scope, { debrief_hours: hours }),
      )
    await set(24)
    assert.equal(await due('2025-07-01'), '2025-07-02T23:00:00.000Z')
    await set(72)
  })

  void test('takes what each agency saw, by its own people who act, and shows the agency and not who it was', async () => {
    const id = await open()
    await as(KENT, (scope) => see(scope, id))
    await as(LEAD, (scope) => see(scope, id, { theme: 'care', went: 'well', why: 'The hall was warm' }))
    await assert.rejects(
      as(KENT_ANALYST, (scope) => see(scope, id)),
      { code: 'may-not-act' },
    )
    for (const who of [STRANGER, COLLEAGUE]) {
      await assert.rejects(
        as(who, (scope) => see(scope, id)),
        { code: 'not-found' },
      )
      await assert.rejects(whole(who, id), { code: 'not-found' })
    }
    const { observations } = await whole(KENT_ANALYST, id)
    assert.deepEqual(
      observations.map((one) => [one.agency, one.theme, one.went]),
      [
        ['Kent Police', 'communication', 'less-well'],
        ['Sussex Police', 'care', 'well'],
      ],
    )
    assert.doesNotMatch(JSON.stringify(observations), new RegExp(db.person(KENT).id))
  })

  void test('names nobody of one’s own agency, however it is written; another agency’s people are not told by it', async () => {
    const id = await open()
    const [own] = await db.admin<{ name: string; email: string }>(
      'select name, email from identity.person where id = $1',
      [db.person(KENT).id],
    )
    const name = own?.name ?? ''
    const last = name.split(' ').at(-1) ?? ''
    for (const what of [
      `It was ${name}`,
      `it was ${name.toUpperCase()}, who rang`,
      `DS ${last} rang`,
      `Ask ${own?.email ?? ''}`,
    ])
      await assert.rejects(
        as(KENT, (scope) => see(scope, id, { what, no_person: true })),
        ({ fields }: { fields?: Record<string, string> }) => /their post/.test(fields?.['what'] ?? ''),
        what,
      )
    const [lead] = await db.admin<{ name: string }>('select name from identity.person where id = $1', [
      db.person(LEAD).id,
    ])
    await as(KENT, (scope) => see(scope, id, { what: `It was ${lead?.name ?? ''}`, no_person: true }))
    await assert.rejects(
      as(LEAD, (scope) => closeDebrief(scope, id, `Ask ${lead?.name ?? ''}`)),
      { code: 'invalid' },
    )
    await assert.rejects(
      as(LEAD, (scope) =>
        identify(scope, id, db.agency('kent-police'), { owner_post: lead?.name, no_person: true }),
      ),
      { code: 'invalid' },
    )
  })

  void test('keeps its lessons back until it is closed, and takes nothing more then', async () => {
    const id = await open()
    const seen = await as(KENT, (scope) => see(scope, id))
    const elsewhere = await open()
    const foreign = await as(KENT, (scope) => see(scope, elsewhere))
    const agency = db.agency('kent-police')
    await assert.rejects(
      as(KENT, (scope) => identify(scope, id, agency)),
      { code: 'wrong-post' },
    )
    await assert.rejects(
      as(STRANGER, (scope) => identify(scope, id, agency)),
      { code: 'not-found' },
    )
    await assert.rejects(
      as(LEAD, (scope) => identify(scope, id, db.agency('nca'))),
      { code: 'invalid' },
    )
    await assert.rejects(
      as(LEAD, (scope) => identify(scope, id, agency, { observations: [foreign] })),
      { code: 'invalid' },
    )
    const lesson = await as(LEAD, (scope) =>
      identify(scope, id, agency, { observations: [seen, seen], jol_reference: 'JOL 2027/31' }),
    )
    const readBy = (who: string) =>
      as(
        who,
        async (scope) =>
          (await scope.tx.many<{ id: string }>('select id from oversight.lesson where id = $1', [lesson]))
            .length,
      )
    assert.equal(await readBy(KENT_COORDINATOR), 0)
    assert.deepEqual(
      (await whole(KENT, id)).lessons.map((one) => [one.id, one.observations, one.jolReference]),
      [[lesson, [seen], 'JOL 2027/31']],
    )
    await assert.rejects(
      as(KENT, (scope) => closeDebrief(scope, id, 'Agreed')),
      { code: 'wrong-post' },
    )
    await as(DEPUTY, (scope) => closeDebrief(scope, id, 'One desk rings the hall'))
    assert.equal(await readBy(KENT_COORDINATOR), 1)
    for (const work of [
      () => as(KENT, (scope) => see(scope, id)),
      () => as(LEAD, (scope) => identify(scope, id, agency)),
      () => as(LEAD, (scope) => closeDebrief(scope, id, 'Again')),
    ])
      await assert.rejects(work(), ({ code }: { code: string }) =>
        ['debrief-closed', 'may-not-act', 'wrong-post'].includes(code),
      )
    const { rows } = await as(KENT, (scope) => listDebriefs(scope, { operation }))
    assert.deepEqual(
      rows
        .filter((one) => one.id === id)
        .map((one) => [one.state, one.observations, one.lessons, one.learned]),
      [['closed', 1, 1, 0]],
    )
  })

  void test('is changed by nobody, whatever they hold: not by its owner in plain SQL', async () => {
    const id = await open()
    const seen = await as(KENT, (scope) => see(scope, id))
    await as(LEAD, (scope) => identify(scope, id, db.agency('kent-police'), { observations: [seen] }))
    const refused = (sql: string, expected: object | RegExp = { code: 'SM003' }) =>
      assert.rejects(
        db.admin(sql.replaceAll('$id', `'${id}'`).replaceAll('$seen', `'${seen}'`)),
        expected,
        sql,
      )
    await refused(`update operations.observation set what = 'Other' where id = $seen`)
    await refused('delete from operations.observation where id = $seen')
    await refused(`update operations.debrief set due_at = now() where id = $id`)
    await refused(`update operations.debrief set state = 'closed' where id = $id`, /closed_with_words/)
    await refused('delete from operations.debrief where id = $id')
    await refused('delete from operations.debrief_lesson where debrief_id = $id')
    await refused(`update operations.debrief_lesson set observations = '{}' where debrief_id = $id`)
    await as(LEAD, (scope) => closeDebrief(scope, id, 'Agreed'))
    await refused(`update operations.debrief set words = 'Other' where id = $id`)
    await refused(
      `insert into operations.observation (id, debrief_id, operation_id, agency_id, person_id, theme, went, what)
       select gen_random_uuid(), debrief_id, operation_id, agency_id, person_id, theme, went, what from operations.observation
       where id = $seen`,
    )
    // A hot debrief is due when it is due, whoever enters it.
    await refused(
      `insert into operations.debrief (id, operation_id, kind, due_at, begun_by)
       select gen_random_uuid(), operation_id, 'hot', now() + interval '1 year', begun_by from operations.debrief where id = $id`,
    )
  })

  void test('waits for whoever leads while it is due, and for each agency that has entered nothing', async () => {
    const day = await ran()
    await db.admin(
      `set session_replication_role = replica; update operations.action_day set on_day = on_day - 20 where id = '${day}';
       set session_replication_role = origin`,
    )
    const tasks = async (who: string) =>
      (await as(who, debriefTasks)).filter(({ href }) => href.includes(day)).map(({ text }) => text)
    for (const who of [LEAD, DEPUTY])
      assert.match((await tasks(who)).join(), /^Hold the hot debrief of .*: due /)
    for (const who of [KENT, KENT_ANALYST, STRANGER, COLLEAGUE]) assert.deepEqual(await tasks(who), [])
    const id = await as(LEAD, (scope) => begin(scope, operation, day))
    const of = async (who: string) =>
      (await as(who, debriefTasks)).filter(({ href }) => href.endsWith(id)).map(({ kind }) => kind)
    assert.deepEqual((await of(LEAD)).toSorted(), ['debrief-due', 'debrief-open'])
    assert.deepEqual(await of(KENT), ['debrief-open'])
    assert.deepEqual(await of(KENT_ANALYST), [], 'an observer enters nothing')
    await as(KENT, (scope) => see(scope, id))
    assert.deepEqual(await of(KENT), [])
    await as(LEAD, (scope) => closeDebrief(scope, id, 'Agreed'))
    assert.deepEqual(await of(LEAD), [])
  })

  void test('of a closed operation is still held, by those who were in it', async () => {
    const other = await at.open({ codename: 'Tin Harbour' })
    await as(LEAD, (scope) => changeState(scope, other, { state: 'closed', note: 'Done' }))
    const waits = (await as(LEAD, debriefTasks)).find(({ href }) => href.includes(other))
    assert.match(waits?.text ?? '', /Hold the hot debrief of Tin Harbour: due/)
    const id = await as(LEAD, (scope) => beginDebrief(scope, other, { kind: 'hot' }))
    await as(LEAD, (scope) => see(scope, id))
    await as(LEAD, (scope) => closeDebrief(scope, id, 'Agreed'))
  })

  void test('shows nothing to somebody who left', async () => {
    const id = await open()
    await as(KENT, (scope) => see(scope, id))
    await as(KENT_COORDINATOR, (scope) => leaveWithAgency(scope, kent, 'Done here'))
    await assert.rejects(whole(KENT, id), { code: 'not-found' })
    assert.deepEqual((await as(KENT, (scope) => listDebriefs(scope))).rows, [])
    assert.deepEqual(await as(KENT, debriefTasks), [])
    const rows = await as(KENT, (scope) =>
      scope.tx.many(
        `select id from operations.observation union all select id from operations.debrief
         union all select id from operations.lessons_of_debrief($1)`,
        [id],
      ),
    )
    assert.deepEqual(rows, [])
    const { done } = await as(KENT, (scope) =>
      scope.tx.one<{ done: string | null }>(
        'select operations.observe(gen_random_uuid(), $1, $2::jsonb) as done',
        [id, JSON.stringify(observationBody())],
      ),
    )
    assert.equal(done, null)
  })
})
