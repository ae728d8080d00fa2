/** What is wrong is named, all of it at once; and a form gives back everything that was typed. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Desk } from '../support/callers.ts'
import { draftReadyToFile, sendStep, startDraft } from '../support/drafts.ts'
import { assertComesBack, errorsOf, filledIn, formOf } from '../support/form.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const PARTNER = 'intelligence-officer@nca.example'

// Markup, quotes, another script, another direction, marks on marks, and no place to break a line.
const HOSTILE = `"><script>alert(1)</script>' onfocus=x {{ 7 * 7 }} قارب \u202eتمساح\u202c Z̷̡̛a̴l̶g̵o 🚤🏴󠁧󠁢󠁳󠁣󠁴󠁿`
const LONG_WORD = 'Llanfair'.repeat(1_250)

const item = { text: 'Seen at night.', source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }

void describe('bad input', () => {
  let node: TestNode
  let officer: Desk
  before(async () => {
    node = await testNode()
    officer = await node.signIn(OFFICER)
  })
  after(() => node.close())

  const file = (body: unknown) => node.api(OFFICER, 'POST', '/intelligence/reports', body)
  const fieldsOf = async (body: unknown) => {
    const answer = await file(body)
    assert.equal(answer.status, 400, answer.text)
    const problem = answer.json<{ code: string; fields: Record<string, string> }>()
    assert.equal(problem.code, 'invalid')
    return problem.fields
  }

  void test('unknown fields are each named, at every depth', async () => {
    const fields = await fieldsOf({
      ...reportBody(),
      colour: 'blue',
      items: [{ ...item, mood: 'good' }],
      subjects: [{ kind: 'phone', item: 1, value: '07700 900001', shoe_size: 44 }],
    })
    assert.deepEqual(Object.keys(fields).sort(), ['colour', 'items.0.mood', 'subjects.0.shoe_size'])
  })

  void test('everything that is wrong is named in one answer', async () => {
    const fields = await fieldsOf({
      title: '',
      classification: 'SECRET',
      handling: 'C',
      review_on: '2027-02-30',
      items: [{ ...item, basis: undefined }, { text: 'x'.repeat(20_001) }],
      subjects: [
        { kind: 'person', item: 1, names: ['Somebody'] },
        { kind: 'phone', item: 7, value: '07700 900001' },
      ],
    })
    for (const name of [
      'title',
      'classification',
      'conditions',
      'action_code',
      'sanitisation_code',
      'review_on',
      'items.0.basis',
      'items.1.text',
      'items.1.source_evaluation',
      'subjects.0.category',
      'subjects.1.item',
    ])
      assert.ok(name in fields, `${name} is not named`)
  })

  void test('the wrong kind of value is named, whatever it is', async () => {
    const wrongs: Record<string, unknown> = {
      title: 7,
      classification: ['OFFICIAL'],
      handling: { P: true },
      discoverable: 'yes',
      review_on: 20_270_101,
      items: 'one',
      subjects: { kind: 'phone' },
      compartment: 'not-an-id',
    }
    for (const [name, wrong] of Object.entries(wrongs)) {
      const fields = await fieldsOf({ ...reportBody(), [name]: wrong })
      assert.ok(
        Object.keys(fields).some((field) => field === name || field.startsWith(`${name}.`)),
        name,
      )
    }
  })

  void test('what cannot be stored is refused, and nothing of it is said back', async () => {
    for (const bad of [
      'Marrowfat\u0000',
      'Marrowfat\ud83d',
      '\udea4Marrowfat',
      'Marrowfat\u0007',
      'Marrowfat\u007f',
    ]) {
      for (const body of [
        reportBody({ title: bad }),
        reportBody({ items: [{ ...item, text: bad }] }),
        reportBody({ subjects: [{ kind: 'handle', item: 1, value: bad }] }),
      ]) {
        const answer = await file(JSON.stringify(body))
        assert.equal(answer.status, 400, answer.text)
        assert.doesNotMatch(answer.text, /Marrowfat/)
      }
    }
    const check = await node.api(OFFICER, 'POST', '/deconfliction/check', {
      kind: 'phone',
      value: '\u0000',
      purpose: 'x',
    })
    assert.equal(check.status, 400)
  })

  void test('any other text is kept to the letter', async () => {
    for (const text of [
      HOSTILE,
      LONG_WORD,
      'line\nline\ttab',
      '\u202eback to front',
      'e\u0301 and é',
      '\ufeffmark',
      '\uffff',
    ]) {
      const made = await file(
        reportBody({ items: [{ ...item, text: `${text}.` }], title: text.slice(0, 200).trim() }),
      )
      assert.equal(made.status, 201, `${made.text} ${JSON.stringify(text).slice(0, 40)}`)
      const read = await node.api(OFFICER, 'GET', `/intelligence/reports/${made.json<{ id: string }>().id}`)
      assert.equal(read.json<{ items: { text: string }[] }>().items[0]?.text, `${text}.`.trim())
      const page = await officer.get(`/reports/${made.json<{ id: string }>().id}`)
      assert.equal(page.status, 200)
      assert.doesNotMatch(page.text, /<script>alert/)
      assert.doesNotMatch(page.text, / 49 /)
    }
  })

  void test('the pages of filing come back with everything typed', async () => {
    const page = await officer.get('/reports/new')
    const begun = filledIn(formOf(page.text, 'title'), {
      title: LONG_WORD,
      classification: '',
      agency_reference: HOSTILE,
    })
    const title = await officer.post('/reports/new', begun)
    assert.equal(title.status, 422)
    assertComesBack(title.text, { title: LONG_WORD, agency_reference: HOSTILE })
    assert.doesNotMatch(title.text, /<script>alert/)

    const id = await startDraft(officer, { title: 'Bad input' })
    const wrong: [string, Record<string, string | string[]>][] = [
      ['title', { title: '' }],
      ['title', { title: HOSTILE.repeat(5), classification: 'OFFICIAL' }],
      ['title', { title: 'With\u0007bell' }],
      ['title', { title: 'With\u0000nul' }],
      ['text', { 'items.0.text': '' }],
      ['text', { 'items.0.text': `${HOSTILE}\u0001` }],
      ['text', { 'items.0.text': `${HOSTILE}\u0000` }],
      ['text', { 'items.0.text': LONG_WORD.repeat(3) }],
      ['handling', { handling: 'C', conditions: HOSTILE, discoverable: 'no' }],
      [
        'handling',
        {
          handling: 'C',
          conditions: 'x'.repeat(2_001),
          action_code: 'A1',
          sanitisation_code: 'S1',
          discoverable: 'yes',
        },
      ],
      [
        'review',
        { review: 'other', 'review_on-day': '31', 'review_on-month': '2', 'review_on-year': '2027' },
      ],
      ['review', { review: 'other', 'review_on-day': 'x', 'review_on-month': '', 'review_on-year': HOSTILE }],
    ]
    for (const [step, typed] of wrong) {
      const sent = await sendStep(officer, id, step, typed)
      assert.equal(sent.status, 422, `${step}: ${JSON.stringify(typed).slice(0, 80)}`)
      assertComesBack(sent.text, typed)
      assert.doesNotMatch(sent.text, /<script>alert/)
    }
  })

  void test('what is missing is asked for, by name and with a link: grades, people, things', async () => {
    const id = await startDraft(officer, { title: 'Missing' })
    await sendStep(officer, id, 'text', { 'items.0.text': 'Seen at night.' })
    const address = `/reports/drafts/${id}`
    const send = async (step: string, typed: Record<string, string>) => {
      const form = formOf((await officer.get(`${address}/title`)).text, 'revision')
      const sent = await officer.post(`${address}/${step}`, {
        revision: form.fields['revision'] ?? '',
        ...typed,
      })
      assert.equal(sent.status, 422, step)
      assertComesBack(sent.text, typed)
      return errorsOf(sent.text)
    }
    assert.equal((await send('grade', {})).length, 3)
    const person = { names: HOSTILE, 'born-day': '31', 'born-month': '13', 'born-year': '1990', note: 'Tall' }
    assert.ok((await send('subjects/person', person)).some((one) => one.includes('category')))
    assert.ok(
      (await send('subjects/thing', { kind: '', value: HOSTILE, country: 'ZZZ', note: '' })).length > 0,
    )
    assert.ok(
      (await send('subjects/thing', { kind: 'phone', value: '', country: '', note: 'x'.repeat(501) }))
        .length > 1,
    )
  })

  void test('the other forms come back as well', async () => {
    const number = '+447700900456'
    const subjects = [{ kind: 'phone', item: 1, value: number }]
    await node.api(PARTNER, 'POST', '/intelligence/reports', reportBody({ title: 'Partner', subjects }))
    const made = await file(reportBody({ title: 'Ours', subjects }))
    const { id } = made.json<{ id: string }>()
    const list = await node.api(OFFICER, 'GET', '/deconfliction/matches')
    const match = list.json<{ items: { id: string }[] }>().items[0]?.id ?? ''
    const administrator = await node.signIn('administrator@sussex-police.example')
    const person = node.person('analyst@sussex-police.example').id
    const to = [`to=named`, `agency=${String(node.agency('nca'))}`].join('&')

    const forms: [Desk, string, string, Record<string, string | string[]>][] = [
      [officer, `/reports/${id}/release/preview?${to}`, 'reason', { reason: '' }],
      [officer, `/reports/${id}/release/preview?${to}`, 'reason', { reason: HOSTILE.repeat(40) }],
      [officer, `/reports/${id}/recall`, 'reason', { reason: '' }],
      [officer, `/reports/${id}/recall`, 'reason', { reason: 'x'.repeat(2_001) }],
      [officer, `/matches/${match}/contact`, 'message', { message: '' }],
      [officer, `/matches/${match}/contact`, 'message', { message: `${HOSTILE}\u0002` }],
      [officer, `/matches/${match}/contact`, 'message', { message: LONG_WORD }],
      [officer, `/matches/${match}/reject`, 'reason', { reason: '' }],
      [officer, `/matches/${match}/reject`, 'reason', { reason: `${HOSTILE}\u0000` }],
      [officer, `/check`, 'value', { value: HOSTILE, kind: '', purpose: '' }],
      [officer, `/check`, 'value', { value: LONG_WORD, kind: 'phone', purpose: HOSTILE }],
      [officer, `/purpose`, 'purpose', { purpose: '' }],
      [officer, `/purpose`, 'purpose', { purpose: LONG_WORD }],
      [administrator, `/people/new`, 'email', { name: HOSTILE, email: HOSTILE, roles: [], clearance: '' }],
      [
        administrator,
        `/people/${person}`,
        'name',
        { name: '', roles: [], clearance: 'OFFICIAL', active: 'no' },
      ],
      [
        administrator,
        `/people/desk`,
        'deskEmail',
        { deskName: HOSTILE.slice(0, 90), deskEmail: 'x', deskPhone: '' },
      ],
    ]
    for (const [desk, address, name, typed] of forms) {
      const where = `${address.replaceAll(/[0-9a-f-]{36}/g, ':id')} ${JSON.stringify(typed).slice(0, 60)}`
      const page = await desk.get(address)
      assert.equal(page.status, 200, where)
      const form = formOf(page.text, name)
      const { _csrf, ...standing } = form.fields
      const kept = Object.fromEntries(Object.entries(standing).filter(([field]) => !(field in typed)))
      const sent = await desk.post(form.action || address, { ...kept, ...typed })
      assert.equal(
        sent.status,
        422,
        `${where}: ${String(sent.status)} ${/<title>[^<]*/.exec(sent.text)?.[0] ?? ''}`,
      )
      const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.length > 0))
      assertComesBack(sent.text, Object.keys(filled).length > 0 ? filled : { [name]: typed[name] ?? '' })
      assert.doesNotMatch(sent.text, /<script>alert/, where)
    }
  })

  void test('a report that is too large for one form is refused with what to do', async () => {
    const id = await draftReadyToFile(officer, { title: { title: 'Large' } })
    const form = formOf((await officer.get(`/reports/drafts/${id}/text`)).text, 'revision')
    const sent = await officer.post(
      `/reports/drafts/${id}/text`,
      filledIn(form, { 'items.0.text': 'x'.repeat(1_100_000) }),
    )
    assert.equal(sent.status, 413)
    assert.match(sent.text, /<h1[^>]*>This is too large/)
    assert.match(sent.text, /this form takes 1,024 KB at most\. Send less at once/)
    // The draft is as it was.
    const still = formOf((await officer.get(`/reports/drafts/${id}/text`)).text, 'revision')
    assert.deepEqual(still.fields['items.0.text'], form.fields['items.0.text'])
  })
})
