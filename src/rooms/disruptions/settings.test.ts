/** When the effect is looked at, and what may be the same, follow the operator's settings; each change is in every agency's ledger. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { acting } from '../intelligence/reports.test-support.ts'
import { parseGroup, writeGroup } from '../networks/index.ts'
import { candidatesOf } from './candidates.ts'
import { claimed, daysAgo, draft } from './disruptions.test-support.ts'
import { readWhole } from './read-disruption.ts'
import { changeDisruptionSettings, readDisruptionSettings, type DisruptionSettingName } from './settings.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'

void describe('settings of disruptions', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    db = await testDatabase()
    as = acting(db)
  })
  after(() => db.close())

  const set = (wanted: Partial<Record<DisruptionSettingName, number>>, service = 'operator') =>
    db.database.performAsService({ service, operation: 'disruptions.setting.change' }, (scope) =>
      changeDisruptionSettings(scope, wanted),
    )
  const dueOn = async (changes: object) => {
    const id = await as(SUSSEX, (scope) => draft(scope, changes))
    return (await as(SUSSEX, (scope) => readWhole(scope, id))).body.effectDueOn
  }

  void test('give the day of the effect where its writer enters none, and change none that stands', async () => {
    assert.equal(await dueOn({ happened_on: daysAgo(5) }), daysAgo(-85))
    assert.deepEqual(await set({ disruption_effect_days: 30 }), [
      { name: 'disruption_effect_days', from: 90, to: 30 },
    ])
    assert.equal(await dueOn({ happened_on: daysAgo(5) }), daysAgo(-25))
    assert.equal(await dueOn({ happened_on: daysAgo(5), effect_due_on: daysAgo(-7) }), daysAgo(-7))
    const [told] = await db.admin<{ agencies: number; detail: object }>(
      `select count(distinct agency_id)::integer as agencies, (array_agg(detail))[1] as detail
       from ledger.event where operation = 'disruptions.setting.change'`,
    )
    const [all] = await db.admin<{ agencies: number }>(
      'select count(*)::integer as agencies from identity.agency',
    )
    assert.equal(told?.agencies, all?.agencies)
    assert.deepEqual(told?.detail, { setting: 'disruption_effect_days', from: 90, to: 30 })
  })

  void test('say within how many days two of one group may be the same', async () => {
    const group = await as(SUSSEX, async (scope) => {
      const read = parseGroup(
        {
          ...{ name: 'Invented engines', why_a_group: 'Three men plan together', status: 'active' },
          ...{ classification: 'OFFICIAL', handling: 'P' },
        },
        daysAgo(0),
      )
      if ('fields' in read) throw new Error(JSON.stringify(read.fields))
      return (await writeGroup(scope, read.group)).reference
    })
    const first = await as(SUSSEX, (scope) => claimed(scope, { group, happened_on: daysAgo(60) }))
    await as(SUSSEX, (scope) => claimed(scope, { group, happened_on: daysAgo(40) }))
    const found = () => as(SUSSEX, async (scope) => (await candidatesOf(scope, first)).length)
    assert.equal(await found(), 0)
    await set({ disruption_same_days: 20 })
    assert.equal(await found(), 1)
  })

  void test('stay within their bounds, and are the operator’s alone', async () => {
    for (const wanted of [
      { disruption_effect_days: 6 },
      { disruption_effect_days: 1_097 },
      { disruption_same_days: 0 },
      { disruption_same_days: 1.5 },
    ])
      await assert.rejects(set(wanted), { kind: 'invalid' }, JSON.stringify(wanted))
    const before = await as(SUSSEX, (scope) => readDisruptionSettings(scope))
    assert.ok(before.every(({ since }) => since !== null))
    await assert.rejects(
      as(SUSSEX, ({ tx }) => tx.run('update disruptions.setting set effect_days = 7')),
      { code: '42501' },
    )
    await set({ disruption_effect_days: 400 }, 'test')
    assert.deepEqual(await as(SUSSEX, (scope) => readDisruptionSettings(scope)), before)
  })
})
