/** A check and a search lead to the pages of subjects, as far as whoever asks finds them, and nowhere else. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { allForms, filledIn } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { reportBody } from '../../../../test/support/reports.ts'
import { compareWaitingPersons } from '../../matches/index.ts'
import { KENT, person, phone, SUSSEX } from '../networks.test-support.ts'
import { gatherMentions } from '../subjects/gather-mentions.ts'

void describe('what leads to a subject', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const file = async (email: string, subjects: object[], more: object = {}) => {
    const filed = await node.api(email, 'POST', '/intelligence/reports', reportBody({ subjects, ...more }))
    const { id } = filed.json<{ id: string }>()
    await gatherMentions(node.database)
    return id
  }
  const release = async (email: string, id: string, to: string) => {
    const sent = await node.api(email, 'POST', `/intelligence/reports/${id}/release`, {
      agencies: [to],
      reason: 'They may know',
    })
    assert.equal(sent.status, 200, sent.text)
  }
  const check = async (email: string, value: string) =>
    (await (await node.signIn(email)).post('/check', { kind: 'phone', value, purpose: 'Preventing crime' }))
      .text
  const subjectsIn = (html: string) => [
    ...new Set([...html.matchAll(/href="(\/subjects\/[0-9a-f-]{36})"/g)].map(([, href]) => href ?? '')),
  ]

  void test('a check of a value leads to its page: by one of ours, or by a partner’s report in sight', async () => {
    const own = await file(SUSSEX, [phone(501)])
    const [address, ...more] = subjectsIn(await check(SUSSEX, '07700 900501'))
    assert.deepEqual(more, [])
    const desk = await node.signIn(SUSSEX)
    assert.match((await desk.get(address ?? '')).text, new RegExp(`/reports/${own}`))
    assert.deepEqual(subjectsIn(await check(KENT, '07700 900501')), [], 'nothing in Kent’s sight names it')
    await release(SUSSEX, own, 'kent-police')
    assert.deepEqual(subjectsIn(await check(KENT, '07700 900501')), [address])
  })

  void test('a check of a person leads to the person of each of our reports; a victim is none', async () => {
    await file(SUSSEX, [phone(502), person('Pim Test', { born: '1979-05-06' })])
    await file(SUSSEX, [person('Una Test', { born: '1979-05-07', category: 'victim' })])
    await compareWaitingPersons(node.database)
    const ask = async (email: string, value: string, born: string) =>
      (await (await node.signIn(email)).post('/check/person', { value, born, purpose: 'Preventing crime' }))
        .text
    const [address, ...more] = subjectsIn(await ask(SUSSEX, 'Pim Test', '06/05/1979'))
    assert.deepEqual(more, [])
    assert.match((await (await node.signIn(SUSSEX)).get(address ?? '')).text, /Pim Test/)
    assert.deepEqual(subjectsIn(await ask(SUSSEX, 'Una Test', '07/05/1979')), [])
    assert.deepEqual(subjectsIn(await ask(KENT, 'Pim Test', '06/05/1979')), [])
  })

  void test('a line of a checked list leads there too', async () => {
    await file(SUSSEX, [phone(503), person('Ron Test', { born: '1978-05-06' })])
    await compareWaitingPersons(node.database)
    const desk = await node.signIn(SUSSEX)
    const form = allForms((await desk.get('/check/list')).text).find(({ names }) => names.has('list'))
    assert.ok(form)
    const list = '07700 900503\n07700 900504\nRon Test, 06/05/1978'
    const { text } = await desk.post(form.action, filledIn(form, { list, purpose: 'Preventing crime' }))
    const found = subjectsIn(text)
    assert.equal(found.length, 2)
    for (const address of found) assert.equal((await desk.get(address)).status, 200)
  })

  void test('a result of a search leads to whom its report names, first to who was searched for', async () => {
    const others = [510, 511, 512, 513, 514].map((last) => phone(last))
    const own = await file(SUSSEX, [...others, person('Quentin Zander')], { title: 'A result with subjects' })
    const search = async (email: string) => (await (await node.signIn(email)).get('/search?q=Zander')).text
    const found = subjectsIn(await search(SUSSEX))
    assert.equal(found.length, 4)
    const desk = await node.signIn(SUSSEX)
    assert.match((await desk.get(found[0] ?? '')).text, /Quentin Zander/)
    assert.deepEqual(subjectsIn(await search(KENT)), [])
    await release(SUSSEX, own, 'kent-police')
    assert.deepEqual(subjectsIn(await search(KENT)), found)
    await file(SUSSEX, [person('Quentin Zander', { category: 'witness' })])
    assert.equal(subjectsIn(await search(KENT)).includes(found[0] ?? ''), false, 'kept apart since')
  })
})
