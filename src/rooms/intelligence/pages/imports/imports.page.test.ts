import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type Desk, type TestNode } from '../../../../../test/support/node.ts'

void describe('uploading an export', () => {
  let node: TestNode
  let officer: Desk
  before(async () => {
    node = await testNode()
    officer = await node.signIn('intelligence-officer@sussex-police.example')
  })
  after(() => node.close())

  async function upload(name: string, content: string, csrf?: string) {
    await officer.get('/imports/new')
    const form = new FormData()
    form.append('_csrf', csrf ?? officer.csrf())
    form.append('file', new Blob([content]), name)
    const answer = await fetch(`${node.base}/imports/new`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { cookie: [...officer.cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
    })
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
  }

  void test('what cannot be an export is refused at once, in words', async () => {
    assert.match((await upload('', '')).text, /Choose a file/)
    assert.match((await upload('notes.pdf', 'x')).text, /ends in \.csv/)
    assert.match((await upload('empty.csv', '')).text, /This file is empty/)
    const unknown = await upload('unknown.csv', 'a,b\n1,2\n')
    assert.equal(unknown.status, 422)
    assert.match(unknown.text, /No mapping fits this file/)
  })

  void test('a form of another session is refused', async () => {
    assert.equal((await upload('x.csv', 'a', 'forged')).status, 403)
  })

  void test('who may not is turned away before the file is taken', async () => {
    const analyst = await node.signIn('analyst@sussex-police.example')
    assert.equal((await analyst.get('/imports/new')).status, 403)
    const signedOut = await fetch(`${node.base}/imports/new`, {
      method: 'POST',
      body: new FormData(),
      redirect: 'manual',
    })
    assert.equal(signedOut.status, 303)
  })
})
