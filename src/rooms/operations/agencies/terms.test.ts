/** Terms in versions: written by who leads, accepted anew by each agency, and by nobody who wrote them. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import type { OperationId, ParticipationId } from '../ids.ts'
import {
  inDays,
  KENT,
  KENT_COORDINATOR,
  LEAD,
  LEAD_COORDINATOR,
  operationsOf,
} from '../operations.test-support.ts'
import { agenciesOf, readOperation } from '../read-operation.ts'
import { operationTasks } from '../tasks.ts'
import { acceptNewTerms, newTermsOfAgency, parseTerms, writeTerms } from './terms.ts'

const STRANGER = 'coordinator@nca.example'

void describe('terms of an operation', () => {
  let node: TestNode
  let at: ReturnType<typeof operationsOf>
  let operation: OperationId
  let ours: ParticipationId
  let theirs: ParticipationId
  before(async () => {
    node = await testNode()
    at = operationsOf(node)
    operation = await at.open()
    theirs = await at.join(operation, 'kent-police')
    await at.enter(operation, KENT)
    const [own] = await node.admin<{ id: ParticipationId }>(
      'select id from operations.participation where operation_id = $1 and agency_id = $2',
      [operation, node.agency('sussex-police')],
    )
    assert.ok(own)
    ours = own.id
  })
  after(() => node.close())

  const terms = (changes: object = {}) => {
    const parsed = parseTerms(
      {
        ...{ aim: 'To stop the boats of one yard.', information_owner: 'The head of intelligence' },
        ...{ ends_on: inDays(200), leaving: 'What was shared stays.' },
        ...changes,
      },
      inDays(0),
    )
    assert.ok('terms' in parsed)
    return parsed.terms
  }
  const tasks = async (who: string) =>
    (await at.as(who, operationTasks)).filter(({ kind }) => kind === 'operation-version')
  const versions = async () =>
    new Map(
      (await at.as(LEAD, (scope) => agenciesOf(scope, operation))).map((one) => [one.agency, one.version]),
    )

  void test('are refused where a field is missing or wrong, and by whoever does not lead', async () => {
    for (const wrong of [
      { aim: undefined },
      { aim: ' ' },
      { aim: 'a'.repeat(2_001) },
      { leaving: 'turned \u202e round' },
      { ends_on: inDays(-1) },
      { ends_on: '2027-02-30' },
      { ends_on: '2099-01-01' },
      { extra: 1 },
    ])
      assert.ok('fields' in parseTerms({ ...terms(), ...wrong }, inDays(0)), JSON.stringify(wrong))
    assert.ok('fields' in parseTerms(null, inDays(0)))
    for (const who of [KENT, LEAD_COORDINATOR, STRANGER])
      await assert.rejects(
        at.as(who, (scope) => writeTerms(scope, operation, terms())),
        { code: 'not-found' },
      )
  })

  void test('are another version for each agency, which works under the one before until it accepts', async () => {
    assert.equal(await at.as(LEAD, (scope) => writeTerms(scope, operation, terms())), 2)
    const before = await at.as(LEAD, (scope) => readOperation(scope, operation))
    assert.equal(before.aim, 'To stop the supply of engines that are sold for cash.')
    for (const who of [LEAD_COORDINATOR, KENT_COORDINATOR]) assert.equal((await tasks(who)).length, 1)
    for (const who of [LEAD, KENT, STRANGER]) assert.equal((await tasks(who)).length, 0)
    assert.deepEqual(await at.as(STRANGER, newTermsOfAgency), [])
    await assert.rejects(
      at.as(STRANGER, (scope) => acceptNewTerms(scope, theirs, 2)),
      { code: 'not-found' },
    )
    await at.as(KENT_COORDINATOR, (scope) => acceptNewTerms(scope, theirs, 2))
    assert.deepEqual([(await versions()).get('Kent Police'), (await versions()).get('Sussex Police')], [2, 1])
    assert.equal((await at.as(LEAD, (scope) => readOperation(scope, operation))).aim, before.aim)
    await at.as(LEAD_COORDINATOR, (scope) => acceptNewTerms(scope, ours, 2))
    const now = await at.as(LEAD, (scope) => readOperation(scope, operation))
    assert.deepEqual(
      [now.aim, now.endsOn, now.version],
      ['To stop the boats of one yard.', inDays(200), before.version + 1],
    )
    for (const who of [LEAD_COORDINATOR, KENT_COORDINATOR]) assert.equal((await tasks(who)).length, 0)
    await assert.rejects(
      at.as(KENT_COORDINATOR, (scope) => acceptNewTerms(scope, theirs, 2)),
      { code: 'not-found' },
      'once',
    )
  })

  void test('that were overtaken are not accepted by mistake, and nobody accepts what they wrote', async () => {
    await at.as(LEAD, (scope) => writeTerms(scope, operation, terms({ leaving: 'Third' })))
    await at.as(LEAD, (scope) => writeTerms(scope, operation, terms({ leaving: 'Fourth' })))
    await assert.rejects(
      at.as(KENT_COORDINATOR, (scope) => acceptNewTerms(scope, theirs, 3)),
      { code: 'stale' },
    )
    for (const sql of [
      `insert into operations.terms_accepted (participation_id, operation_id, version, written_by, accepted_by)
       select p.id, t.operation_id, t.version, t.person_id, t.person_id from operations.participation p
       join operations.terms t on t.operation_id = p.operation_id and t.version = 4 where p.id = '${theirs}'`,
      `update operations.participation set terms_version = 4 where id = '${theirs}'`,
      `update operations.terms set aim = 'Another' where operation_id = '${operation}'`,
    ])
      await assert.rejects(node.admin(sql), /accepted_by_another|SM003|not back|as it was written/, sql)
  })

  void test('stand side by side on the coordinator’s page, and are accepted there', async () => {
    const desk = await node.signIn(KENT_COORDINATOR)
    const address = `/operations/asked/terms/${theirs}`
    const page = await desk.get(address)
    const text = textOf(page.text)
    assert.match(text, /Version 2, which we accepted/)
    assert.match(text, /Version 4, new/)
    assert.match(text, /Fourth/)
    assert.match(text, /Changed/)
    const done = await desk.post(address, filledIn(formOf(page.text, 'answer'), { answer: 'renew' }))
    assert.equal(done.status, 303)
    assert.equal((await versions()).get('Kent Police'), 4)
    const lead = await node.signIn(LEAD)
    assert.match(textOf((await lead.get(`/operations/${operation}`)).text), /Version 4 is not accepted yet/)
    const form = await lead.get(`/operations/${operation}/terms`)
    const refused = await lead.post(
      `/operations/${operation}/terms`,
      filledIn(formOf(form.text, 'leaving'), { aim: '', leaving: 'Kept words' }),
    )
    assert.equal(refused.status, 422)
    assert.match(refused.text, /Kept words/)
  })
})
