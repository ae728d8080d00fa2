import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finishedDraft } from './finished-draft.ts'
import { parseReport } from './report.ts'
import { aReport } from './reports.test-support.ts'

test('an empty draft says what is missing, field by field', () => {
  const parsed = parseReport(finishedDraft({}))
  assert.ok('fields' in parsed)
  assert.deepEqual(Object.keys(parsed.fields).toSorted(), [
    'classification',
    'handling',
    'items',
    'review_on',
    'title',
  ])
})

test('empty boxes and what belongs to another kind are left out', () => {
  const finished = finishedDraft({
    ...aReport(),
    handling: 'P',
    conditions: 'typed before the code was changed',
    agency_reference: ' ',
    subjects: [
      { kind: 'phone', item: 1, value: '07700 900123', category: 'suspected', names: [''], country: '' },
      { kind: 'person', item: 1, category: 'suspected', names: ['A', ' '], value: 'x', born: '' },
    ],
  })
  assert.deepEqual(finished['subjects'], [
    { kind: 'phone', item: 1, value: '07700 900123' },
    { kind: 'person', item: 1, category: 'suspected', names: ['A'] },
  ])
  assert.ok('report' in parseReport(finished))
})
