/** Suggested groups, over HTTP: what hangs together becomes a group by a named person, or is dismissed with a reason. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filledIn, formOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { reportBody } from '../../../../test/support/reports.ts'
import { KENT, phone, SUSSEX_COORDINATOR } from '../networks.test-support.ts'
import { gatherMentions } from '../subjects/gather-mentions.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'

void describe('suggested groups', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const file = async (title: string, last: number) => {
    const filed = await node.api(
      SUSSEX,
      'POST',
      '/intelligence/reports',
      reportBody({ title, subjects: [phone(last)] }),
    )
    const { reference } = filed.json<{ reference: string }>()
    await gatherMentions(node.database)
    return reference
  }

  void test('a coordinator makes a group of one, and all its reports belong to it', async () => {
    const references = [
      await file('A boat bought for cash', 411),
      await file('Fuel carried by night', 411),
      await file('Life jackets in a van', 411),
    ]
    const coordinator = await node.signIn(SUSSEX_COORDINATOR)
    const list = await coordinator.get('/networks/suggestions')
    assert.match(list.text, /These 3 reports of 1 agency hang together/)
    const kept = await coordinator.post(
      '/networks/suggestions/answer',
      filledIn(formOf(list.text, 'keep'), {}),
    )
    assert.equal(kept.status, 303)
    const start = kept.headers.get('location') ?? ''
    assert.doesNotMatch(start, /411|7700/, 'no value stands in an address')
    const page = await coordinator.get(start)
    for (const reference of references) assert.ok(page.text.includes(reference), reference)
    const made = await coordinator.post(
      start,
      filledIn(formOf(page.text, 'why_a_group'), {
        name: 'The night carriers',
        why_a_group: 'One telephone in all of them',
      }),
    )
    assert.equal(made.status, 303)
    const group = await coordinator.get(made.headers.get('location') ?? '')
    assert.match(group.text, /The night carriers/)
    for (const reference of references) assert.ok(group.text.includes(reference), reference)
    assert.doesNotMatch((await coordinator.get('/networks/suggestions')).text, /hang together<\/h2>/)
    const value = /\/subjects\/[0-9a-f-]{36}/.exec(list.text)?.[0] ?? ''
    assert.match((await coordinator.get(value)).text, /Groups and requirements[^]*The night carriers/)
  })

  void test('one that is dismissed is gone until a report joins it', async () => {
    await file('A van at a yard', 412)
    await file('A second van at the yard', 412)
    await file('A trailer at the yard', 412)
    const coordinator = await node.signIn(SUSSEX_COORDINATOR)
    const list = await coordinator.get('/networks/suggestions')
    const form = formOf(list.text, 'reason')
    const without = await coordinator.post('/networks/suggestions/answer', filledIn(form, { reason: '' }))
    assert.equal(without.status, 422)
    await coordinator.post(
      '/networks/suggestions/answer',
      filledIn(form, { reason: 'A hire firm’s telephone' }),
    )
    assert.doesNotMatch((await coordinator.get('/networks/suggestions')).text, /hang together<\/h2>/)
    await file('A third van at the yard', 412)
    assert.match((await coordinator.get('/networks/suggestions')).text, /These 4 reports/)
  })

  void test('another agency is suggested nothing of it', async () => {
    const kent = await node.signIn(KENT)
    assert.match((await kent.get('/networks/suggestions')).text, /No reports hang together/)
  })
})
