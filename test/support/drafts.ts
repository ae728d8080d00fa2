/** Walks the pages of filing without a browser. */
import assert from 'node:assert/strict'
import type { Answer, Desk } from './callers.ts'
import { filledIn, formOf } from './form.ts'

type Typed = Record<string, string | string[]>

/** A draft's whole walk, page by page; what is typed may be changed. */
export const filing: Record<string, Typed> = {
  title: { title: 'Boats stored behind a builder’s yard', classification: 'OFFICIAL', agency_reference: '' },
  text: { 'items.0.text': 'Three boats were seen. The caller used 07700 900123.' },
  grade: {
    'items.0.source_evaluation': '2',
    'items.0.intelligence_assessment': 'C',
    'items.0.basis': 'fact',
  },
  subjects: {},
  handling: { handling: 'P', discoverable: 'yes' },
  review: { review: '72' },
}

/** Starts a draft. @returns its id */
export async function startDraft(browser: Desk, title: Typed = {}): Promise<string> {
  await browser.get('/reports/new')
  const begun = await browser.post('/reports/new', { ...filing['title'], ...title })
  const id = /\/reports\/drafts\/([0-9a-f-]+)\//.exec(begun.headers.get('location') ?? '')?.[1]
  assert.ok(id, begun.text.slice(0, 400))
  return id
}

/** Fills in one page of a draft and sends it. */
export async function sendStep(browser: Desk, id: string, step: string, typed: Typed = {}): Promise<Answer> {
  const page = await browser.get(`/reports/drafts/${id}/${step}`)
  assert.equal(page.status, 200, `${step}: ${String(page.status)}`)
  const fields = filledIn(formOf(page.text, 'revision'), { ...filing[step], ...typed })
  return await browser.post(`/reports/drafts/${id}/${step}`, fields)
}

/** Walks a draft up to its last page, which it does not send. @returns the draft's id */
export async function draftReadyToFile(browser: Desk, typed: Record<string, Typed> = {}): Promise<string> {
  const id = await startDraft(browser, typed['title'])
  for (const step of ['text', 'grade', 'subjects', 'handling', 'review']) {
    const sent = await sendStep(browser, id, step, typed[step])
    assert.equal(sent.status, 303, `${step}: ${String(sent.status)}`)
  }
  return id
}
