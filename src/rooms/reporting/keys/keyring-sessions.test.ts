/** What an officer has unlocked goes with their session, whoever ends it and wherever. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { until } from '../../../../test/support/until.ts'
import { newKeyPair } from '../sealing/identities.ts'
import { keepRing, ringOf } from './keyring.ts'

const OFFICER = 'triage-officer@sussex-police.example'

void describe('unlocked keys', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  for (const [how, sql] of [
    ['an operator ends it', 'update identity.session set ended_at = now() where id_hash = $1'],
    ['its row is deleted', 'delete from identity.session where id_hash = $1'],
  ] as const)
    void test(`go with the session when ${how}, without anybody asking for them`, async () => {
      const browser = await node.signIn(OFFICER)
      const session = createHash('sha256')
        .update(browser.cookies.get('seamark-session') ?? '')
        .digest()
      keepRing(session, { personId: node.person(OFFICER).id, officer: newKeyPair(), keys: [] })
      assert.ok(ringOf(session))
      await node.admin(sql, [session])
      await until('the keys to be gone', () => Promise.resolve(ringOf(session) === null))
    })
})
