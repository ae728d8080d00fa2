/**
 * What a desk may do with a public report, tried as plain SQL of somebody who works there: the clock of the first look,
 * what became of it, and how long it is kept belong to what happened, and not to who can write the row.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { publicServices } from '../../src/rooms/reporting/arrival/arrival.test-support.ts'
import type { PublicServices } from '../../src/rooms/reporting/arrival/services.ts'
import { arrivedReport, atDesk } from '../../src/rooms/reporting/triage/desk.test-support.ts'
import { fileReport } from '../../src/rooms/intelligence/file-reports.ts'
import { startDraft } from '../../src/rooms/intelligence/drafts.ts'
import { acting, checked, sussex, sussexSecond } from '../../src/rooms/intelligence/reports.test-support.ts'
import { testNode, type Desk, type TestNode } from '../support/node.ts'
import { refused } from './own-sql.ts'

const TRIAGE = 'triage-officer@sussex-police.example'

void describe('a public report, for whoever works at its desk', () => {
  let node: TestNode
  let services: PublicServices
  let as: ReturnType<typeof acting>
  let desk: Desk
  before(async () => {
    node = await testNode()
    services = publicServices(node.database)
    await makeExerciseDesks(node.database, null)
    as = acting(node)
    desk = await atDesk(node, TRIAGE)
  })
  after(() => node.close())

  const change = (id: string, set: string, who = TRIAGE) =>
    as(who, async (scope) => {
      const touched = await scope.tx.run(`update reporting.public_report set ${set} where id = $1`, [id])
      scope.record({ kind: 'alteration', subject: { kind: 'public-report', id } })
      return touched
    })
  const hoursAgo = (hours: number) =>
    publicServices(node.database, () => new Date(Date.now() - hours * 3_600_000))

  void test('was looked at first once, and as late as it was', async () => {
    const { id } = await arrivedReport(node, hoursAgo(30))
    await refused(change(id, `state = 'open', opened_first_minutes = 0`), 'sooner than it was')
    await refused(change(id, `state = 'open', opened_first_minutes = 60000`), 'later than it was')
    assert.equal((await desk.get(`/triage/${id}`)).status, 200)
    const [row] = await node.admin<{ minutes: number }>(
      'select opened_first_minutes as minutes from reporting.public_report where id = $1',
      [id],
    )
    assert.ok(row && Math.abs(row.minutes - 30 * 60) <= 60, String(row?.minutes))
    for (const set of ['opened_first_minutes = null', 'opened_first_minutes = 60'])
      await refused(change(id, set), set)
  })

  void test('that somebody has opened is new no more: its reporter’s taking it back would destroy all of it', async () => {
    const { id } = await arrivedReport(node, services, {})
    assert.equal((await desk.get(`/triage/${id}`)).status, 200)
    await refused(change(id, `state = 'new'`), 'new again')
    await refused(change(id, `happening_now = true`), 'what its reporter said')
  })

  void test('becomes intelligence when its report is filed, and is said to by nobody before', async () => {
    const { id } = await arrivedReport(node, services)
    assert.equal((await desk.get(`/triage/${id}`)).status, 200)
    await refused(change(id, `state = 'closed', outcome = 'intelligence', outcome_at = now()`), 'by hand')
    const filed = await as(sussex, (scope) => fileReport(scope, checked()))
    await refused(change(id, `became_report_id = '${filed.id}'`, sussex), 'of a report that is filed')
    const theirs = await as(sussexSecond, (scope) => startDraft(scope, { title: 'Theirs' }))
    await refused(change(id, `became_report_id = '${theirs.id}'`, sussex), 'of a colleague’s draft')
    const mine = await as(sussex, (scope) => startDraft(scope, { title: 'Mine' }))
    assert.equal(await change(id, `became_report_id = '${mine.id}'`, sussex), 1)
  })

  void test('is kept for as long as its state says: nobody at the desk destroys it by a date, or keeps it for ever', async () => {
    const { id } = await arrivedReport(node, services)
    for (const day of ['current_date - 1', 'current_date + 10', 'current_date + 400'])
      await refused(change(id, `expires_on = ${day}`), day)
    assert.equal(
      await change(
        id,
        `state = 'closed', outcome = 'no-further-action', outcome_reason = 'x',
      outcome_at = now(), expires_on = current_date + 60`,
      ),
      1,
    )
  })
})
