/** What an operation is about: both ways within sight, and nobody outside learns of it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { parseGroup, writeGroup } from '../../networks/index.ts'
import type { RecordId } from '../../../wire/ids.ts'
import type { OperationId } from '../ids.ts'
import { inDays, KENT, LEAD, operationsOf } from '../operations.test-support.ts'
import { aboutOf, chooseAbout } from './choose.ts'

const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'

void describe('what an operation is about', () => {
  let node: TestNode
  let at: ReturnType<typeof operationsOf>
  let operation: OperationId
  let group: RecordId
  let hidden: RecordId
  const groupOf = async (who: string, name: string): Promise<RecordId> => {
    const parsed = parseGroup(
      { name, why_a_group: 'They buy engines together', classification: 'OFFICIAL', handling: 'P' },
      inDays(0),
    )
    assert.ok('group' in parsed)
    return (await at.as(who, (scope) => writeGroup(scope, parsed.group))).id
  }
  before(async () => {
    node = await testNode()
    at = operationsOf(node)
    operation = await at.open()
    await at.join(operation, 'kent-police')
    await at.enter(operation, KENT)
    group = await groupOf(LEAD, 'The engine buyers')
    hidden = await groupOf(KENT, 'The quiet buyers')
  })
  after(() => node.close())

  const choose = (who: string, wanted: Partial<Parameters<typeof chooseAbout>[2]>) =>
    at.as(who, (scope) =>
      chooseAbout(scope, operation, { groups: [], stretches: [], reference: null, ...wanted }),
    )
  const names = async (who: string) =>
    (await at.as(who, (scope) => aboutOf(scope, operation))).groups.map(({ name }) => name)

  void test('is chosen on a page that works without script, by who leads', async () => {
    const lead = await node.signIn(LEAD)
    const address = `/operations/${operation}/about`
    const page = await lead.get(address)
    assert.match(textOf(page.text), /The engine buyers/)
    assert.doesNotMatch(page.text, /The quiet buyers/)
    assert.equal(
      (await lead.post(address, filledIn(formOf(page.text, 'groups'), { groups: group }))).status,
      303,
    )
    assert.match(textOf((await lead.get(`/operations/${operation}`)).text), /The engine buyers/)
    const kent = await node.signIn(KENT)
    assert.equal((await kent.get(address)).status, 404)
  })

  void test('is shown beside the group to those in the operation, and to nobody else', async () => {
    const beside = async (who: string) =>
      textOf((await (await node.signIn(who)).get(`/groups/${group}`)).text)
    assert.match(await beside(LEAD), /Operations against it that you are in[\s\S]*Copper Lantern/)
    const without = await groupOf(LEAD, 'The engine buyers')
    const other = async (who: string) =>
      textOf((await (await node.signIn(who)).get(`/groups/${without}`)).text)
    assert.doesNotMatch(await beside(COLLEAGUE), /Copper Lantern|Operations against it/)
    const strip = (text: string) => text.replaceAll(/SM-[A-Z0-9-]+|\d\d:\d\d/g, '')
    assert.equal(strip(await beside(COLLEAGUE)), strip(await other(COLLEAGUE)), 'not a trace')
    // In the operation, and not in the group’s sight.
    assert.deepEqual(await names(KENT), [])
    assert.deepEqual(await names(LEAD), ['The engine buyers'])
  })

  void test('is only what the chooser sees, in the database too', async () => {
    const reference = (
      await node.admin<{ reference: string }>('select reference from access.record where id = $1', [hidden])
    )[0]?.reference
    await assert.rejects(choose(LEAD, { groups: [group], reference: reference ?? '' }), { code: 'invalid' })
    await choose(LEAD, { groups: [group, hidden, 'not an id'] })
    assert.deepEqual(await names(LEAD), ['The engine buyers'])
    for (const [who, record] of [
      [LEAD, hidden],
      [KENT, hidden],
      [COLLEAGUE, group],
    ] as const)
      await assert.rejects(
        at.as(who, async (scope) => {
          await scope.tx.run(
            'insert into operations.operation_group (operation_id, group_id, person_id) values ($1, $2, $3)',
            [operation, record, scope.actor.personId],
          )
          scope.record({ kind: 'alteration', subject: { kind: 'operation', id: operation } })
        }),
        { code: '42501' },
      )
    await choose(LEAD, {})
    assert.deepEqual(await names(LEAD), [])
  })
})
