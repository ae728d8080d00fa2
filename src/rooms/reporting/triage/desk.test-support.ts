/** A desk of the exercise with a report in it, for tests of what officers do. */
import assert from 'node:assert/strict'
import { EXERCISE_PASSPHRASE } from '../../../../exercise/reporting/desks.ts'
import type { Desk, TestNode } from '../../../../test/support/node.ts'
import { report } from '../arrival/arrival.test-support.ts'
import type { PublicServices } from '../arrival/services.ts'
import type { Submission } from '../arrival/submit.ts'
import type { Receipt } from '../receipts/receipt.ts'

/** Signs in, says a purpose and unlocks the keys. */
export async function atDesk(node: Pick<TestNode, 'signIn'>, email: string, unlocked = true): Promise<Desk> {
  const desk = await node.signIn(email)
  await desk.get('/purpose')
  await desk.post('/purpose', { purpose: 'Test of the desk' })
  if (!unlocked) return desk
  await desk.get('/triage/unlock')
  const done = await desk.post('/triage/unlock', { passphrase: EXERCISE_PASSPHRASE })
  assert.equal(done.status, 303, done.text.slice(0, 300))
  return desk
}

/** A report that has come in. */
export async function arrivedReport(
  node: TestNode,
  services: PublicServices,
  change: Partial<Submission> = {},
): Promise<{ id: string; receipt: Receipt }> {
  const { reference, receipt } = await report(services, change)
  const [row] = await node.admin<{ id: string }>(
    'select id from reporting.public_report where reference = $1',
    [reference],
  )
  assert.ok(row)
  return { id: row.id, receipt }
}
