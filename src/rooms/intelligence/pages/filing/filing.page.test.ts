import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type Desk, type TestNode } from '../../../../../test/support/node.ts'

const grade = {
  'items.0.source_evaluation': '2',
  'items.0.intelligence_assessment': 'C',
  'items.0.basis': 'fact',
}

/** The revision that the page's form carries. */
async function revision(desk: Desk, address: string): Promise<string> {
  return /name="revision" value="(\d+)"/.exec((await desk.get(address)).text)?.[1] ?? ''
}

async function step(desk: Desk, address: string, fields: Record<string, string | string[]>) {
  return await desk.post(address, { revision: await revision(desk, address), ...fields })
}

void describe('filing a report on the pages, without a script', () => {
  let node: TestNode
  let officer: Desk
  before(async () => {
    node = await testNode()
    officer = await node.signIn('intelligence-officer@sussex-police.example')
  })
  after(() => node.close())

  async function begin(title: string): Promise<string> {
    await officer.get('/reports/new')
    const begun = await officer.post('/reports/new', { title, classification: 'OFFICIAL' })
    assert.equal(begun.status, 303)
    return (begun.headers.get('location') ?? '').replace(/\/text$/, '')
  }

  async function complete(draft: string): Promise<void> {
    await step(officer, `${draft}/text`, { 'items.0.text': 'Call 07700 900123 about the boats.' })
    await step(officer, `${draft}/grade`, grade)
    const found = /name="found" type="checkbox" value="([^"]+)"/.exec(
      (await officer.get(`${draft}/subjects`)).text,
    )
    const token = (found?.[1] ?? '').replaceAll('&quot;', '"')
    await step(officer, `${draft}/subjects`, { found: token })
    await step(officer, `${draft}/handling`, { handling: 'P', discoverable: 'yes' })
    await step(officer, `${draft}/review`, { review: '12' })
  }

  void test('a page with faults comes back with what was typed, and the draft has kept it', async () => {
    await officer.get('/reports/new')
    const wrong = await officer.post('/reports/new', { title: 'Only a <b>title</b>' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /<title>Error: File a report/)
    assert.match(wrong.text, /href="#classification">Choose a classification/)
    assert.match(wrong.text, /value="Only a &lt;b&gt;title&lt;\/b&gt;"/)
    assert.match((await officer.get('/reports/drafts')).text, /Only a &lt;b&gt;title/)
  })

  void test('sent twice it is filed once, and both end at the same page', async () => {
    const draft = await begin('Boats bought for cash')
    await complete(draft)
    const form = { revision: await revision(officer, `${draft}/check`) }
    const both = await Promise.all([
      officer.post(`${draft}/check`, form),
      officer.post(`${draft}/check`, form),
    ])
    const later = await officer.post(`${draft}/check`, form)
    const ends = [...both, later].map(({ status, headers }) => [status, headers.get('location')])
    const sent = `${draft.replace('/drafts', '')}/sent`
    assert.deepEqual(ends, [
      [303, sent],
      [303, sent],
      [303, sent],
    ])
    assert.match((await officer.get(sent)).text, /Filed <span/)
    const ours = await officer.get('/reports/ours')
    assert.equal([...ours.text.matchAll(/Boats bought for cash/g)].length, 1)
    const again = await officer.get(`${draft}/check`)
    assert.equal(again.headers.get('location'), sent)
  })

  void test('when a colleague saved meanwhile, both are shown and either can be kept', async () => {
    const draft = await begin('First')
    const colleague = await node.signIn('intelligence-officer-2@sussex-police.example')
    const mine = await revision(officer, `${draft}/title`)
    await step(colleague, `${draft}/title`, { title: 'Theirs', classification: 'OFFICIAL' })
    const stale = await officer.post(`${draft}/title`, {
      revision: mine,
      title: 'Mine',
      classification: 'OFFICIAL',
    })
    assert.equal(stale.status, 409)
    assert.match(stale.text, /Theirs/)
    assert.match(stale.text, /name="title" value="Mine"/)
    const now = /name="revision" value="(\d+)"/.exec(stale.text)?.[1] ?? ''
    const kept = await officer.post(`${draft}/title`, {
      revision: now,
      title: 'Mine',
      classification: 'OFFICIAL',
    })
    assert.equal(kept.status, 303)
    assert.match((await officer.get(`${draft}/title`)).text, /value="Mine"/)
  })

  void test('what cannot be stored is said at its field and loses nothing', async () => {
    const draft = await begin('Kept title')
    const wrong = await step(officer, `${draft}/title`, { title: 'a\0b', classification: 'OFFICIAL' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Contains a character that cannot be stored/)
    assert.match((await officer.get(`${draft}/title`)).text, /value="Kept title"/)
  })

  void test('a person’s category is asked first', async () => {
    const draft = await begin('People')
    const first = await officer.get(`${draft}/subjects/person?chosen=yes`)
    assert.equal(first.status, 422)
    assert.match(first.text, /Choose the category of this person/)
    assert.doesNotMatch(first.text, /name="names"/)
    const second = await officer.get(`${draft}/subjects/person?category=witness`)
    assert.match(second.text, /name="names"/)
  })

  void test('a draft of another agency is not there', async () => {
    const draft = await begin('Ours alone')
    const stranger = await node.signIn('intelligence-officer@kent-police.example')
    assert.equal((await stranger.get(`${draft}/title`)).status, 404)
    assert.equal((await stranger.get(draft.replace('/drafts', ''))).status, 404)
  })
})
