/** What a desk is told while a flood goes on. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { textOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { countShed } from '../flood/admit.ts'

let node: TestNode
before(async () => {
  node = await testNode()
  await makeExerciseDesks(node.database, null)
})
after(() => node.close())

test('in its first hour no figures are shown: those of the hour before would be of the calm', async () => {
  countShed()
  const desk = await node.signIn('triage-officer@sussex-police.example')
  const text = textOf((await desk.get('/triage')).text)
  assert.match(text, /some senders must wait.*How many are coming is told when this hour is over/)
  assert.doesNotMatch(text, /In the last full hour/)
})
