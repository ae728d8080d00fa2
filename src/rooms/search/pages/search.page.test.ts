import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'

let node: TestNode
before(async () => {
  node = await testNode()
})
after(() => node.close())

void test('the search says what it does not understand: on the page, in the file and over the API', async () => {
  const officer = await node.signIn(SUSSEX)
  const page = (await officer.get('/search?q=dri*+boat')).text
  assert.match(page, /Not understood and left out: dri\*\./)
  assert.match(page, /OR for either, NOT or - for without/)
  assert.match((await officer.get('/search.csv?q=dri*+boat')).text, /not understood and left out: dri\*/)
  assert.doesNotMatch((await officer.get('/search?q=driver+NOT+boat')).text, /Not understood/)
  const answer = await node.api(SUSSEX, 'GET', '/intelligence/reports?q=dri*%20boat')
  assert.deepEqual((JSON.parse(answer.text) as { not_understood: string[] }).not_understood, ['dri*'])
})

void test('a search of which all was left out is no answer that there is nothing', async () => {
  const officer = await node.signIn(SUSSEX)
  const page = (await officer.get('/search?q=dri*')).text
  assert.match(page, /This search is not complete/)
  assert.doesNotMatch(page, /No record that you may read/)
  assert.match((await officer.get('/search?q=zzyzx')).text, /No record that you may read/)
})

void test('the days of a search and of the ledger are typed in three boxes, and what is wrong with them is said', async () => {
  const officer = await node.signIn(SUSSEX)
  const right = (await officer.get('/search?from-day=1&from-month=May&from-year=2026&to=2026-06-01')).text
  assert.match(right, /From: 1 May 2026/)
  assert.match(right, /To: 1 June 2026/)
  assert.match(right, /name="from-month"[^>]*value="May"/, 'what was typed stays')
  assert.doesNotMatch(right, /type="date"/)
  const wrong = await officer.get('/search?from-day=31&from-month=2&from-year=2026')
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /Written from must be a real date/)
  assert.doesNotMatch(wrong.text, /March 2026/, 'no filter that nobody set')
  const manager = await node.signIn('records-manager@sussex-police.example')
  const ledger = (await manager.get('/ledger?use=lawfulness&from-day=1&from-month=May&from-year=2026')).text
  assert.match(ledger, /From: 1 May 2026/)
  assert.match(
    (await manager.get('/ledger?use=lawfulness&from-day=1&from-month=&from-year=2026')).text,
    /From must include a month/,
  )
})
