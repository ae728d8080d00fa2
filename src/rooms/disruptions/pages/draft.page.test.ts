/** From a group's page a draft begins with its name; from one that is not in sight it begins with nothing. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'

let node: TestNode
before(async () => {
  node = await testNode()
})
after(() => node.close())

test('a group that is not there begins an empty draft', async () => {
  const desk = await node.signIn('intelligence-officer@sussex-police.example')
  const [without, absent] = [
    await desk.get('/disruptions/new'),
    await desk.get(`/disruptions/new?group=${randomUUID()}`),
  ]
  assert.deepEqual([without.status, absent.status], [200, 200])
  assert.match(absent.text, /name="title"/)
  assert.doesNotMatch(absent.text, /name="group"[^>]* value="[^"]/)
})
