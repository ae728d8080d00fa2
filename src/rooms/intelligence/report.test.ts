import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseReport } from './report.ts'
import { aReport } from './reports.test-support.ts'

const faultsOf = (input: unknown) => {
  const parsed = parseReport(input)
  return 'fields' in parsed ? Object.keys(parsed.fields).toSorted() : []
}

test('a whole report is taken as it is', () => {
  assert.deepEqual(faultsOf(aReport()), [])
})

test('every fault is named at once', () => {
  const faults = faultsOf({
    ...aReport(),
    title: '  ',
    classification: 'SECRET',
    review_on: '2027-02-30',
    items: [{ text: 'x', basis: 'fact' }],
    subjects: [{ kind: 'person', item: 2, names: ['A'] }],
    rank: 7,
  })
  assert.deepEqual(faults, [
    'classification',
    'items.0.intelligence_assessment',
    'items.0.source_evaluation',
    'rank',
    'review_on',
    'subjects.0.category',
    'subjects.0.item',
    'title',
  ])
})

test('a report needs an item', () => {
  assert.deepEqual(faultsOf({ ...aReport(), items: [], subjects: [] }), ['items'])
})

test('code C needs its conditions and both codes; code P has none of them', () => {
  assert.deepEqual(faultsOf({ ...aReport(), handling: 'C' }), [
    'action_code',
    'conditions',
    'sanitisation_code',
  ])
  const codes = { conditions: 'Ask first', action_code: 'A1', sanitisation_code: 'S2' }
  assert.deepEqual(faultsOf({ ...aReport(), handling: 'C', ...codes }), [])
  assert.deepEqual(faultsOf({ ...aReport(), ...codes }), ['action_code', 'conditions', 'sanitisation_code'])
})

test('a thing belongs to a person of the report or to nobody', () => {
  const subjects = (belongs_to: number) => [
    { kind: 'person', item: 1, category: 'victim', names: ['Avery'] },
    { kind: 'phone', item: 1, value: '07700 900123', belongs_to },
  ]
  assert.deepEqual(faultsOf({ ...aReport(), subjects: subjects(1) }), [])
  assert.deepEqual(faultsOf({ ...aReport(), subjects: subjects(2) }), ['subjects.1.belongs_to'])
  assert.deepEqual(faultsOf({ ...aReport(), subjects: subjects(3) }), ['subjects.1.belongs_to'])
})

test('characters that cannot be stored are refused, wherever they stand', () => {
  assert.deepEqual(faultsOf({ ...aReport(), title: 'a\u0000b' }), ['title'])
  assert.deepEqual(faultsOf({ ...aReport(), original_grade: 'E\ud800' }), ['original_grade'])
})

test('what is no report at all is refused and does not throw', () => {
  for (const input of [null, undefined, 'text', 7, [], { items: {}, subjects: 'x' }])
    assert.notEqual(faultsOf(input).length, 0)
})
