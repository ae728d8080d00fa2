/** What is counted as a fault of the provider: nothing that somebody at a browser, or with an old token, can bring about. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { freePort, testNode, type TestNode } from '../../../test/support/node.ts'
import { CLIENT, surroundings, type Surroundings } from '../../../test/support/sound-surroundings.ts'
import { DEMO_PATH } from './demo-provider.ts'
import { openIdClient } from './openid.ts'
import { MAIN, STANDARD_CLAIMS, STANDARD_SCOPE } from './provider-settings.ts'
import { watchProvider } from './watch-provider.ts'

void describe('faults of an identity provider', () => {
  let node: TestNode
  let around: Surroundings
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-watch-'))
    node = await testNode()
    around = await surroundings(folder)
  })
  after(async () => {
    await around.close()
    await node.close()
    await rm(folder, { recursive: true })
  })

  const watched = (issuer: string) => {
    const counted: string[] = []
    const client = openIdClient({
      ...{ name: MAIN, label: MAIN, scope: STANDARD_SCOPE, claims: STANDARD_CLAIMS, insecure: true },
      ...{ issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, publicUrl: node.base },
      ...{ apiAudience: 'seamark-api', demo: true },
    })
    return { counted, openId: watchProvider(client, (fault) => counted.push(fault)) }
  }

  void test('are counted by where they lie', async () => {
    for (const [issuer, fault] of [
      [`http://127.0.0.1:${String(await freePort())}`, 'provider-not-reachable'],
      // Its authority is not known to this process.
      [await around.provider(), 'provider-certificate'],
      [`${node.base}/nothing-here`, 'provider-answers-otherwise'],
    ] as const) {
      const { counted, openId } = watched(issuer)
      await assert.rejects(openId.begin('/'))
      assert.deepEqual(counted, [fault])
    }
  })

  void test('are not what a program with a wrong token brings about', async () => {
    const { counted, openId } = watched(node.base + DEMO_PATH)
    for (const token of ['x', 'a.b.c', 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA'])
      await assert.rejects(openId.verifyBearer(token))
    const { url } = await openId.begin('/')
    assert.ok(url.startsWith(node.base))
    assert.deepEqual(counted, [])
  })
})
