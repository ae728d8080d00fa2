/** Two people change one thing. Nobody's change is lost unseen: the second is shown both. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sendStep, startDraft } from '../support/drafts.ts'
import { filledIn, formOf, unescapeHtml } from '../support/form.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'

const FIRST = 'intelligence-officer@sussex-police.example'
const SECOND = 'intelligence-officer-2@sussex-police.example'

void describe('stale versions', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const textOf = (html: string) => unescapeHtml(html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '))

  async function report(title: string, more: object = {}) {
    const filed = await node.api(FIRST, 'POST', '/intelligence/reports', reportBody({ title, ...more }))
    assert.equal(filed.status, 201, filed.text)
    return filed.json<{ id: string; reference: string }>()
  }

  void test('a draft: the second is shown both, may keep theirs, or what was saved', async () => {
    const first = await node.signIn(FIRST)
    const second = await node.signIn(SECOND)
    const id = await startDraft(first, { title: 'Whose words?' })
    const address = `/reports/drafts/${id}/text`
    const forms = {
      first: formOf((await first.get(address)).text, 'revision'),
      second: formOf((await second.get(address)).text, 'revision'),
    }
    const saved = await first.post(address, filledIn(forms.first, { 'items.0.text': 'Saved by the first.' }))
    assert.equal(saved.status, 303)

    const stale = await second.post(
      address,
      filledIn(forms.second, { 'items.0.text': 'Typed by the second,\nover "two" lines & <more>.' }),
    )
    assert.equal(stale.status, 409)
    const shown = textOf(stale.text)
    assert.match(shown, /Saved by the first\./)
    assert.match(shown, /over "two" lines & <more>\./)
    assert.equal((stale.text.match(/<h1/g) ?? []).length, 1)
    // Nothing is saved until the second has chosen.
    assert.match((await first.get(address)).text, /Saved by the first\./)

    const kept = formOf(stale.text, 'revision')
    const mine = await second.post(kept.action, filledIn(kept, {}))
    assert.equal(mine.status, 303)
    const now = formOf((await first.get(address)).text, 'revision')
    assert.deepEqual(now.fields['items.0.text'], ['Typed by the second,\nover "two" lines & <more>.'])
  })

  void test('a draft filed meanwhile by a colleague: the other lands at the report', async () => {
    const first = await node.signIn(FIRST)
    const second = await node.signIn(SECOND)
    const id = await startDraft(first, { title: 'Filed under my hands' })
    for (const step of ['text', 'grade', 'subjects', 'handling', 'review']) await sendStep(first, id, step)
    const address = `/reports/drafts/${id}/check`
    const theirs = filledIn(formOf((await second.get(address)).text, 'revision'), {})
    const open = filledIn(formOf((await second.get(`/reports/drafts/${id}/title`)).text, 'revision'), {
      title: 'Another title',
    })
    const mine = filledIn(formOf((await first.get(address)).text, 'revision'), {})
    assert.equal((await first.post(address, mine)).status, 303)
    assert.equal((await second.post(address, theirs)).headers.get('location'), `/reports/${id}/sent`)
    const late = await second.post(`/reports/drafts/${id}/title`, open)
    assert.ok([404, 409].includes(late.status), String(late.status))
    const [row] = await node.admin<{ title: string }>(`select title from access.record where id = $1`, [id])
    assert.equal(row?.title, 'Filed under my hands')
  })

  void test('a draft changed meanwhile is not filed unseen', async () => {
    const first = await node.signIn(FIRST)
    const second = await node.signIn(SECOND)
    const id = await startDraft(first, { title: 'Checked, then changed' })
    for (const step of ['text', 'grade', 'subjects', 'handling', 'review']) await sendStep(first, id, step)
    const address = `/reports/drafts/${id}/check`
    const checked = filledIn(formOf((await first.get(address)).text, 'revision'), {})
    await sendStep(second, id, 'title', { title: 'Changed by a colleague' })
    const refused = await first.post(address, checked)
    assert.equal(refused.status, 422)
    assert.match(textOf(refused.text), /Somebody changed this draft meanwhile/)
    assert.match(textOf(refused.text), /Changed by a colleague/)
    assert.deepEqual(
      await node.admin(`select from access.record where id = $1 and status <> 'draft'`, [id]),
      [],
    )
  })

  void test('a report over the API: If-Match is asked for, and a stale one is shown the current', async () => {
    const { id } = await report('Version one')
    const put = (title: string, match?: string) =>
      node.api(
        FIRST,
        'PUT',
        `/intelligence/reports/${id}`,
        reportBody({ title }),
        match ? { 'if-match': match } : {},
      )
    assert.equal((await put('No version named')).status, 428)
    const read = await node.api(FIRST, 'GET', `/intelligence/reports/${id}`)
    const tag = read.headers.get('etag') ?? ''
    const [one, other] = await Promise.all([put('By one', tag), put('By another', tag)])
    assert.deepEqual([one.status, other.status].sort(), [200, 409])
    const won = one.status === 200 ? 'By one' : 'By another'
    const lost = one.status === 409 ? one : other
    const problem = lost.json<{ code: string; current_version: number; current: { title: string } }>()
    assert.match(lost.headers.get('content-type') ?? '', /^application\/problem\+json/)
    assert.equal(problem.current_version, 2)
    assert.equal(problem.current.title, won)
  })

  void test('a report on pages: two new versions begun at once, the second is shown both', async () => {
    const { id } = await report('Two versions of it')
    const first = await node.signIn(FIRST)
    const second = await node.signIn(SECOND)
    const begin = async (browser: typeof first) => {
      const page = await browser.get(`/reports/${id}/new-version`)
      assert.equal(page.status, 200)
      const begun = await browser.post(`/reports/${id}/new-version`, filledIn(formOf(page.text), {}))
      const draft = /drafts\/([0-9a-f-]+)/.exec(begun.headers.get('location') ?? '')?.[1]
      assert.ok(draft, begun.text.slice(0, 300))
      return draft
    }
    const drafts = [await begin(first), await begin(second)]
    const submit = async (browser: typeof first, draft: string) => {
      const page = await browser.get(`/reports/drafts/${draft}/check`)
      return await browser.post(`/reports/drafts/${draft}/check`, filledIn(formOf(page.text, 'revision'), {}))
    }
    if (drafts[0] === drafts[1]) {
      // One draft for both: the rules of a draft keep them apart.
      await sendStep(first, drafts[0] ?? '', 'title', { title: 'The one new version' })
      assert.equal((await submit(second, drafts[0] ?? '')).status, 303)
      return
    }
    await sendStep(first, drafts[0] ?? '', 'title', { title: 'New words of the first' })
    await sendStep(second, drafts[1] ?? '', 'title', { title: 'New words of the second' })
    assert.equal((await submit(first, drafts[0] ?? '')).status, 303)
    const stale = await submit(second, drafts[1] ?? '')
    assert.equal(stale.status, 409)
    assert.match(textOf(stale.text), /New words of the first/)
    assert.match(textOf(stale.text), /New words of the second/)
    const read = await node.api(FIRST, 'GET', `/intelligence/reports/${id}`)
    assert.equal(read.json<{ title: string }>().title, 'New words of the first')
  })

  void test('conditions changed while they were read: the reader is asked again', async () => {
    const conditions = {
      handling: 'C',
      conditions: 'Call before any action.',
      action_code: 'A1',
      sanitisation_code: 'S1',
    }
    const { id } = await report('Under conditions', conditions)
    await node.api(FIRST, 'POST', `/intelligence/reports/${id}/release`, {
      agencies: ['nca'],
      reason: 'Same gang',
    })
    const reader = await node.signIn('intelligence-officer@nca.example')
    const page = await reader.get(`/reports/${id}`)
    assert.match(page.text, /Call before any action/)
    const form = filledIn(formOf(page.text), {})
    const changed = await node.api(
      FIRST,
      'PUT',
      `/intelligence/reports/${id}`,
      reportBody({ title: 'Under conditions', ...conditions, conditions: 'Nothing without our word.' }),
      { 'if-match': '"1"' },
    )
    assert.equal(changed.status, 200, changed.text)
    await reader.post(`/reports/${id}/accept`, form)
    const again = await reader.get(`/reports/${id}`)
    assert.match(again.text, /Nothing without our word/)
    assert.match(again.text, /Accept these conditions/)
    assert.deepEqual(await node.admin(`select from access.acceptance where record_id = $1`, [id]), [])
  })

  void test('an account: the second administrator is shown what the first has saved', async () => {
    const one = await node.signIn('administrator@sussex-police.example')
    const other = await node.signIn('administrator@sussex-police.example')
    const { id } = node.person('analyst@sussex-police.example')
    const form = formOf((await one.get(`/people/${id}`)).text, 'version')
    await other.get(`/people/${id}`)
    const saved = await one.post(`/people/${id}`, filledIn(form, { name: 'Saved by the first' }))
    assert.equal(saved.status, 303)
    const stale = await other.post(`/people/${id}`, filledIn(form, { name: 'Typed by the second' }))
    assert.ok([409, 422].includes(stale.status), String(stale.status))
    assert.match(textOf(stale.text), /As it is now: Saved by the first/)
    assert.deepEqual(formOf(stale.text, 'name').fields['name'], ['Typed by the second'])
    const mine = await other.post(`/people/${id}`, filledIn(formOf(stale.text, 'name'), {}))
    assert.equal(mine.status, 303)
  })

  void test('the desk: the same', async () => {
    const one = await node.signIn('administrator@sussex-police.example')
    const other = await node.signIn('administrator@sussex-police.example')
    for (const [address, field, theirs, mine] of [
      ['/people/desk', 'deskPhone', '01632 960199', '01632 960198'],
    ] as const) {
      const page = await one.get(address)
      assert.equal(page.status, 200, address)
      const form = formOf(page.text, 'version')
      const name = field in form.fields ? field : Object.keys(form.fields).find((key) => /phone/i.test(key))
      assert.ok(name, `${address}: ${Object.keys(form.fields).join(', ')}`)
      await other.get(address)
      const saved = await one.post(address, filledIn(form, { [name]: theirs }))
      assert.equal(saved.status, 303, address)
      const stale = await other.post(address, filledIn(form, { [name]: mine }))
      assert.ok([409, 422].includes(stale.status), `${address}: ${String(stale.status)}`)
      assert.ok(textOf(stale.text).includes(theirs), `${address} does not show what is saved`)
      assert.deepEqual(formOf(stale.text, name).fields[name], [mine])
    }
  })

  void test('one match answered by two: the second is shown the first’s answer', async () => {
    const number = '+447700900741'
    const body = (title: string) =>
      reportBody({ title, subjects: [{ kind: 'phone', item: 1, value: number }] })
    await node.api('intelligence-officer@nca.example', 'POST', '/intelligence/reports', body('NCA holds it'))
    await node.api(FIRST, 'POST', '/intelligence/reports', body('Sussex holds it'))
    const list = await node.api(FIRST, 'GET', '/deconfliction/matches')
    const [match] = list.json<{ items: { id: string }[] }>().items
    assert.ok(match)
    const first = await node.signIn(FIRST)
    const second = await node.signIn(SECOND)
    const forms = {
      confirm: filledIn(formOf((await first.get(`/matches/${match.id}/confirm`)).text, 'version'), {}),
      reject: filledIn(formOf((await second.get(`/matches/${match.id}/reject`)).text, 'version'), {
        reason: 'Another person uses it now',
      }),
    }
    assert.equal((await first.post(`/matches/${match.id}/confirm`, forms.confirm)).status, 303)
    const stale = await second.post(`/matches/${match.id}/reject`, forms.reject)
    assert.ok([409, 422].includes(stale.status), String(stale.status))
    assert.match(textOf(stale.text), /[Cc]onfirmed/)
    assert.deepEqual(formOf(stale.text, 'reason').fields['reason'], ['Another person uses it now'])
    const [given] = await node.admin<{ answer: string }>(`select answer from deconfliction.match_answer`)
    assert.equal(given?.answer, 'confirmed')
  })
})
