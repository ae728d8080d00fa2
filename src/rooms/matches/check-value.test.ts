import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type Answer, type TestNode } from '../../../test/support/node.ts'
import { fileReport, phone } from '../../../test/support/plain-reports.ts'
import { keysHeld } from '../../library/identifiers/index.ts'
import { noticeSilentHits } from './silent-hits.ts'

const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'intelligence-officer@nca.example'
const NCA_2 = 'analyst@nca.example'
const OFFICIAL_ONLY = 'analyst@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'

void describe('a check', () => {
  let node: TestNode
  let now = new Date('2026-11-22T10:00:00Z')
  before(async () => {
    node = await testNode({ clock: () => now })
    await fileReport(node, { agency: 'sussex-police', values: [phone('0201')] })
    await fileReport(node, { agency: 'sussex-police', values: [phone('0202')], discoverable: false })
    await fileReport(node, {
      agency: 'sussex-police',
      values: [phone('0203')],
      classification: 'OFFICIAL-SENSITIVE',
    })
  })
  after(() => node.close())

  const check = async (email: string, value: string, more: object = {}) =>
    await node.api(email, 'POST', '/deconfliction/check', {
      kind: 'phone',
      value,
      purpose: 'Preventing crime',
      ...more,
    })
  const notice = async () => {
    await noticeSilentHits({ database: node.database, log: undefined as never }, {})
  }

  void test('says who holds it and whom to ask, in any spelling, and nothing else', async () => {
    const answer = (await check(KENT, '07700 900201')).json<{
      held: boolean
      partners: { slug: string; desk: { phone: string } }[]
    }>()
    assert.deepEqual(Object.keys(answer).sort(), [
      'checks_left',
      'common',
      'held',
      'partners',
      'tier',
      'understood',
    ])
    assert.equal(answer.held, true)
    assert.deepEqual(
      answer.partners.map((partner) => partner.slug),
      ['sussex-police'],
    )
    assert.notEqual(answer.partners[0]?.desk.phone, '')
  })

  void test('does not count one’s own agency', async () => {
    assert.equal((await check(SUSSEX, '07700 900201')).json<{ held: boolean }>().held, false)
  })

  void test('answers a silent record and none with the same bytes, body and headers', async () => {
    // The date, and the nonce that every answer of this node carries, are new each time.
    const facts = ({ status, headers, text }: Answer) => ({
      status,
      // What was asked is repeated as it was understood.
      text: text.replaceAll(/900(?:202|299)/g, '900…'),
      headers: [...headers]
        .filter(([name]) => name !== 'date')
        .map(([name, value]) => [name, value.replaceAll(/'nonce-[^']+'/g, 'nonce')]),
    })
    // Two people with the same quota left ask the two questions.
    const silent = facts(await check(NCA, '07700 900202'))
    const none = facts(await check(NCA_2, '07700 900299'))
    assert.deepEqual(silent, none)
    assert.match(silent.text, /"held":false/)
  })

  void test('what is above the asker’s clearance is not held', async () => {
    assert.equal((await check(KENT, '07700 900203')).json<{ held: boolean }>().held, true)
    assert.equal((await check(OFFICIAL_ONLY, '07700 900203')).json<{ held: boolean }>().held, false)
  })

  void test('the owner of a silent record is told who asked, once a day, and nobody else', async () => {
    await check(KENT, '07700 900202')
    await notice()
    await notice()
    const rows = await node.admin<{ asked_by: number; times: number; owner_id: number }>(
      'select asked_by, times, owner_id from deconfliction.silent_hit order by asked_by',
    )
    assert.deepEqual(
      rows.map((row) => [row.owner_id, row.asked_by, row.times]),
      [base('kent-police'), base('nca')]
        .sort((a, b) => a - b)
        .map((asker) => [base('sussex-police'), asker, 1]),
    )
    const [waiting] = await node.admin<{ count: number }>(
      'select count(*)::int as count from deconfliction.check_awaiting_notice',
    )
    assert.equal(waiting?.count, 0)

    const owner = await node.signIn(SUSSEX)
    const page = await owner.get('/matches/silent-hits')
    assert.match(page.text, /Kent Police asked about \+44 7700 900202/)
    const id = /silent-hits\/([\w-]+)\/seen/.exec(page.text)?.[1] ?? ''
    assert.equal((await owner.post(`/matches/silent-hits/${id}/seen`, {})).status, 303)
    assert.match((await owner.get('/matches/silent-hits')).text, /Seen by your desk/)

    const asker = await node.signIn(KENT)
    assert.doesNotMatch((await asker.get('/matches/silent-hits')).text, /900202/)
    assert.equal((await asker.post(`/matches/silent-hits/${id}/seen`, {})).status, 404)
  })

  const base = (slug: string) => node.agency(slug)

  void test('names every wrong field; a value that is not understood is one', async () => {
    const fieldsOf = async (more: object) =>
      Object.keys((await check(KENT, 'no number', more)).json<{ fields: object }>().fields).sort()
    assert.deepEqual(await fieldsOf({ kind: 'group', purpose: '' }), ['kind', 'purpose'])
    assert.deepEqual(await fieldsOf({ kind: 'person', purpose: '' }), ['born', 'purpose'])
    const misread = await check(KENT, 'no number')
    assert.equal(misread.status, 422)
    assert.deepEqual(Object.keys(misread.json<{ fields: object }>().fields), ['value'])
  })

  void test('says what the value was read as', async () => {
    const { understood } = (await check(KENT, '7700900201.0')).json<{ understood: object[] }>()
    assert.deepEqual(understood, [
      { kind: 'phone', key: '+447700900201', shown: '+44 7700 900201', country: 'GB', certainty: 'possible' },
    ])
  })

  void test('never says "not held" of a value that looks broken, unless it really is written so', async () => {
    const broken = [
      ['phone', '07700 9O0201', /letter.*07700 900123/],
      ['phone', '4.47701E+11', /lost digits/],
      ['phone', '07700 900201, 07700 900202', /2 values/],
      ['vessel', 'IMO 9074728', /check digit/],
      ['account', 'DE89 3704 0044 0532 0130 01', /check digits/],
      ['device', '490154203237519', /check digit/],
    ] as const
    for (const [kind, value, why] of broken) {
      const refused = await check(KENT, value, { kind })
      const { code, fields } = refused.json<{ code: string; fields: { value: string } }>()
      assert.deepEqual([refused.status, code], [422, 'not-understood'], value)
      assert.match(fields.value, why)
      const asked = await check(KENT, value, { kind, as_written: true })
      assert.equal(asked.status, 200, value)
      const { tier, note } = asked.json<{ tier: string; note: string }>()
      assert.deepEqual([tier, note], ['possible', 'matched only when written alike'])
    }
    const list = await node.api(KENT, 'POST', '/deconfliction/check/list', {
      items: [
        { kind: 'phone', value: '07700 9O0201' },
        { kind: 'phone', value: '07700 900201' },
      ],
      purpose: 'Preventing crime',
    })
    const { answers } = list.json<{
      answers: { understood: boolean; message?: string; read_as?: { key: string }[] }[]
    }>()
    assert.deepEqual(
      answers.map(({ understood, read_as: read }) => [understood, read?.[0]?.key]),
      [
        [false, undefined],
        [true, '+447700900201'],
      ],
    )
    assert.match(answers[0]?.message ?? '', /letter/)
  })

  void test('a value that is written so on purpose is met by one that is written alike, and by no other', async () => {
    await fileReport(node, { agency: 'nca', values: keysHeld('phone', '07700 9O0.204') })
    const held = async (value: string) =>
      (await check(KENT, value, { as_written: true })).json<{ held: boolean }>().held
    assert.equal(await held('07700-9o0204'), true)
    assert.equal(await held('07700 9O0205'), false)
    const desk = await node.signIn(KENT)
    await desk.get('/check')
    const typed = { value: '07700 9O0204', kind: 'phone', purpose: 'Preventing crime' }
    const refused = await desk.post('/check', typed)
    assert.equal(refused.status, 422)
    assert.match(refused.text, /It really is written so/)
    const asked = await desk.post('/check', { ...typed, as_written: 'yes' })
    assert.match(asked.text, /held by a partner/)
    assert.match(asked.text, /matched only when written alike/i)
  })

  void test('ends with the day’s quota, says when it starts anew, and counts from then on', async () => {
    await node.admin('update deconfliction.setting set checks_per_day = 3')
    const email = 'coordinator@taskforce.example'
    const left: number[] = []
    for (let index = 0; index < 3; index++)
      left.push((await check(email, '07700 900201')).json<{ checks_left: number }>().checks_left)
    assert.deepEqual(left, [2, 1, 0])
    const refused = await check(email, '07700 900201')
    assert.equal(refused.status, 429)
    assert.equal(refused.json<{ code: string }>().code, 'quota')
    assert.equal(refused.headers.get('retry-after'), String(14 * 3600))
    // not even at the same moment
    now = new Date('2026-11-23T00:00:01Z')
    const together = await Promise.all(Array.from({ length: 6 }, () => check(email, '07700 900201')))
    assert.equal(together.filter((answer) => answer.status === 200).length, 3)
    await node.admin('update deconfliction.setting set checks_per_day = 200')
  })

  void test('is in the ledger without the value', async () => {
    const events = await node.admin<{ detail: object; purpose: string | null }>(
      `select detail, purpose from ledger.event where subject_kind = 'check'`,
    )
    assert.ok(events.length > 0)
    assert.doesNotMatch(JSON.stringify(events), /900201/)
  })

  void test('says of a common value that it is common', async () => {
    await node.admin('update deconfliction.setting set common_threshold = 2')
    for (const agency of ['nca', 'kent-police', 'border-force'])
      await fileReport(node, { agency, values: [phone('0209')] })
    const answer = (await check(SUSSEX, '07700 900209')).json<{ common: boolean; held: boolean }>()
    assert.deepEqual([answer.common, answer.held], [true, true])
    const page = await (await node.signIn(NCA)).get('/matches')
    assert.match(page.text, /Common, 3 reports/)
    await node.admin('update deconfliction.setting set common_threshold = 50')
  })

  void test('the page finds the kind out, keeps what was typed, and asks where several are possible', async () => {
    const desk = await node.signIn(NCA)
    await desk.get('/check')
    const answered = await desk.post('/check', {
      value: '07700 900201',
      kind: '',
      purpose: 'Preventing crime',
    })
    assert.equal(answered.status, 200)
    assert.match(answered.text, /held by a partner/)
    assert.match(answered.text, /Sussex Police/)
    const unsure = await desk.post('/check', { value: 'AB123456', kind: '', purpose: 'Preventing crime' })
    assert.equal(unsure.status, 422)
    assert.match(unsure.text, /Choose the kind: this could be/)
    assert.match(unsure.text, /value="AB123456"/)
    const date = await desk.post('/check', { value: '5/3/1990', kind: '', purpose: 'Preventing crime' })
    assert.equal(date.status, 422)
    assert.match(date.text, /This looks like a date, which is no identifier\. Choose what kind/)
    assert.match(date.text, /value="5\/3\/1990"/)
    const purposeless = await desk.post('/check', { value: '07700 900201', kind: 'phone', purpose: '' })
    assert.equal(purposeless.status, 422)
    assert.match(purposeless.text, /value="07700 900201"/)
  })
})
