import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listFrame } from '../../../sharing/index.ts'
import { reportKind } from '../../report-kind.ts'
import { draftRow, ownRow } from './lists.view.ts'
import type { RecordId } from '../../../../wire/ids.ts'

const AT = new Date('2026-11-22T15:00:00Z')

void test('a draft opens where it is worked on', () => {
  const row = {
    id: 'x' as RecordId,
    title: '',
    classification: 'OFFICIAL' as const,
    updatedAt: AT,
    mine: true,
  }
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
    listFrame([reportKind], 'drafts', ['triage_officer']).tabs.map(({ text }) => text),
    ['Drafts'],
  )
  const { tabs } = listFrame([reportKind], 'inbox', ['analyst'], { recalls: 2 })
  assert.deepEqual(
    tabs.map(({ text }) => text),
    ['Released to us', 'Our own', 'Drafts', 'Recalled'],
  )
  assert.equal(tabs.at(-1)?.count, 2)
})
