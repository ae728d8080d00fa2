import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { fileReport, phone } from '../../../../test/support/plain-reports.ts'

void describe('the pages of a match', () => {
  let node: TestNode
  let sussex: Desk
  let address: string
  before(async () => {
    node = await testNode()
    await fileReport(node, { agency: 'nca', values: [phone('0701')] })
    await fileReport(node, { agency: 'sussex-police', values: [phone('0701')], discoverable: false })
    sussex = await node.signIn('intelligence-officer@sussex-police.example')
    const list = await sussex.get('/matches')
    address = /href="(\/matches\/[0-9a-f-]{36})[?"]/.exec(list.text)?.[1] ?? ''
  })
  after(() => node.close())

  void test('the list names the value, the partner and the state, and filters', async () => {
    const list = await sussex.get('/matches?state=open&kind=phone')
    assert.match(list.text, /\+44 7700 900701/)
    assert.match(list.text, /National Crime Agency/)
    const none = await sussex.get('/matches?state=closed&kind=')
    assert.match(none.text, /No match with these filters/)
    const odd = await sussex.get('/matches?state=odd&cursor=odd')
    assert.equal(odd.status, 200)
  })

  void test('the match warns before the first message, and says what they see', async () => {
    const page = await sussex.get(address)
    assert.match(page.text, /Contact National Crime Agency/)
    assert.match((await sussex.get(`${address}/what-they-see`)).text, /as if your agency did not hold this/)
    assert.match((await sussex.get(`${address}/contact`)).text, /cannot be taken back/)
  })

  void test('a form comes back with what was typed; sent twice it is one message', async () => {
    const form = await sussex.get(`${address}/contact`)
    const messageId = /name="message_id" value="([^"]+)"/.exec(form.text)?.[1] ?? ''
    const empty = await sussex.post(`${address}/contact`, { message: ' ', message_id: messageId })
    assert.equal(empty.status, 422)
    assert.match(empty.text, /Enter a message/)
    for (let times = 0; times < 2; times++)
      assert.equal(
        (await sussex.post(`${address}/contact`, { message: 'Said once', message_id: messageId })).status,
        303,
      )
    const page = await sussex.get(address)
    assert.equal([...page.text.matchAll(/Said once/g)].length, 1)
    assert.match((await sussex.get(`${address}/what-they-see`)).text, /They see that your agency holds/)
  })

  void test('the partner is told at home, answers, and neither sees the other’s report', async () => {
    const nca = await node.signIn('intelligence-officer@nca.example')
    const home = await nca.get('/')
    assert.match(home.text, /Message about telephone/)
    const theirs = /href="(\/matches\/[0-9a-f-]{36})[?"]/.exec(home.text)?.[1] ?? ''
    const page = await nca.get(theirs)
    assert.match(page.text, /has written to you/)
    assert.equal((await nca.post(`${theirs}/reply`, { message: 'Heard' })).status, 303)
    assert.doesNotMatch((await nca.get('/')).text, /Message about telephone/)
    assert.match((await sussex.get('/')).text, /Message about telephone/)
    assert.match((await sussex.get(address)).text, /Heard/)
    assert.doesNotMatch((await sussex.get('/')).text, /Message about telephone/)
  })

  void test('a colleague’s answer is shown when both answered at once', async () => {
    const analyst = await node.signIn('analyst@sussex-police.example')
    await analyst.get(`${address}/reject`)
    await sussex.get(`${address}/confirm`)
    assert.equal((await sussex.post(`${address}/confirm`, { reason: '', version: '0' })).status, 303)
    const late = await analyst.post(`${address}/reject`, { reason: 'Not the same', version: '0' })
    assert.equal(late.status, 422)
    assert.match(late.text, /What your colleague answered meanwhile/)
    assert.match(late.text, /Confirmed by/)
    assert.match(late.text, /Not the same/)
    const again = /name="version" value="(\d+)"/.exec(late.text)?.[1] ?? ''
    assert.equal(
      (await analyst.post(`${address}/reject`, { reason: 'Not the same', version: again })).status,
      303,
    )
  })

  void test('closes once answered', async () => {
    const form = await sussex.get(`${address}/close`)
    const version = /name="version" value="(\d+)"/.exec(form.text)?.[1] ?? ''
    assert.equal((await sussex.post(`${address}/close`, { version })).status, 303)
    assert.match((await sussex.get(address)).text, /Your agency has closed this match/)
  })
})
