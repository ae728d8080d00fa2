/** The same thing sent twice: by a program that lost the answer, by an impatient finger, by the back button. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { draftReadyToFile, sendStep, startDraft } from '../support/drafts.ts'
import { filledIn, formOf } from '../support/form.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'

void describe('repeated submissions', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const filed = async (title: string) => {
    const rows = await node.admin<{ id: string }>(
      `select id from access.record where title = $1 and status <> 'draft'`,
      [title],
    )
    return rows.map(({ id }) => id)
  }
  const file = (body: object, key: string, email = OFFICER) =>
    node.api(email, 'POST', '/intelligence/reports', body, { 'idempotency-key': key })

  void test('the same key and body: one report, and the same answer', async () => {
    const body = reportBody({ title: 'Sent twice' })
    const key = randomUUID()
    const first = await file(body, key)
    const second = await file(body, key)
    assert.equal(first.status, 201)
    assert.equal(second.status, 201)
    assert.deepEqual(second.json(), first.json())
    assert.equal((await filed('Sent twice')).length, 1)
    // The order of the fields is no difference.
    const turned = Object.fromEntries(Object.entries(body).reverse())
    assert.deepEqual((await file(turned, key)).json(), first.json())
  })

  void test('the same key with another body is refused, and nothing is filed', async () => {
    const key = randomUUID()
    await file(reportBody({ title: 'First under this key' }), key)
    const other = await file(reportBody({ title: 'Second under this key' }), key)
    assert.equal(other.status, 409)
    assert.equal(other.json<{ code: string }>().code, 'idempotency-key-reused')
    assert.deepEqual(await filed('Second under this key'), [])
  })

  void test('twenty at the same moment: one report, and one answer for all', async () => {
    const body = reportBody({ title: 'Sent twenty times' })
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 20 }, () => file(body, key)))
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201])
    for (const answer of answers) assert.deepEqual(answer.json(), answers[0]?.json())
    assert.equal((await filed('Sent twenty times')).length, 1)
  })

  void test('a key belongs to the person who used it', async () => {
    const key = randomUUID()
    const body = reportBody({ title: 'Two people, one key' })
    const mine = await file(body, key)
    const theirs = await file(body, key, 'intelligence-officer@nca.example')
    assert.equal(theirs.status, 201)
    assert.notEqual(theirs.json<{ id: string }>().id, mine.json<{ id: string }>().id)
  })

  void test('what was refused may be mended and sent under the same key', async () => {
    const key = randomUUID()
    const wrong = await file(reportBody({ title: 'Mended', handling: 'X' }), key)
    assert.equal(wrong.status, 400)
    const right = await file(reportBody({ title: 'Mended' }), key)
    assert.equal(right.status, 201)
  })

  void test('a key that can be none is refused by name', async () => {
    for (const key of ['', 'x'.repeat(201), 'with space']) {
      const answer = await file(reportBody({ title: 'No key' }), key)
      assert.equal(answer.status, 400, key)
      assert.ok('idempotency-key' in answer.json<{ fields: object }>().fields)
    }
    assert.deepEqual(await filed('No key'), [])
  })

  void test('an agency’s own reference is filed once, also at the same moment and without a key', async () => {
    const body = reportBody({ title: 'Own reference', agency_reference: 'SP-TWICE-1' })
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => node.api(OFFICER, 'POST', '/intelligence/reports', body)),
    )
    const statuses = answers.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [201, ...Array<number>(7).fill(409)])
    const refused = answers.find(({ status }) => status === 409)
    assert.equal(refused?.json<{ code: string }>().code, 'agency-reference-taken')
    assert.equal((await filed('Own reference')).length, 1)
  })

  void test('release, recall and acceptance sent twice at once leave what one leaves', async () => {
    const made = await node.api(
      OFFICER,
      'POST',
      '/intelligence/reports',
      reportBody({ title: 'Released twice' }),
    )
    const { id } = made.json<{ id: string }>()
    const release = () =>
      node.api(OFFICER, 'POST', `/intelligence/reports/${id}/release`, {
        agencies: ['nca'],
        reason: 'Same gang',
      })
    for (const { status, text } of await Promise.all([release(), release(), release()]))
      assert.ok(status === 200 || status === 409, text)
    const [row] = await node.admin<{ to: number[]; delivered: number }>(
      `select released_to as to, (select count(*)::int from access.delivery d where d.record_id = r.id) as delivered
       from access.record r where id = $1`,
      [id],
    )
    assert.deepEqual(row, { to: [node.agency('nca')], delivered: 1 })
    const recall = () => node.api(OFFICER, 'POST', `/intelligence/reports/${id}/recall`, { reason: 'Wrong' })
    for (const { status, text } of await Promise.all([recall(), recall()]))
      assert.ok(status === 200 || status === 409, text)
    const notices = await node.admin(`select from access.recall_notice where record_id = $1`, [id])
    assert.equal(notices.length, 1)
  })

  void test('a double click on the last page of filing: one report, and both clicks end at it', async () => {
    const browser = await node.signIn(OFFICER)
    const title = 'Clicked twice'
    const id = await draftReadyToFile(browser, { title: { title } })
    const page = await browser.get(`/reports/drafts/${id}/check`)
    const fields = filledIn(formOf(page.text, 'revision'), {})
    const clicks = await Promise.all([1, 2, 3].map(() => browser.post(`/reports/drafts/${id}/check`, fields)))
    const [report] = await filed(title)
    for (const click of clicks) {
      assert.equal(click.status, 303, click.text.slice(0, 300))
      assert.equal(click.headers.get('location'), `/reports/${String(report)}/sent`)
    }
    assert.equal((await filed(title)).length, 1)
    assert.deepEqual(
      await node.admin(`select from access.record where title = $1 and status = 'draft'`, [title]),
      [],
    )
  })

  void test('back, and the same form again after it was filed: it ends at the report, and files nothing', async () => {
    const browser = await node.signIn(OFFICER)
    const title = 'Back and again'
    const id = await draftReadyToFile(browser, { title: { title } })
    const page = await browser.get(`/reports/drafts/${id}/check`)
    const fields = filledIn(formOf(page.text, 'revision'), {})
    const first = await browser.post(`/reports/drafts/${id}/check`, fields)
    const again = await browser.post(`/reports/drafts/${id}/check`, fields)
    assert.equal(again.status, 303)
    assert.equal(again.headers.get('location'), first.headers.get('location'))
    assert.equal((await filed(title)).length, 1)
    // An earlier page of it, from the browser's memory: the draft is no more, and nothing fails.
    const earlier = await browser.post(`/reports/drafts/${id}/title`, {
      revision: '1',
      title: 'Changed afterwards',
      classification: 'OFFICIAL',
    })
    assert.ok([303, 404, 409].includes(earlier.status), String(earlier.status))
    assert.deepEqual(await filed('Changed afterwards'), [])
  })

  void test('back to an earlier page of a draft, and send it again: the later pages stay', async () => {
    const browser = await node.signIn(OFFICER)
    const id = await startDraft(browser, { title: 'Went back' })
    const old = await browser.get(`/reports/drafts/${id}/title`)
    const form = formOf(old.text, 'revision')
    await sendStep(browser, id, 'text')
    // The page as the browser remembers it, with its old revision and nothing changed.
    const same = await browser.post(`/reports/drafts/${id}/title`, filledIn(form, {}))
    assert.equal(same.status, 303)
    const text = await browser.get(`/reports/drafts/${id}/text`)
    assert.match(formOf(text.text, 'revision').fields['items.0.text']?.[0] ?? '', /Three boats/)
  })

  void test('a double click that adds a subject adds it once', async () => {
    const browser = await node.signIn(OFFICER)
    const id = await startDraft(browser, { title: 'One subject' })
    await sendStep(browser, id, 'text')
    const address = `/reports/drafts/${id}/subjects/thing`
    const page = await browser.get(address)
    const fields = filledIn(formOf(page.text, 'value'), { kind: 'phone', value: '07700 900321' })
    const clicks = await Promise.all([browser.post(address, fields), browser.post(address, fields)])
    const again = await browser.post(address, fields)
    assert.deepEqual([...clicks, again].map(({ status }) => status).sort(), [303, 303, 303])
    const [row] = await node.admin<{ subjects: unknown[] }>(
      `select v.document -> 'subjects' as subjects from intelligence.version_content v where v.report_id = $1`,
      [id],
    )
    assert.equal(row?.subjects.length, 1)
  })

  void test('a message to a partner that was sent twice is there once', async () => {
    const number = '+447700900777'
    const body = (title: string) =>
      reportBody({ title, subjects: [{ kind: 'phone', item: 1, value: number }] })
    await node.api('intelligence-officer@nca.example', 'POST', '/intelligence/reports', body('NCA holds it'))
    await node.api(OFFICER, 'POST', '/intelligence/reports', body('Sussex holds it'))
    const list = await node.api(OFFICER, 'GET', '/deconfliction/matches')
    const [match] = list.json<{ items: { id: string }[] }>().items
    assert.ok(match, list.text)
    const browser = await node.signIn(COLLEAGUE)
    const page = await browser.get(`/matches/${match.id}/contact`)
    assert.equal(page.status, 200)
    const form = filledIn(formOf(page.text, 'message_id'), { message: 'May we speak about this number?' })
    const clicks = await Promise.all([1, 2].map(() => browser.post(`/matches/${match.id}/contact`, form)))
    for (const click of clicks) assert.equal(click.status, 303, click.text.slice(0, 500))
    const messages = await node.admin(`select from deconfliction.message`)
    assert.equal(messages.length, 1)
  })

  void test('an account that is entered twice is there once, and the form says so', async () => {
    const browser = await node.signIn('administrator@sussex-police.example')
    const page = await browser.get('/people/new')
    const fields = filledIn(formOf(page.text, 'email'), {
      name: 'Somebody New',
      email: 'somebody.new@sussex-police.example',
      roles: ['analyst'],
      clearance: 'OFFICIAL',
    })
    const address = formOf(page.text, 'email').action || '/people/new'
    const [one, other] = await Promise.all([browser.post(address, fields), browser.post(address, fields)])
    assert.deepEqual([one.status, other.status].sort(), [303, 422])
    const rows = await node.admin(
      `select from identity.person where email = 'somebody.new@sussex-police.example'`,
    )
    assert.equal(rows.length, 1)
  })
})
