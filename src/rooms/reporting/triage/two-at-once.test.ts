/** Two officers, or an officer and the reporter, who act on one report at the same moment. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { publicServices } from '../arrival/arrival.test-support.ts'
import type { PublicServices } from '../arrival/services.ts'
import { withdraw } from '../arrival/way-back.ts'
import { keysOfReceipt } from '../receipts/keys-of-receipt.ts'
import { arrivedReport, atDesk } from './desk.test-support.ts'

void describe('two at once on one public report', () => {
  let node: TestNode
  let services: PublicServices
  let one: Desk
  let two: Desk

  before(async () => {
    node = await testNode()
    services = publicServices(node.database)
    await makeExerciseDesks(node.database, null)
    one = await atDesk(node, 'triage-officer@sussex-police.example')
    two = await atDesk(node, 'intelligence-officer@sussex-police.example')
  })
  after(() => node.close())

  const passedOn = (id: string) =>
    node.admin<{ reachable: boolean }>(
      'select reporter_recipient is not null as reachable from reporting.public_report where passed_from = $1',
      [id],
    )

  void test('passed on by both, it arrives once, with the way back', async () => {
    const { id } = await arrivedReport(node, services)
    for (const officer of [one, two]) await officer.get(`/triage/${id}/pass`)
    const form = { agency: String(node.agency('kent-police')), reason: 'It is their beach' }
    const answers = await Promise.all([one, two].map((officer) => officer.post(`/triage/${id}/pass`, form)))
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 409])
    assert.deepEqual(await passedOn(id), [{ reachable: true }])
    assert.equal((await one.post(`/triage/${id}/pass`, form)).status, 409)
    assert.equal((await passedOn(id)).length, 1)
  })

  void test('decided by both, a question has one decision', async () => {
    const { id } = await arrivedReport(node, services)
    const third = await atDesk(node, 'coordinator@sussex-police.example')
    await one.get(`/triage/${id}/ask`)
    await one.post(`/triage/${id}/ask`, { question: 'own-words', text: 'Which way did they walk?' })
    for (const officer of [two, third]) await officer.get(`/triage/${id}`)
    const answers = await Promise.all([
      two.post(`/triage/${id}/messages/1/decide`, { decision: 'send' }),
      third.post(`/triage/${id}/messages/1/decide`, { decision: 'refuse' }),
    ])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 404])
  })

  void test('a question whose reporter has withdrawn meanwhile is not said to be sent', async () => {
    const { id, receipt } = await arrivedReport(node, services)
    await one.get(`/triage/${id}`)
    await one.post(`/triage/${id}/ask`, { question: 'own-words', text: 'Which way did they walk?' })
    await two.get(`/triage/${id}`)
    assert.equal(await withdraw(services, keysOfReceipt(receipt)), 'partly')
    const answer = await two.post(`/triage/${id}/messages/1/decide`, { decision: 'send' })
    assert.equal(answer.status, 409)
    assert.match(answer.text, /can no longer be reached/)
    const refused = await two.post(`/triage/${id}/messages/1/decide`, { decision: 'refuse' })
    assert.equal(refused.status, 303)
  })
})
