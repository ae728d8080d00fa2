/** Readers of a narrower log come by two persons and go by one; nobody outside learns of either. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { textOf } from '../../../../test/support/form.ts'
import { KENT, KENT_ANALYST, LEAD, operationsOf } from '../operations.test-support.ts'
import type { OperationId } from '../ids.ts'
import { enter } from './decisions.test-support.ts'
import type { LogId, NarrowReaderId } from './ids.ts'
import { findLog, openNarrowLog } from './logs.ts'
import {
  answerReader,
  narrowReaders,
  proposedReaders,
  proposeReader,
  removeReader,
} from './narrow-readers.ts'
import { decisionTasks } from './tasks.ts'

const ANALYST = 'analyst@sussex-police.example'
const DEPUTY = 'intelligence-officer-2@sussex-police.example'
const STRANGER = 'intelligence-officer@nca.example'

void describe('the readers of a narrower log', () => {
  let node: TestNode
  let at: ReturnType<typeof operationsOf>
  let operation: OperationId
  let log: LogId
  before(async () => {
    node = await testNode()
    at = operationsOf(node)
    operation = await at.open()
    await at.join(operation, 'kent-police')
    await at.enter(operation, KENT)
    await at.enter(operation, KENT_ANALYST)
    await at.enter(operation, ANALYST)
    await at.enter(operation, DEPUTY, 'deputy')
    log = await at.as(LEAD, (scope) =>
      openNarrowLog(scope, operation, { name: 'Second Shelf', persons: [node.person(KENT).id] }),
    )
    await at.as(LEAD, (scope) => enter(scope, operation, {}, log))
  })
  after(() => node.close())

  const reads = (who: string) =>
    at
      .as(who, (scope) => findLog(scope, operation, log))
      .then(
        () => true,
        () => false,
      )
  const propose = (who: string, whom: string) =>
    at.as(who, (scope) => proposeReader(scope, log, node.person(whom).id))
  const proposal = async (): Promise<NarrowReaderId> => {
    const [one] = await at.as(LEAD, (scope) => proposedReaders(scope, log))
    assert.ok(one)
    return one.id
  }
  const answer = (who: string, id: NarrowReaderId, agrees = true) =>
    at.as(who, (scope) => answerReader(scope, log, id, agrees))
  const asked = async (who: string) =>
    (await at.as(who, decisionTasks)).filter(({ kind }) => kind === 'decision-reader').length

  void test('are proposed by whoever opened it, of people in the operation, and by nobody else', async () => {
    for (const who of [KENT, DEPUTY, STRANGER])
      await assert.rejects(propose(who, ANALYST), { code: 'not-found' }, who)
    await assert.rejects(propose(LEAD, STRANGER), { code: 'invalid' })
    await assert.rejects(propose(LEAD, KENT), { code: 'invalid' }, 'who reads it already')
    await propose(LEAD, ANALYST)
    await assert.rejects(propose(LEAD, ANALYST), { code: 'invalid' }, 'twice')
    assert.equal(await reads(ANALYST), false)
    assert.deepEqual(
      [await asked(KENT), await asked(LEAD), await asked(ANALYST), await asked(DEPUTY)],
      [1, 0, 0, 0],
    )
  })

  void test('come in when another reader agrees; in the database too nobody agrees to their own proposal', async () => {
    const id = await proposal()
    await assert.rejects(answer(LEAD, id), { code: 'another-person' })
    for (const who of [ANALYST, DEPUTY, STRANGER])
      await assert.rejects(answer(who, id), { code: 'not-found' })
    for (const sql of [
      `update operations.narrow_reader set state = 'agreed', answered_by = proposed_by, answered_at = now() where id = $1`,
      `update operations.narrow_reader set state = 'agreed', answered_by = person_id, answered_at = now() where id = $1`,
      `update operations.narrow_reader set state = 'agreed', answered_at = now(), answered_by =
         (select id from identity.person where email = '${DEPUTY}') where id = $1`,
      `update operations.narrow_reader set person_id = '${node.person(DEPUTY).id}' where id = $1`,
    ])
      await assert.rejects(node.admin(sql, [id]), /another_reader_answers|SM003|answers|answered once/, sql)
    await answer(KENT, id)
    assert.equal(await reads(ANALYST), true)
    await assert.rejects(answer(KENT, id), { code: 'not-found' }, 'once')
  })

  void test('are taken out by whoever opened it or by themselves, at once; whoever opened it stays', async () => {
    for (const [who, whom] of [
      [KENT, ANALYST],
      [KENT, LEAD],
      [LEAD, LEAD],
      [DEPUTY, KENT],
    ] as const)
      await assert.rejects(
        at.as(who, (scope) => removeReader(scope, log, node.person(whom).id)),
        { code: 'not-found' },
      )
    await at.as(LEAD, (scope) => removeReader(scope, log, node.person(ANALYST).id))
    assert.equal(await reads(ANALYST), false)
    const left = await at.as(LEAD, (scope) => narrowReaders(scope, log))
    assert.deepEqual(
      left.map(({ opened }) => opened),
      [true, false],
    )
  })

  void test('have a page, which is not there for anybody else; each change is in the ledger without a name', async () => {
    const address = `/operations/${operation}/decisions/logs/${log}`
    const lead = await node.signIn(LEAD)
    const page = await lead.get(address)
    assert.match(textOf(page.text), /Propose a reader/)
    await lead.post(`${address}/propose`, { person: node.person(KENT_ANALYST).id })
    const kent = await node.signIn(KENT)
    assert.match((await kent.get(address)).text, /Agree that/)
    await kent.post(`${address}/proposed/${await proposal()}`, { answer: 'decline' })
    assert.equal(await reads(KENT_ANALYST), false)
    for (const who of [ANALYST, DEPUTY, STRANGER])
      assert.equal((await (await node.signIn(who)).get(address)).status, 404, who)
    const events = await node.admin<{ detail: { reader: string } }>(
      `select detail from ledger.event where subject_id = $1 and detail ? 'reader' order by id`,
      [log],
    )
    assert.deepEqual(
      events.map(({ detail }) => detail.reader),
      ['proposed', 'agreed', 'removed', 'proposed', 'declined'],
    )
  })
})
