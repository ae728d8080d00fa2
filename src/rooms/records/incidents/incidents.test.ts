/** Incidents: the 72 hours run, nobody is left untold without a reason, and the ledger says who saw what. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { rooms } from '../../../app.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { foldRooms } from '../../../platform/rooms/fold-rooms.ts'
import { readReport } from '../../intelligence/index.ts'
import { acting } from '../../intelligence/reports.test-support.ts'
import { momentOf, timeIn } from '../forms.ts'
import { readWhoSaw } from '../read-ledger.ts'
import { filed, manager, officer, second } from '../records.test-support.ts'
import { clockOf, dueAt } from './clock.ts'
import {
  addRecord,
  changeIncident,
  changeSchema,
  closeIncident,
  enterIncident,
  enterSchema,
} from './enter-incident.ts'
import { incidentOf, listIncidents, recordsOfIncident, type IncidentId } from './incident-store.ts'
import { incidentTasks } from './waiting.ts'

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const first = (days: number) => ({
  ...{ title: 'A mail went astray', aware_on: dayAgo(days), aware_time: '00:05', happened_on: '' },
  ...{ breach: 'disclosed', who: 'The desk', facts: 'One mail' },
})

void describe('incidents', () => {
  let base: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    base = await testDatabase()
    as = acting(base)
  })
  after(() => base.close())

  const entered = (days: number): Promise<IncidentId> =>
    as(manager, (scope) => enterIncident(scope, enterSchema.parse(first(days))))
  const changed = (id: IncidentId, days: number, more: object, version = 1) =>
    as(manager, (scope) =>
      changeIncident(scope, id, changeSchema.parse({ ...first(days), version: String(version), ...more })),
    )

  void test('a day and a time in the United Kingdom are one moment, in summer and in winter', () => {
    assert.equal(momentOf('at', '2026-07-01', '14:30').toISOString(), '2026-07-01T13:30:00.000Z')
    assert.equal(momentOf('at', '2026-12-01', '9.05').toISOString(), '2026-12-01T09:05:00.000Z')
    assert.equal(timeIn(new Date('2026-07-01T13:30:00Z')), '14:30')
    assert.throws(() => momentOf('at', '2026-07-01', '25:00'), { code: 'invalid' })
  })

  void test('the 72 hours are hours from when the agency became aware', () => {
    const aware = new Date('2026-11-27T09:00:00Z')
    const row = { awareAt: aware, toldRegulatorAt: null, risk: null, regulatorWhy: null, closedAt: null }
    assert.equal(dueAt(aware).toISOString(), '2026-11-30T09:00:00.000Z')
    assert.equal(clockOf(row, new Date('2026-11-29T09:30:00Z')).text, '23 hours left')
    assert.equal(clockOf(row, new Date('2026-11-30T10:30:00Z')).text, '1 hour past 72')
    assert.equal(clockOf({ ...row, toldRegulatorAt: dueAt(aware) }, aware).text, 'Told in time')
  })

  void test('what is later than 72 hours says why, and so does whoever tells nobody', async () => {
    const id = await entered(5)
    const late = { told_on: dayAgo(1), told_time: '10:00' }
    await assert.rejects(changed(id, 5, late), (fault: { fields?: object }) => {
      assert.deepEqual(Object.keys(fault.fields ?? {}), ['regulator_why'])
      return true
    })
    await assert.rejects(
      base.admin(
        `update records.incident set told_regulator_at = aware_at + interval '73 hours' where id = $1`,
        [id],
      ),
      /late_for_a_reason/,
    )
    await changed(id, 5, { ...late, regulator_why: 'The mail desk told us late' })
    await assert.rejects(
      as(manager, (scope) => closeIncident(scope, id)),
      { code: 'invalid' },
    )
    await assert.rejects(
      base.admin('update records.incident set closed_at = now(), closed_by = entered_by where id = $1', [id]),
      /closed_when_whole/,
    )
    const whole = { ...late, regulator_why: 'Late', effects: 'None known', remedy: 'Deleted', risk: 'high' }
    await changed(id, 5, whole, 2)
    await assert.rejects(
      as(manager, (scope) => closeIncident(scope, id)),
      { code: 'invalid' },
    )
    await changed(id, 5, { ...whole, subjects_ground: 'measures', subjects_why: 'Nobody read it' }, 3)
    await as(manager, (scope) => closeIncident(scope, id))
    await assert.rejects(changed(id, 5, whole, 5), { code: 'is-closed' })
    await assert.rejects(
      base.admin(`update records.incident set facts = 'Other' where id = $1`, [id]),
      /stays as it was entered/,
    )
  })

  void test('two who change it at once: the second is told; and nobody else sees it', async () => {
    const id = await entered(1)
    await changed(id, 1, { effects: 'Some' })
    await assert.rejects(changed(id, 1, { effects: 'Others' }), { code: 'stale' })
    for (const who of [officer, 'records-manager@kent-police.example'])
      await assert.rejects(
        as(who, (scope) => incidentOf(scope, id)),
        { code: 'not-found' },
      )
    const [task] = await as(manager, incidentTasks)
    assert.match(task?.text ?? '', /decide whether to tell the Commissioner/)
    assert.deepEqual((await as(officer, (scope) => listIncidents(scope))).rows, [])
  })

  void test('who saw its records stands in the ledger, read for a use that the law names', async () => {
    const { id: record, reference } = await filed(base)
    await as(second, (scope) => readReport(scope, record))
    const id = await entered(1)
    await assert.rejects(
      as(manager, (scope) => addRecord(scope, id, 'SM-0000-0000-0')),
      { code: 'invalid' },
    )
    await as(manager, (scope) => addRecord(scope, id, reference))
    const { lines } = await as(manager, async (scope) => {
      const records = await recordsOfIncident(scope, id)
      return readWhoSaw(
        scope,
        records.map(({ recordId }) => recordId),
        foldRooms(rooms),
      )
    })
    assert.ok(lines.some((line) => line.kind === 'Consultation' && line.record?.reference === reference))
    const read = await base.admin(
      `select from ledger.event where detail ->> 'use' = 'integrity' and detail ->> 'ledger' = 'true'`,
    )
    assert.ok(read.length > 0, 'reading is an event too')
  })
})
