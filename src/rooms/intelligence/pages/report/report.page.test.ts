import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testNode, type TestNode } from '../../../../../test/support/node.ts'
import { reportBody } from '../../../../../test/support/reports.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'

let node: TestNode
before(async () => {
  node = await testNode()
})
after(() => node.close())

const file = async (who: string, more: object) => {
  const filed = await node.api(who, 'POST', '/intelligence/reports', reportBody({ ...more }))
  assert.equal(filed.status, 201, filed.text)
  return filed.json<{ id: string }>().id
}

void test('what a report names stands by kind, says with whom it is matched, and is checked with one press', async () => {
  await file(NCA, { subjects: [{ kind: 'phone', item: 1, value: '07700 900461' }] })
  const id = await file(SUSSEX, {
    subjects: [
      { kind: 'vehicle', item: 1, value: 'QT74 BCS' },
      { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'] },
      { kind: 'phone', item: 1, value: '+44 7700 900461' },
      { kind: 'phone', item: 1, value: '07700 900462', belongs_to: 2 },
    ],
  })
  const officer = await node.signIn(SUSSEX)
  const page = (await officer.get(`/reports/${id}`)).text
  const headings = [...page.matchAll(/<h3[^>]*>([^<]+ \(\d\))<\/h3>/g)].map(([, heading]) => heading)
  assert.deepEqual(headings, ['Person (1)', 'Telephone (2)', 'Vehicle (1)'])
  const cards = page.split('class="seamark-subject-entry"').slice(1)
  const card = (value: string) => cards.find((one) => one.includes(value)) ?? assert.fail(value)
  assert.match(card('+44 7700 900461'), /Matched[\s\S]*href="\/matches\/[0-9a-f-]{36}">National Crime Agency/)
  assert.doesNotMatch(card('QT74 BCS'), /Matched/)
  assert.match(card('QT74 BCS'), /action="\/check"[\s\S]*value="QT74 BCS"/)
  assert.match(card('+44 7700 900461'), /Format not confirmed/)
  for (const held of [card('07700 900462'), card('Avery Example')])
    assert.doesNotMatch(held, /\/check|Matched/, 'what belongs to a victim is asked of nobody')
  const checked = await officer.post('/check', { kind: 'vehicle', value: 'QT74 BCS', purpose: 'A van' })
  assert.equal(checked.status, 200)
})

void test('a text that names what its report does not says so to its own agency and to nobody else', async () => {
  const [item] = reportBody()['items'] as object[]
  const items = [{ ...item, text: 'The driver gave the number 07700 900463.' }]
  const id = await file(SUSSEX, { items })
  const to = { agencies: ['nca'], reason: 'They work on it' }
  assert.equal((await node.api(SUSSEX, 'POST', `/intelligence/reports/${id}/release`, to)).status, 200)
  const officer = await node.signIn(SUSSEX)
  const ours = (await officer.get(`/reports/${id}`)).text
  assert.match(ours, /1 thing found in the text is not named: 07700 900463\. It is not matched/)
  const theirs = await node.signIn(NCA)
  const read = (await theirs.get(`/reports/${id}`)).text
  assert.match(read, /07700 900463/)
  assert.doesNotMatch(read, /is not named|leave-out/)
  assert.equal((await theirs.post(`/reports/${id}/leave-out`, { version: '1' })).status, 404)
  const left = await officer.post(`/reports/${id}/leave-out`, { version: '1' })
  assert.equal(left.status, 303)
  assert.match((await officer.get(`/reports/${id}`)).text, /left out on purpose: 07700 900463/)
  assert.doesNotMatch((await theirs.get(`/reports/${id}`)).text, /left out/)
  assert.match((await officer.get(`/reports/${id}/history`)).text, /Left out what was found in the text/)
})
