/** Registers are typed by people, in versions that stay; figures of them name nobody, and are not for everybody. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { acting } from '../../intelligence/reports.test-support.ts'
import { enterIncident, enterSchema } from '../incidents/enter-incident.ts'
import { analyst, manager, officer } from '../records.test-support.ts'
import { takeInRequest, takeInSchema } from '../requests/take-in-request.ts'
import { registersFigures } from './figures.ts'
import { addEntry, changeEntry, entrySchema, listEntries, readEntry } from './keep-entry.ts'
import { registerTasks } from './waiting.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

void describe('registers', () => {
  let base: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    base = await testDatabase()
    as = acting(base)
  })
  after(() => base.close())

  const agreement = (title: string, due: number) =>
    as(manager, (scope) =>
      addEntry(scope, 'agreement', {
        ...{ title, due_on: inDays(due) },
        said: { said_parties: 'Two', said_purposes: 'One', said_data: 'Times', said_reference: 'File 4' },
      }),
    )

  void test('an entry says what its register asks', () => {
    const parsed = entrySchema('dpia').safeParse({ title: 'A', due_on: '2027-01-01', said_about: 'x' })
    assert.deepEqual(
      parsed.error?.issues.map(({ path }) => path.join('.')),
      ['said_reference', 'said_risk'],
    )
    const whole = entrySchema('dpia').parse({
      ...{
        title: 'A',
        due_on: '2027-01-01',
        said_about: 'x',
        said_reference: 'y',
        said_risk: 'z',
        other: 'not asked',
      },
    })
    assert.deepEqual(whole.said, { said_about: 'x', said_reference: 'y', said_risk: 'z' })
  })

  void test('every version stays, and two who change one at once do not write over each other', async () => {
    const id = await agreement('With the harbours', 400)
    const { entry, versions } = await as(manager, (scope) => readEntry(scope, id))
    const next = { title: 'With all harbours', said: versions[0]?.said ?? {}, due_on: entry.dueOn }
    const change = { ...next, version: 1, ended_on: null, why: 'Two more harbours' }
    await as(manager, (scope) => changeEntry(scope, id, change))
    await assert.rejects(
      as(manager, (scope) => changeEntry(scope, id, change)),
      { code: 'stale' },
    )
    const read = await as(manager, (scope) => readEntry(scope, id))
    assert.deepEqual(
      read.versions.map(({ version, title }) => [version, title]),
      [
        [2, 'With all harbours'],
        [1, 'With the harbours'],
      ],
    )
    for (const sql of [
      `update records.register_version set title = 'Other' where entry_id = $1`,
      `delete from records.register_version where entry_id = $1`,
      `update records.register_entry set title = 'Other' where id = $1`,
      `update records.register_entry set title = 'Other', version = version + 1 where id = $1`,
    ])
      await assert.rejects(base.admin(sql, [id]), /SM003|stays|next version|keeps each version|no event/, sql)
    for (const who of [officer, analyst, 'records-manager@kent-police.example'])
      await assert.rejects(
        as(who, (scope) => readEntry(scope, id)),
        { code: 'not-found' },
      )
  })

  void test('a date that comes within a month is a task; one that has ended is none', async () => {
    const soon = await agreement('Ends soon', 12)
    const late = await agreement('Ended without anybody', -3)
    const gone = await agreement('Ended', 5)
    await as(manager, async (scope) => {
      const { entry, versions } = await readEntry(scope, gone)
      await changeEntry(scope, gone, {
        ...{ title: entry.title, said: versions[0]?.said ?? {}, due_on: entry.dueOn },
        ...{ version: 1, ended_on: inDays(0), why: null },
      })
    })
    const tasks = await as(manager, registerTasks)
    assert.deepEqual(
      tasks.map(({ href }) => href),
      [late, soon].map((id) => `/registers/${id}`),
    )
    assert.match(tasks[0]?.text ?? '', /^Ended without anybody: ended on /)
    assert.deepEqual(await as(officer, registerTasks), [])
  })

  void test('figures are numbers and dates, for whoever keeps them or is answered to', async () => {
    await as(manager, (scope) =>
      takeInRequest(
        scope,
        takeInSchema.parse({
          ...{ rights: ['access'], received_on: '2026-01-05', channel: 'letter', names: 'Zqname Asker' },
          ...{ asks: 'All', answer_to: 'Here' },
        }),
      ),
    )
    await as(manager, (scope) =>
      enterIncident(
        scope,
        enterSchema.parse({
          ...{
            title: 'Zqtitle',
            aware_on: inDays(-1),
            aware_time: '00:05',
            breach: 'lost',
            who: 'x',
            facts: 'y',
          },
        }),
      ),
    )
    const sussex = base.agency('sussex-police')
    const figures = await as(manager, (scope) => registersFigures(scope))
    const agreements = figures.registers.find(({ register }) => register === 'agreement')
    assert.deepEqual(
      [agreements?.inForce, agreements?.overdue, agreements?.nextDueOn, agreements?.lastChangedOn],
      [3, 1, inDays(12), inDays(0)],
    )
    assert.equal(figures.registers.length, 5)
    assert.deepEqual(figures.requests, { open: 1, late: 1, answeredInAYear: 0, answeredLateInAYear: 0 })
    assert.deepEqual([figures.incidents.open, figures.incidents.inAYear], [1, 1])
    assert.ok(!JSON.stringify(figures).includes('Zq'))
    assert.deepEqual(
      await as('overseer@sussex-pcc.example', (scope) => registersFigures(scope, sussex)),
      figures,
    )
    for (const who of [analyst, 'records-manager@kent-police.example'])
      await assert.rejects(
        as(who, (scope) => registersFigures(scope, sussex)),
        { code: 'not-found' },
      )
    assert.deepEqual(
      await base.database.performAsService(
        { service: 'packs', operation: 'test', agencyId: sussex },
        (scope) => registersFigures(scope),
      ),
      figures,
    )
    assert.ok((await as(manager, listEntries)).length >= 4)
  })
})
