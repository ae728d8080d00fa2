import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testNode, type Desk, type TestNode } from '../../../../../test/support/node.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'

let node: TestNode
let officer: Desk
before(async () => {
  node = await testNode({ env: { SESSION_IDLE_MINUTES: '5', SESSION_HOURS: '12' } })
  officer = await node.signIn(OFFICER)
})
after(() => node.close())

const revisionOf = (text: string) => /name="revision" value="(\d+)"/.exec(text)?.[1] ?? ''

async function begin(title: string): Promise<string> {
  await officer.get('/reports/new')
  const begun = await officer.post('/reports/new', { title, classification: 'OFFICIAL' })
  return (begun.headers.get('location') ?? '').replace(/\/text$/, '')
}

async function types(draft: string, page: string, fields: Record<string, string>, turn = '0') {
  const revision = revisionOf((await officer.get(`${draft}/title`)).text)
  return await officer.post(`${draft}/typing/${page}`, { revision, turn, ...fields })
}

void test('what is kept has no text in its answer, and another agency learns nothing by asking', async () => {
  const draft = await begin('Ours alone')
  const kept = await types(draft, 'text', { 'items.0.text': 'Besnik at the slipway' })
  assert.equal(kept.status, 200)
  assert.deepEqual(Object.keys(kept.json<object>()).toSorted(), ['saved', 'turn'])
  const stranger = await node.signIn('intelligence-officer@kent-police.example')
  await stranger.get('/reports/new')
  const form = { revision: '1', turn: '0', 'items.0.text': 'x' }
  const absent = draft.replace(/[0-9a-f]{4}$/, '0000')
  const answers = [draft, absent].map((one) => stranger.post(`${one}/typing/text`, form))
  for (const { status } of await Promise.all(answers)) assert.equal(status, 404)
  const forged = await officer.post(`${draft}/typing/text`, { ...form, _csrf: 'forged' })
  assert.equal(forged.status, 403)
  assert.equal((await officer.post(`${draft}/typing/nowhere`, form)).status, 404)
})

void test('a second window is told, and a colleague’s saving is compared, not written over', async () => {
  const draft = await begin('Two windows')
  assert.equal((await types(draft, 'subjects-person', { names: 'A' })).status, 200)
  const second = await types(draft, 'subjects-person', { names: 'B' })
  assert.equal(second.status, 409)
  assert.match(second.json<{ problem: string }>().problem, /another window too/)

  const page = await officer.get(`${draft}/text`)
  await officer.post(`${draft}/typing/text`, {
    revision: revisionOf(page.text),
    turn: '0',
    'items.0.text': 'What the author typed',
  })
  const colleague = await node.signIn('intelligence-officer-2@sussex-police.example')
  const theirs = await colleague.get(`${draft}/text`)
  assert.doesNotMatch(theirs.text, /What the author typed/)
  await colleague.post(`${draft}/text`, {
    revision: revisionOf(theirs.text),
    'items.0.text': 'The colleague’s',
  })
  const check = (await officer.get(`${draft}/check`)).text
  assert.match(check, /You typed something on[\s\S]*what it says[\s\S]*not saved/)
  const again = (await officer.get(`${draft}/text`)).text
  assert.match(again, /The colleague’s/)
  assert.match(again, /Compare both/)
  const compared = await officer.post(`${draft}/text`, {
    revision: revisionOf(page.text),
    'items.0.text': 'What the author typed',
  })
  assert.equal(compared.status, 409)
  for (const side of [/The colleague’s/, /What the author typed/]) assert.match(compared.text, side)
  await officer.post(`${draft}/typing/text/forget`, {})
  assert.doesNotMatch((await officer.get(`${draft}/text`)).text, /Compare both/)
})

void test('two windows that open a draft at once both show what was typed, and it is taken in once', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const draft = await begin(`Opened twice, ${String(turn)}`)
    const words = `Typed and not sent, ${String(turn)}`
    await types(draft, 'text', { 'items.0.text': words })
    const pages = await Promise.all(
      ['check', 'text', 'check', 'text'].map((page) => officer.get(`${draft}/${page}`)),
    )
    assert.deepEqual(
      pages.map(({ status, text }) => [
        [200, 422].includes(status),
        text.includes(words),
        text.includes('not saved'),
      ]),
      pages.map(() => [true, true, false]),
    )
    const [alterations] = await node.admin<{ n: number }>(
      `select count(*)::int as n from ledger.event where subject_id = $1 and kind = 'alteration'`,
      [draft.split('/').at(-1)],
    )
    assert.equal(alterations?.n, 1)
  }
})

void test('what a page sends by itself after the session ran out is not kept to be sent again', async () => {
  const draft = await begin('Signed out')
  const page = await officer.get(`${draft}/text`)
  await node.admin(
    `update identity.session set seen_at = now() - interval '6 minutes' where person_id = $1`,
    [node.person(OFFICER).id],
  )
  const sent = await officer.post(`${draft}/typing/text`, {
    revision: revisionOf(page.text),
    turn: '0',
    'items.0.text': 'After the session',
  })
  assert.equal(sent.status, 303)
  assert.match(sent.headers.get('location') ?? '', /^\/sign-in\?return=%2F$/)
  const kept = await node.admin('select * from identity.kept_form')
  assert.deepEqual(kept, [])
  officer = await node.signIn(OFFICER)
})

void test('where a victim is named, whatever is named with one press is asked for its owner before it can be matched', async () => {
  const draft = await begin('A victim and a number')
  const step = async (path: string, fields: Record<string, string>) =>
    await officer.post(`${draft}/${path}`, {
      revision: revisionOf((await officer.get(`${draft}/title`)).text),
      ...fields,
    })
  await step('text', { 'items.0.text': 'Her number is 07700 900461.' })
  await step('subjects/person', { kind: 'person', category: 'victim', names: 'unknown' })
  const out = await step('subjects', {})
  assert.match(out.headers.get('location') ?? '', /\/subjects\/found$/)
  const named = await step('subjects/found', { do: 'name' })
  assert.match(named.headers.get('location') ?? '', /\/subjects$/)
  assert.match((await officer.get(`${draft}/subjects`)).text, /Say whose each number, vehicle and account is/)
})
