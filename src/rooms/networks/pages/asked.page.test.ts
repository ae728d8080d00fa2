/** A partner asks whether two are the same: who decides is told at home, until somebody has answered. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { reportBody } from '../../../../test/support/reports.ts'
import { KENT, person } from '../networks.test-support.ts'
import { gatherMentions } from '../subjects/gather-mentions.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT_ANALYST = 'analyst@kent-police.example'
const ASKED = /Is this the same as one of theirs\?/

let node: TestNode
before(async () => {
  node = await testNode()
})
after(() => node.close())

const released = async (email: string, to: string) => {
  const filed = await node.api(
    email,
    'POST',
    '/intelligence/reports',
    reportBody({ subjects: [person('Lou Test')] }),
  )
  const { id } = filed.json<{ id: string }>()
  await node.api(email, 'POST', `/intelligence/reports/${id}/release`, {
    agencies: [to],
    reason: 'They may know',
  })
  await gatherMentions(node.database)
  const desk = await node.signIn(email)
  return (await desk.get(`/subjects/of/${id}/1`)).headers.get('location') ?? ''
}

test('who decides is told at home that a partner asks, and no more once it is answered', async () => {
  const ours = await released(SUSSEX, 'kent-police')
  const theirs = await released(KENT, 'sussex-police')
  const [sussex, kent, analyst] = [
    await node.signIn(SUSSEX),
    await node.signIn(KENT),
    await node.signIn(KENT_ANALYST),
  ]
  assert.doesNotMatch((await kent.get('/')).text, ASKED)
  const pair = `${ours}/with/${theirs.split('/').at(-1) ?? ''}`
  assert.equal((await sussex.post(`${pair}/join`, { reason: 'The same scar' })).status, 303)
  const told = (await kent.get('/')).text
  assert.match(told, ASKED)
  assert.match(told, /Person Lou Test/)
  assert.doesNotMatch((await sussex.get('/')).text, ASKED, 'who asked is asked nothing')
  assert.doesNotMatch((await analyst.get('/')).text, ASKED, 'who may not decide is not asked')
  assert.equal((await kent.post(`${pair}/join`, { reason: 'The same scar here' })).status, 303)
  assert.doesNotMatch((await kent.get('/')).text, ASKED)
})
