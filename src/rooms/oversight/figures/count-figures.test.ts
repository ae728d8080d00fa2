/** What is published of a quarter stays, who may read it, and that what was counted and is not shown is nobody's. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { rooms } from '../../../app.ts'
import { refused } from '../../../../test/policies/own-sql.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { FigureTable } from '../../../platform/rooms/accountability.ts'
import { newId } from '../../../platform/identifiers.ts'
import { agencyFigures, countFigures } from './index.ts'
import { financialYearOf, isOver, periodWords, quartersOf, yearOf } from './quarters.ts'

const TODAY = '2026-11-30'
const CHIEF = 'chief-officer@sussex-police.example'
const COMMISSIONER = 'overseer@sussex-pcc.example'
const INSPECTOR = 'overseer@hmicfrs.example'
const PERIOD = { from: '2025-04-01', until: '2027-04-01' }

void describe('the quarters of figures', () => {
  void test('follow one another without a gap, and a year is its four', () => {
    for (let year = 2023; year < 2030; year++) {
      const quarters = quartersOf(year)
      assert.deepEqual(
        quarters.slice(1).map(({ from }) => from),
        quarters.slice(0, -1).map(({ until }) => until),
      )
      assert.deepEqual(yearOf(year), { from: quarters[0]?.from, until: quarters[3]?.until })
      assert.equal(quartersOf(year + 1)[0]?.from, quarters[3]?.until)
    }
    assert.equal(financialYearOf('2026-03-31'), 2025)
    assert.equal(financialYearOf('2026-04-01'), 2026)
    assert.deepEqual(quartersOf(2025).map(periodWords), [
      ...[
        'April to June 2025',
        'July to September 2025',
        'October to December 2025',
        'January to March 2026',
      ],
    ])
    assert.equal(periodWords(yearOf(2025)), 'April 2025 to March 2026')
    assert.equal(isOver({ from: '2026-04-01', until: '2026-07-01' }, '2026-07-07'), false)
    assert.equal(isOver({ from: '2026-04-01', until: '2026-07-01' }, '2026-07-08'), true)
  })
})

void describe('figures of an agency', () => {
  let db: TestDatabase
  const tables: FigureTable[] = rooms.flatMap(({ figureTables = [] }) => figureTables)
  before(async () => {
    db = await testDatabase()
    const add = (day: string, times: number, released: boolean) =>
      put(`insert into access.record (id, kind, agency_id, reference, title, status, classification, handling, review_on,
             created_at, released_to_all)
           select gen_random_uuid(), 'report', ${String(db.agency('sussex-police'))}, gen_random_uuid()::text, 'Invented',
             'disseminated', 'OFFICIAL', 'P', '2030-01-01', '${day}T12:00:00Z', ${String(released)}
           from generate_series(1, ${String(times)})`)
    await add('2025-05-05', 12, false)
    await add('2025-05-05', 7, true)
    await add('2025-08-05', 3, true)
    await add('2025-08-05', 20, false)
    await add('2025-11-05', 9, true)
    await add('2025-11-05', 30, false)
    await add('2026-02-05', 11, true)
    await add('2026-02-05', 15, false)
    await add('2026-05-05', 6, true)
    await countFigures(db.database, tables, TODAY)
  })
  after(() => db.close())

  const as = <T>(account: string, work: (scope: MemberScope) => Promise<T>) =>
    db.database.performAs({ personId: db.person(account).id, operation: 'test', purpose: null }, work)
  const put = (sql: string) =>
    db.admin(`set session_replication_role = 'replica'; ${sql}; set session_replication_role = 'origin'`)
  const read = async (account: string, agency = 'sussex-police') => {
    const all = await as(account, (scope) => agencyFigures(scope, tables, db.agency(agency), PERIOD))
    const reports = all.find(({ title }) => title === 'Intelligence reports')
    assert.ok(reports)
    return { all, reports }
  }

  void test('each table says how it is counted, shows its SQL, and the SQL is what is run', async () => {
    const { all } = await read(CHIEF)
    assert.deepEqual(
      all.map(({ title }) => title),
      tables.map(({ title }) => title),
    )
    for (const { counted, sql } of all) {
      assert.match(counted, /\.$/)
      assert.match(sql, /^select[\s\S]*\$1[\s\S]*\$2[\s\S]*\$3/)
    }
  })

  void test('a small number of a quarter is not shown, nor what would give it away, in the quarter or the year', async () => {
    const { reports } = await read(CHIEF)
    assert.deepEqual(reports.columns, [
      'Intelligence reports',
      ...['April to June 2025', 'July to September 2025', 'October to December 2025'],
      ...['April 2025 to March 2026', 'January to March 2026'].toReversed(),
      ...['April to June 2026', 'July to September 2026'],
    ])
    assert.deepEqual(reports.rows, [
      ['Released to a partner', 7, null, 9, 11, null, 6, 0],
      ['Released to nobody', 12, null, 30, 15, null, 0, 0],
      ['All', 19, 23, 39, 26, 107, 6, 0],
    ])
    assert.equal(reports.suppressed, true)
  })

  void test('what was published never changes, whatever is filed, erased or counted again', async () => {
    const before = await read(CHIEF)
    await put(`delete from access.record where created_at < '2025-07-01' and released_to_all`)
    await countFigures(db.database, tables, TODAY)
    assert.deepEqual((await read(CHIEF)).reports, before.reports)
    for (const sql of [
      `update oversight.figure_count set shown = null where figure = 'intelligence.reports'`,
      `delete from oversight.figure_count where figure = 'intelligence.reports'`,
    ])
      await assert.rejects(
        db.database.performAsService({ service: 'test', operation: 'test' }, ({ tx }) => tx.run(sql)),
        { code: 'SM003' },
      )
  })

  void test('that figures were published stands once in the agency’s ledger, with those who read them', async () => {
    const events = await db.admin<{ recipients: number[]; detail: object }>(
      `select recipients, detail from ledger.event where operation = 'oversight.figures.count' and agency_id = $1`,
      [db.agency('sussex-police')],
    )
    assert.equal(events.length, 1)
    assert.deepEqual(
      events.flatMap(({ recipients }) => recipients).toSorted(),
      [db.agency('sussex-pcc'), db.agency('hmicfrs')].toSorted(),
    )
    // Nine tables about persons, six quarters and a year.
    assert.deepEqual(events[0]?.detail, { periods: 63 })
  })

  void test('a small number about persons cannot even be entered as shown; a duty always is', async () => {
    const enter = (about: string, count: number, shown: number | null) =>
      db.database.performAsService({ service: 'test', operation: 'test' }, ({ tx }) =>
        tx.run(
          `insert into oversight.figure_count (figure, agency_id, from_day, until_day, row_key, about, count, shown)
           values ('test.test', $1, '2020-01-01', '2020-04-01', $2, $3, $4, $5)`,
          [db.agency('nca'), newId(), about, count, shown],
        ),
      )
    for (const count of [1, 2, 3, 4]) await refused(enter('persons', count, count), String(count))
    await refused(enter('persons', 9, 8), 'another number')
    await refused(enter('duty', 3, null), 'a duty that is not shown')
    assert.equal(await enter('persons', 5, 5), 1)
    assert.equal(await enter('duty', 1, 1), 1)
  })

  void test('those read it who answer for the agency or hold it to account, and nobody reads what was counted', async () => {
    const readers = [CHIEF, 'coordinator@sussex-police.example', COMMISSIONER, INSPECTOR]
    for (const account of readers) {
      assert.equal((await read(account)).reports.columns.length, 8, account)
      await assert.rejects(
        as(account, ({ tx }) => tx.many('select count from oversight.figure_count')),
        { code: '42501' },
        account,
      )
    }
    for (const account of [
      ...['intelligence-officer', 'analyst', 'records-manager', 'administrator'].map(
        (one) => `${one}@sussex-police.example`,
      ),
      ...[
        'coordinator@kent-police.example',
        'chief-officer@kent-police.example',
        'coordinator@taskforce.example',
      ],
    ])
      assert.equal((await read(account)).reports.columns.length, 1, account)
    assert.equal((await read(COMMISSIONER, 'kent-police')).reports.columns.length, 1, 'another force')
  })

  void test('a duty is counted anew: what is late today is late in the figures', async () => {
    const table = tables.find(({ name }) => name === 'sharing.recalls')
    assert.ok(table)
    const record = newId()
    const recalls = async () => {
      const [found] = await as(CHIEF, (scope) =>
        agencyFigures(scope, [table], db.agency('sussex-police'), PERIOD),
      )
      return found?.rows.map(([text, ...shown]) => [text, shown.at(-1)])
    }
    await put(`insert into access.recall_notice (record_id, agency_id, owner_id, reference, classification, reason, at)
               values ('${record}', ${String(db.agency('sussex-police'))}, ${String(db.agency('nca'))}, 'R', 'OFFICIAL', 'Wrong', '2026-10-20')`)
    await countFigures(db.database, [table], TODAY)
    assert.deepEqual(await recalls(), [
      ...[
        ['Acknowledged within 7 days', 0],
        ['Acknowledged later', 0],
        ['Not acknowledged yet', 1],
        ['All', 1],
      ],
    ])
    await put(`update access.recall_notice set acknowledged_at = '2026-11-20' where record_id = '${record}'`)
    await countFigures(db.database, [table], TODAY)
    assert.deepEqual(await recalls(), [
      ...[
        ['Acknowledged within 7 days', 0],
        ['Acknowledged later', 1],
        ['Not acknowledged yet', 0],
        ['All', 1],
      ],
    ])
  })
})
