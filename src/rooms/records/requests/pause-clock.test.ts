/** The clock of a request stands while its agency waits: by a named person, with a reason, for days that are said. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { textOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { acting } from '../../intelligence/reports.test-support.ts'
import { changeReviewSettings } from '../reviews/settings.ts'
import { kent, manager, officer } from '../records.test-support.ts'
import { pauseClock, pausesOf, resumeClock } from './pause-clock.ts'
import { requestOf, type RequestId } from './request-store.ts'
import { takeInRequest, takeInSchema } from './take-in-request.ts'

const DAY = 86_400_000
const dayAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10)
const later = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

void describe('the clock of a request', () => {
  let node: TestNode
  let as: ReturnType<typeof acting>
  before(async () => {
    node = await testNode()
    as = acting(node)
  })
  after(() => node.close())

  const taken = (more: object = {}): Promise<RequestId> =>
    as(manager, (scope) =>
      takeInRequest(
        scope,
        takeInSchema.parse({
          ...{ rights: ['access'], received_on: dayAgo(10), channel: 'letter', names: 'Clock Invented' },
          ...{ asks: 'Everything', answer_to: '1 Invented Street' },
          ...more,
        }),
      ),
    )
  const due = async (id: RequestId) => (await as(manager, (scope) => requestOf(scope, id))).dueOn
  const pause = (id: RequestId, day: number) =>
    as(manager, (scope) => pauseClock(scope, id, { asked_on: dayAgo(day), asked_what: 'Which port' }))
  const resume = (id: RequestId, day: number) =>
    as(manager, (scope) => resumeClock(scope, id, { came_on: dayAgo(day), came_what: 'Dover' }))

  void test('stands while they were asked for something, and the last day is later by as long', async () => {
    const id = await taken()
    const before = await due(id)
    assert.ok(before)
    await pause(id, 8)
    assert.equal(await due(id), null)
    await assert.rejects(pause(id, 7), { code: 'clock-cannot-stand' })
    await resume(id, 3)
    assert.equal(await due(id), later(before, 5))
    await assert.rejects(pause(id, 6), (fault: { fields?: object }) => {
      assert.deepEqual(Object.keys(fault.fields ?? {}), ['asked_on'])
      return true
    })
    await pause(id, 2)
    await resume(id, 1)
    assert.equal(await due(id), later(before, 6))
    const rows = await as(manager, (scope) => pausesOf(scope, id))
    assert.deepEqual(
      rows.map(({ askedWhat, cameWhat }) => [askedWhat, cameWhat]),
      [
        ['Which port', 'Dover'],
        ['Which port', 'Dover'],
      ],
    )
    assert.ok(rows.every(({ askedBy, cameBy }) => askedBy !== '' && cameBy !== null))
  })

  void test('is begun and ended on the page, which says by whom, why and from when', async () => {
    const id = await taken()
    const desk = await node.signIn(manager)
    await desk.get(`/requests/${id}`)
    const wrong = await desk.post(`/requests/${id}/pause`, { asked_what: 'Which port' })
    assert.match(textOf(wrong.text), /Enter the day on which you asked them/)
    const [year = '', month = '', day = ''] = dayAgo(2).split('-')
    const done = await desk.post(`/requests/${id}/pause`, {
      ...{ asked_what: 'Which port', 'asked_on-day': day, 'asked_on-month': month, 'asked_on-year': year },
    })
    assert.equal(done.status, 303)
    assert.match(textOf((await desk.get(`/requests/${id}`)).text), /The clock stands since .*Which port/s)
  })

  void test('stands for nobody else, for no other right, not after the last day, and not where the operator says never', async () => {
    const id = await taken()
    const sql = `insert into records.request_pause (request_id, agency_id, asked_on, asked_what, asked_by)
                 values ($1, $2, $3, 'Which port', $4)`
    for (const who of [officer, kent])
      await assert.rejects(
        as(who, (scope) =>
          scope.tx.run(sql, [id, node.agency('sussex-police'), dayAgo(1), scope.actor.personId]),
        ),
        (fault: { code?: string }) => ['42501', 'SM003'].includes(fault.code ?? ''),
      )
    const refused = { code: 'clock-cannot-stand' }
    await assert.rejects(pause(await taken({ rights: ['erasure'] }), 1), refused)
    await assert.rejects(pause(await taken({ received_on: dayAgo(60) }), 1), refused)
    await node.database.performAsService(
      { service: 'operator', operation: 'records.setting.change', agencyId: null },
      (scope) => changeReviewSettings(scope, { request_pause_days: 0 }),
    )
    await assert.rejects(pause(id, 1), refused)
    await assert.rejects(
      node.admin(sql, [id, node.agency('sussex-police'), dayAgo(1), node.person(manager).id]),
      { code: 'SM003' },
    )
  })

  void test('a pause that is over stays as it was entered', async () => {
    const id = await taken()
    await node.admin('update records.setting set pause_days = 366')
    await pause(id, 4)
    await resume(id, 2)
    for (const change of [
      `came_on = came_on + 1`,
      `asked_on = asked_on - 1`,
      `came_what = 'x'`,
      `asked_by = came_by, came_on = null`,
    ])
      await assert.rejects(
        node.admin(`update records.request_pause set ${change} where request_id = $1`, [id]),
        {
          code: 'SM003',
        },
      )
  })
})
