import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from './node.ts'

void describe('a node', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  void test('signs a person in through the real provider', async () => {
    const browser = await node.signIn('intelligence-officer@sussex-police.example')
    const home = await browser.get('/')
    assert.equal(home.status, 200)
    assert.match(home.text, /Sussex Police/)
  })

  void test('asks who is not signed in to sign in, and tells programs so', async () => {
    const page = await fetch(`${node.base}/`, { redirect: 'manual' })
    assert.equal(page.status, 303)
    assert.match(page.headers.get('location') ?? '', /^\/sign-in/)
    const api = await fetch(`${node.base}/api/v1/intelligence/reports`)
    assert.equal(api.headers.get('content-type'), 'application/problem+json; charset=utf-8')
  })

  void test('refuses a form without the session’s token', async () => {
    const browser = await node.signIn('analyst@nca.example')
    await browser.get('/purpose')
    const refused = await browser.post('/purpose', { purpose: 'Exercise', _csrf: 'x' })
    assert.equal(refused.status, 403)
    const taken = await browser.post('/purpose', { purpose: 'Exercise' })
    assert.equal(taken.status, 303)
  })
})
