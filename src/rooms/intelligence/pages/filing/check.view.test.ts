import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Draft, DraftDocument } from '../../drafts.ts'
import { checkView } from './check.view.ts'
import { draftFrame, kindOfDraft } from './draft.view.ts'
import { staleRows } from './stale.view.ts'
import { stepAfter, stepBefore, stepOfField } from './steps.ts'
import type { RecordId } from '../../../../wire/ids.ts'

const ID = '3f0d1c52-8d0e-4a6b-9c55-2f1a7f5f6a01' as RecordId
const whole: DraftDocument = {
  title: 'Boats',
  classification: 'OFFICIAL',
  items: [{ text: 'Seen', source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }],
  subjects: [
    { kind: 'phone', item: 1, value: '07700 900123' },
    { kind: 'person', item: 1, category: 'victim', names: ['unknown'] },
  ],
  handling: 'P',
  discoverable: false,
  review_on: '2032-11-22',
}

function draftOf(document: DraftDocument, more: Partial<Draft> = {}): Draft {
  return {
    id: ID,
    reference: 'SM-RA78-49QF-4',
    revision: 3,
    document,
    classification: 'OFFICIAL',
    nextVersionOf: null,
    basedOn: null,
    derivationOf: null,
    derivationState: null,
    derivationNote: null,
    authorId: ID,
    updatedAt: new Date(0),
    ...more,
  }
}

void test('what stays with the agency is not among what a partner reads', () => {
  const view = checkView(draftOf(whole), '2026-11-22', [])
  assert.deepEqual(view.missing, [])
  assert.equal(view.staying, 1)
  assert.doesNotMatch(JSON.stringify(view.partner), /unknown|Victim/)
  assert.match(JSON.stringify(view.ours), /unknown/)
  assert.match(JSON.stringify(view.ours), /told that nothing is held/)
})

void test('everything that is missing links to its page, and back', () => {
  const { missing } = checkView(draftOf({ items: [{ text: 'Seen' }] }), '2026-11-22', [])
  const pages = new Set(missing.map(({ href }) => href))
  assert.deepEqual([...pages].map((href) => href.replace(`/reports/drafts/${ID}/`, '')).toSorted(), [
    'grade?return=check',
    'handling?return=check',
    'review?return=check',
    'title?return=check',
  ])
  assert.ok(missing.some(({ text }) => text.startsWith('Item 1: Choose how reliable')))
})

void test('what only submitting can find is listed like the rest', () => {
  const { missing } = checkView(draftOf(whole), '2026-11-22', [], { title: 'Take out the reference' })
  assert.deepEqual(missing, [
    { text: 'Take out the reference', href: `/reports/drafts/${ID}/title?return=check` },
  ])
})

void test('two versions are shown where they differ', () => {
  const rows = staleRows({ ...whole, title: 'Boats, two' }, whole)
  assert.deepEqual(rows, [{ label: 'Title', left: 'Boats, two', right: 'Boats' }])
})

void test('a draft says what it will be, and its note only when it was returned', () => {
  assert.equal(kindOfDraft(draftOf(whole)), 'report')
  assert.equal(kindOfDraft(draftOf(whole, { nextVersionOf: ID })), 'new version')
  const returned = draftOf(whole, {
    derivationOf: ID,
    derivationState: 'returned',
    derivationNote: 'Shorter',
  })
  assert.equal(draftFrame(returned, 'title').note, 'Shorter')
  assert.match(draftFrame(returned, 'title').title, /^Write a sanitised version: title/)
  assert.equal(draftFrame(draftOf(whole, { derivationNote: 'Old' }), 'title').note, null)
})

void test('each field has its page, and the pages their order', () => {
  assert.equal(stepOfField('items.3.basis'), 'grade')
  assert.equal(stepOfField('items.3.text'), 'text')
  assert.equal(stepOfField('subjects.1.names.0'), 'subjects')
  assert.equal(stepOfField('action_code'), 'handling')
  assert.equal(stepBefore('title'), null)
  assert.equal(stepAfter('review'), 'check')
  assert.equal(stepAfter('check'), 'check')
})
