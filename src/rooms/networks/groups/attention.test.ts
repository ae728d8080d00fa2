/** Which groups need attention, by a clock that is given; and what the national picture counts. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { fileReport } from '../../intelligence/index.ts'
import { checked } from '../../intelligence/reports.test-support.ts'
import { releaseRecord } from '../../sharing/index.ts'
import { reportKind } from '../../intelligence/index.ts'
import { assessGroup, nameLead, reviewGroup } from './assess.ts'
import { needingAttention } from './attention.ts'
import { inDays, release, write } from './groups.test-support.ts'
import { linkReport } from './linked-reports.ts'
import { addLine, sayOfLine } from './plan.ts'
import { changeGroupSettings, readGroupSettings } from './settings.ts'
import { groupTasks } from './tasks.ts'

const NCA = 'intelligence-officer@nca.example'
const COORDINATOR = 'coordinator@nca.example'
const ANALYST = 'analyst@nca.example'
const KENT = 'intelligence-officer@kent-police.example'
const TASK_FORCE = 'coordinator@taskforce.example'
const DAY = 86_400_000

void describe('a group needs attention', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(() => db.close())

  /** Acts so many days from now, by the clock that the scope is given. */
  const as = <T>(account: string, work: (scope: MemberScope) => Promise<T>, days = 0): Promise<T> =>
    db.database.performAs({ personId: db.person(account).id, operation: 'test', purpose: null }, (scope) =>
      work(days === 0 ? scope : { ...scope, now: new Date(scope.now.getTime() + days * DAY) }),
    )
  const reasonsOf = async (id: RecordId, days = 0, account = COORDINATOR) =>
    (await as(account, needingAttention, days)).find((one) => one.id === id)?.reasons ?? []
  const lead = (id: RecordId) => as(NCA, (scope) => nameLead(scope, id, 1, db.person(NCA).id))
  const plan = (id: RecordId) =>
    as(NCA, (scope) =>
      addLine(scope, id, {
        strand: 'pursue',
        what: 'Visit',
        owner: db.person(ANALYST).id,
        dueOn: inDays(90),
      }),
    )
  const assess = (id: RecordId, grade: 'low' | 'high') =>
    as(NCA, (scope) =>
      assessGroup(scope, id, { grade, words: 'W', basis: 'B', madeOn: inDays(0), morile: null }),
    )
  /** What only time makes: rows as they stood so many days ago. */
  const make = (id: string, sql: string) =>
    db.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
      await scope.tx.run(sql, [id])
      scope.record({ kind: 'alteration', subject: { kind: 'group', id } })
    })
  const accountIs = (account: string, active: boolean) =>
    db.admin(
      `set session_replication_role = 'replica';
       update identity.person set active = ${String(active)} where id = '${db.person(account).id}';
       set session_replication_role = 'origin'`,
    )
  const reportTo = async (id: RecordId, daysAgo: number, account = NCA) => {
    const { id: report } = await as(account, (scope) => fileReport(scope, checked()))
    await as(account, (scope) => linkReport(scope, id, report))
    await make(
      id,
      `update networks.group_report set at = now() - interval '${String(daysAgo)} days' where group_id = $1 and report_id = '${report}'`,
    )
    return report
  }

  void test('that nobody leads, or that has no plan', async () => {
    const id = await as(NCA, (scope) => write(scope))
    assert.deepEqual(await reasonsOf(id), ['no-lead', 'no-plan'])
    await lead(id)
    assert.deepEqual(await reasonsOf(id), ['no-plan'])
    await plan(id)
    assert.deepEqual(await reasonsOf(id), [])
    await accountIs(NCA, false)
    assert.deepEqual(await reasonsOf(id), ['no-lead'], 'somebody whose account is closed leads nothing')
    await accountIs(NCA, true)
  })

  void test('whose plan stands still: by the clock, and no more once a line has changed', async () => {
    const id = await as(NCA, (scope) => write(scope, { name: 'Still group' }))
    await lead(id)
    const line = await plan(id)
    assert.deepEqual(await reasonsOf(id, 27), [])
    assert.deepEqual(await reasonsOf(id, 29), ['plan-still'])
    const told = (account: string) => as(account, groupTasks, 29)
    const tasksOf = async (account: string) =>
      (await told(account)).filter(({ href }) => href === `/groups/${id}`)
    assert.match(
      (await tasksOf(COORDINATOR))[0]?.text ?? '',
      /^Still group: Its plan stands still: no line has changed since /,
    )
    assert.equal((await tasksOf(NCA)).length, 1, 'and who leads')
    assert.deepEqual(await tasksOf(ANALYST), [], 'and nobody else')
    await make(
      id,
      `update networks.crime_group set plan_changed_at = now() - interval '40 days' where id = $1`,
    )
    assert.deepEqual(await reasonsOf(id), ['plan-still'])
    await as(ANALYST, (scope) => sayOfLine(scope, line, 1, { state: 'under-way', words: null }))
    assert.deepEqual(await reasonsOf(id), [])
  })

  void test('whose review is overdue, until somebody has reviewed it', async () => {
    const id = await as(NCA, (scope) => write(scope))
    await lead(id)
    await plan(id)
    assert.deepEqual(await reasonsOf(id, 91), ['plan-still', 'review-overdue'])
    await as(NCA, (scope) => reviewGroup(scope, id, { words: 'Looked at', nextOn: inDays(120) }))
    assert.deepEqual(await reasonsOf(id, 91), ['plan-still'])
  })

  void test('of low grade with rising reporting is due for review, with the counts that say so', async () => {
    const id = await as(NCA, (scope) => write(scope))
    await lead(id)
    await plan(id)
    await assess(id, 'low')
    for (const daysAgo of [1, 2, 3, 40]) await reportTo(id, daysAgo)
    assert.deepEqual(await reasonsOf(id), [], 'a new group was looked at a moment ago')
    await make(id, `update networks.crime_group set created_at = now() - interval '60 days' where id = $1`)
    const [due] = (await as(COORDINATOR, needingAttention)).filter((one) => one.id === id)
    assert.deepEqual([due?.reasons, due?.recent, due?.earlier], [['review-due'], 3, 1])
    await assess(id, 'high')
    assert.deepEqual(await reasonsOf(id), [], 'one of high grade is looked at anyway')
    await assess(id, 'low')
    assert.deepEqual(await reasonsOf(id), ['review-due'])
    for (const daysAgo of [30, 31, 32]) await reportTo(id, daysAgo)
    assert.deepEqual(await reasonsOf(id), [], 'as many before: nothing rises')
    for (const daysAgo of [4, 5]) await reportTo(id, daysAgo)
    assert.deepEqual(await reasonsOf(id), ['review-due'])
    await as(NCA, (scope) => reviewGroup(scope, id, { words: 'Looked at', nextOn: inDays(60) }))
    assert.deepEqual(await reasonsOf(id), [], 'somebody has looked')
  })

  void test('by reports in sight alone: what a partner linked and did not release is in no count', async () => {
    const id = await as(NCA, (scope) => write(scope))
    await lead(id)
    await plan(id)
    await assess(id, 'low')
    await make(id, `update networks.crime_group set created_at = now() - interval '60 days' where id = $1`)
    await as(NCA, (scope) => release(scope, id, [db.agency('kent-police')]))
    const kents = [await reportTo(id, 1, KENT), await reportTo(id, 2, KENT), await reportTo(id, 3, KENT)]
    assert.deepEqual(await reasonsOf(id), [])
    for (const report of kents)
      await as(KENT, (scope) =>
        releaseRecord(scope, reportKind, report, { to: { agencies: [db.agency('nca')] }, reason: 'Yours' }),
      )
    assert.deepEqual(await reasonsOf(id), ['review-due'])
    assert.deepEqual(await reasonsOf(id, 0, KENT), [], 'a partner is told nothing of another’s groups')
  })

  void test('stands first by the reason and then by the name, and never by how many reports it has', async () => {
    const all = await as(COORDINATOR, needingAttention, 29)
    const order = ['no-lead', 'no-plan', 'plan-still', 'review-overdue', 'review-due']
    const keys = all.map(
      ({ reasons, name }) => `${String(order.indexOf(reasons[0] ?? ''))} ${name.toLowerCase()}`,
    )
    assert.ok(all.length > 2)
    assert.deepEqual(keys, keys.toSorted())
  })

  void test('by settings that the operator changes, and every agency’s ledger tells of it', async () => {
    const operator = { service: 'operator', operation: 'networks.setting.change' }
    const id = await as(NCA, (scope) => write(scope, { name: 'Set group' }))
    await lead(id)
    await plan(id)
    const change = (wanted: Parameters<typeof changeGroupSettings>[1]) =>
      db.database.performAsService(operator, (scope) => changeGroupSettings(scope, wanted))
    assert.deepEqual(await change({ group_still_days: 7 }), [{ name: 'group_still_days', from: 28, to: 7 }])
    assert.deepEqual(await reasonsOf(id, 8), ['plan-still'])
    await assert.rejects(change({ group_still_days: 1 }), { kind: 'invalid' })
    assert.deepEqual(await change({ group_still_days: 28 }), [{ name: 'group_still_days', from: 7, to: 28 }])
    const [told] = await db.admin<{ count: number }>(
      `select count(*)::integer as count from ledger.event where operation = 'networks.setting.change'`,
    )
    const [agencies] = await db.admin<{ count: number }>(
      'select count(*)::integer as count from identity.agency',
    )
    assert.equal(told?.count, 2 * (agencies?.count ?? 0))
    assert.equal((await db.database.performAsService(operator, readGroupSettings)).length, 3)
  })

  void test('and the task force counts them, never from one to four, and nobody else does', async () => {
    const counts = (account: string) =>
      as(account, ({ tx }) =>
        tx.many<{ agency_name: string; active: number | null; without_lead: number | null }>(
          'select * from networks.groups_by_agency()',
        ),
      )
    const before = await counts(TASK_FORCE)
    assert.ok(
      before.every(({ without_lead }) => without_lead === null || without_lead === 0 || without_lead > 4),
    )
    for (let times = 0; times < 5; times++)
      await as(NCA, (scope) => write(scope, { name: `Counted ${String(times)}` }))
    const now = (await counts(TASK_FORCE)).find(({ agency_name: name }) => name === 'National Crime Agency')
    assert.ok((now?.without_lead ?? 0) >= 5)
    for (const account of [COORDINATOR, NCA, 'analyst@taskforce.example'])
      assert.deepEqual(await counts(account), [], account)
  })
})
