/** A recall of what an operation shares reaches its investigators, who read it there, and no investigator outside. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { fileReport, recallReport, releaseReport } from '../../intelligence/index.ts'
import { checked } from '../../intelligence/reports.test-support.ts'
import { LEAD, operationsOf } from '../operations.test-support.ts'

const INSIDE = 'investigator@kent-police.example'
const OUTSIDE = 'investigator@nca.example'

void describe('a recall of a record in an operation', () => {
  let node: TestNode
  let report: Awaited<ReturnType<typeof fileReport>>
  let as: ReturnType<typeof operationsOf>['as']
  before(async () => {
    node = await testNode()
    const at = operationsOf(node)
    as = at.as
    const operation = await at.open()
    await at.join(operation, 'kent-police')
    await at.join(operation, 'nca')
    await at.enter(operation, INSIDE)
    report = await as(LEAD, (scope) => fileReport(scope, checked({ compartment: operation })))
    await as(LEAD, (scope) =>
      releaseReport(scope, report.id, {
        to: { agencies: [node.agency('kent-police'), node.agency('nca')] },
        reason: 'For the operation',
      }),
    )
  })
  after(() => node.close())

  void test('is a task of whoever read it there, is answered on its page, and is not there for others', async () => {
    const inside = await node.signIn(INSIDE)
    const outside = await node.signIn(OUTSIDE)
    assert.equal((await inside.get(`/reports/${report.id}`)).status, 200)
    assert.equal((await outside.get(`/reports/${report.id}`)).status, 404)
    const before = textOf((await outside.get('/')).text)
    await as(LEAD, (scope) => recallReport(scope, report.id, 'The source was mistaken'))
    assert.match(textOf((await inside.get('/')).text), new RegExp(`destroy copies of ${report.reference}`))
    const notice = await inside.get(`/recalls/${report.id}`)
    assert.equal(notice.status, 200)
    assert.match(textOf(notice.text), /The source was mistaken/)
    assert.equal((await inside.get('/recalls')).status, 200)
    const done = await inside.post(
      `/recalls/${report.id}/acknowledge`,
      filledIn(formOf(notice.text, 'copies'), { copies: 'none' }),
    )
    assert.equal(done.status, 303)
    assert.equal(textOf((await outside.get('/')).text), before)
    assert.equal((await outside.get(`/recalls/${report.id}`)).status, 404)
    assert.doesNotMatch((await outside.get('/recalls')).text, new RegExp(report.reference))
  })
})
