import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftRow, highest, inboxRow, ownRow } from './lists.view.ts'
import { reportTabs } from './tabs.ts'

const AT = new Date('2026-11-22T15:00:00Z')
const owner = { id: 2, slug: 'kent-police', name: 'Kent Police' }

void test('a page is marked as high as the highest on it', () => {
  assert.equal(highest([]), 'OFFICIAL')
  assert.equal(
    highest([{ classification: 'OFFICIAL' }, { classification: 'OFFICIAL-SENSITIVE' }]),
    'OFFICIAL-SENSITIVE',
  )
})

void test('conditions come before unread, and what was read has no mark', () => {
  const row = { id: 'x', title: 'T', classification: 'OFFICIAL' as const, owner, releasedAt: AT }
  const tag = (cell: unknown) => (cell as { tag?: { text: string } }).tag?.text
  assert.equal(tag(inboxRow({ ...row, sight: 'conditions', read: false })[0]), 'Conditions to accept')
  assert.equal(tag(inboxRow({ ...row, sight: 'full', read: false })[0]), 'Unread')
  assert.equal(tag(inboxRow({ ...row, sight: 'full', read: true })[0]), undefined)
})

void test('a draft opens where it is worked on', () => {
  const row = { id: 'x', title: '', classification: 'OFFICIAL' as const, updatedAt: AT, mine: true }
  assert.deepEqual(draftRow({ ...row, kind: 'report', state: null })[0], {
    text: 'No title yet',
    href: '/reports/drafts/x/check',
  })
  const waiting = draftRow({ ...row, kind: 'sanitised version', state: 'awaiting-check' })[0]
  assert.equal((waiting as { href: string }).href, '/checks/x')
})

void test('our own reports show where they stand', () => {
  const cells = ownRow({
    id: 'x',
    reference: 'SM-RA78-49QF-4',
    agencyReference: null,
    title: 'T',
    classification: 'OFFICIAL',
    status: 'withdrawn',
    createdAt: AT,
  })
  assert.deepEqual(cells.at(-1), { tag: { text: 'Recalled', colour: 'red' } })
})

void test('a triage officer has drafts and nothing else', () => {
  assert.deepEqual(
    reportTabs('drafts', ['triage_officer']).map(({ text }) => text),
    ['Drafts'],
  )
  assert.equal(reportTabs('inbox', ['analyst'], { recalls: 2 }).at(-1)?.count, 2)
})
