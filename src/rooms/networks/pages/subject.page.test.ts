/** A subject's pages, over HTTP: reached from a report's card, and the same answer for what is absent and what is hidden. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { allForms, filledIn } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { reportBody } from '../../../../test/support/reports.ts'
import { person, phone } from '../networks.test-support.ts'
import { gatherMentions } from '../subjects/gather-mentions.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const ANALYST = 'analyst@sussex-police.example'
const COORDINATOR = 'coordinator@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'

void describe('the pages of subjects', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const file = async (email: string, subjects: object[]) => {
    const filed = await node.api(email, 'POST', '/intelligence/reports', reportBody({ subjects }))
    const { id } = filed.json<{ id: string }>()
    await gatherMentions(node.database)
    return id
  }
  const subjectAt = async (email: string, report: string, number: number) => {
    const desk = await node.signIn(email)
    const answer = await desk.get(`/subjects/of/${report}/${String(number)}`)
    return { desk, status: answer.status, address: answer.headers.get('location') ?? '' }
  }

  void test('a card on a report leads to what reports say, with contradictions, and script is text', async () => {
    const script = '<script>alert(1)</script>'
    const report = await file(SUSSEX, [
      person(`Lea ${script}`, { note: script }),
      phone(401, { belongs_to: 1, note: script }),
    ])
    const { desk, address } = await subjectAt(SUSSEX, report, 2)
    assert.match((await desk.get(`/reports/${report}`)).text, new RegExp(`/subjects/of/${report}/2`))
    const page = await desk.get(address)
    assert.equal(page.status, 200)
    assert.match(page.text, /Telephone/)
    assert.ok(!page.text.includes(script))
    const person_ = await subjectAt(SUSSEX, report, 1)
    assert.ok(!(await person_.desk.get(person_.address)).text.includes(script))
    assert.doesNotMatch((await person_.desk.get(person_.address)).text, /<canvas|leaflet|data-map/)
  })

  void test('whose a thing is leads to a link by one button, and is proposed no more', async () => {
    const report = await file(SUSSEX, [person('Ty Test'), phone(409, { belongs_to: 1 })])
    const { desk, address } = await subjectAt(SUSSEX, report, 2)
    const page = (await desk.get(address)).text
    assert.match(page, /Your reports say whose it is/)
    const at = /href="(\/subjects\/[0-9a-f-]+\/with\/[0-9a-f-]+)#proposed"/.exec(page)?.[1] ?? ''
    const form = allForms((await desk.get(at)).text).find(({ fields }) => fields['kind']?.[0] === 'uses:out')
    assert.ok(form)
    assert.equal((await desk.post(form.action, filledIn(form, {}))).status, 303)
    assert.match((await desk.get(at)).text, /Person Ty Test: uses/)
    assert.doesNotMatch((await desk.get(address)).text, /Your reports say whose it is/)
  })

  void test('what is hidden and what is not there get one page', async () => {
    const report = await file(KENT, [phone(402)])
    const { address } = await subjectAt(KENT, report, 1)
    const desk = await node.signIn(SUSSEX)
    const strip = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|(?:value|nonce)="[^"]*"/g, '')
    const absent = '/subjects/00000000-0000-4000-8000-000000000000'
    for (const rest of [
      '',
      '/neighbours',
      '/path',
      '/same',
      '/safeguarding',
      `/with/00000000-0000-4000-8000-000000000000`,
    ]) {
      const [hidden, none] = [await desk.get(address + rest), await desk.get(absent + rest)]
      assert.equal(hidden.status, 404, rest)
      assert.equal(strip(hidden.text), strip(none.text), rest)
    }
  })

  void test('two persons are joined by a form that asks why, and parted again; what was typed stays', async () => {
    const one = await file(SUSSEX, [person('Mo Test'), phone(403)])
    const two = await file(SUSSEX, [person('Mo Test', { born: '1984' }), phone(404)])
    const [a, b] = [await subjectAt(SUSSEX, one, 1), await subjectAt(SUSSEX, two, 1)]
    const at = `${a.address}/with/${b.address.split('/').at(-1) ?? ''}`
    const { desk } = a
    assert.match((await desk.get(at)).text, /They are the same/)
    const empty = await desk.post(`${at}/join`, { reason: '' })
    assert.match(empty.text, /Say why they are the same/)
    assert.equal((await desk.post(`${at}/join`, { reason: 'The same scar' })).status, 303)
    const joined = await desk.get(a.address)
    assert.match(joined.text, /Decided to be the same/)
    assert.match(joined.text, /Reports differ/)
    assert.equal((await desk.post(`${at}/part`, { part_reason: 'Two births' })).status, 303)
    assert.doesNotMatch((await desk.get(a.address)).text, /Reports differ/)
    const analyst = await node.signIn(ANALYST)
    assert.doesNotMatch((await analyst.get(at)).text, /Why are they the same/)
  })

  void test('who is kept apart is found by others only after two persons of the owner have decided', async () => {
    const suspect = await file(SUSSEX, [person('Nell Test')])
    const officer = await node.signIn(SUSSEX)
    await node.api(SUSSEX, 'POST', `/intelligence/reports/${suspect}/release`, {
      agencies: ['kent-police'],
      reason: 'They may know',
    })
    assert.equal((await subjectAt(KENT, suspect, 1)).status, 303)
    await file(SUSSEX, [person('Nell Test', { category: 'victim' })])
    assert.equal((await subjectAt(KENT, suspect, 1)).status, 404)
    const { address } = await subjectAt(SUSSEX, suspect, 1)
    assert.match((await officer.get(address)).text, /No other agency finds this person/)
    assert.equal(
      (await officer.post(`${address}/safeguarding`, { reason: 'Two persons of one name' })).status,
      303,
    )
    assert.equal((await officer.post(`${address}/safeguarding/agree`, {})).status, 409, 'a second person')
    assert.equal((await subjectAt(KENT, suspect, 1)).status, 404)
    const coordinator = await node.signIn(COORDINATOR)
    assert.equal((await coordinator.post(`${address}/safeguarding/agree`, {})).status, 303)
    assert.equal((await subjectAt(KENT, suspect, 1)).status, 303)
    await file(SUSSEX, [person('Nell Test', { category: 'witness' })])
    assert.equal((await subjectAt(KENT, suspect, 1)).status, 404, 'named again: it is asked anew')
  })
})
