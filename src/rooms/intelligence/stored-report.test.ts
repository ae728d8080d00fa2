import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identifierLexeme } from '../search/index.ts'
import { checked } from './reports.test-support.ts'
import { prepareReport } from './stored-report.ts'

const report = checked({
  title: 'Café near the quay',
  agency_reference: 'SP-000001',
  subjects: [
    { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'], note: 'hides' },
    { kind: 'person', item: 1, category: 'suspected', names: ['Zoë Hughes'] },
    { kind: 'phone', item: 1, value: '07700 900111', belongs_to: 1 },
    { kind: 'phone', item: 1, value: '07700 900112' },
  ],
})

test('title, texts and names are searched; nobody who is withheld', () => {
  const text = prepareReport(report, '2026-11-22', 'SM-7K3M-Q9TX-2').search
  assert.equal(text.title, 'cafe near the quay')
  assert.match(text.body, /three engines/)
  assert.match(text.names, /zoe hughes/)
  assert.doesNotMatch(JSON.stringify(text), /avery|hides|900111/)
})

test('an identifier is one word, whatever its spelling', () => {
  const prepared = prepareReport(report, '2026-11-22', 'SM-7K3M-Q9TX-2')
  assert.deepEqual(prepared.search.exact, [identifierLexeme('phone', '+447700900112'), 'sm-7k3m-q9tx-2'])
  assert.deepEqual(prepared.search.grades, ['2C'])
  assert.deepEqual(prepared.search.kinds, ['person', 'phone'])
})

test('what a partner could read holds nothing that is the owner’s alone', () => {
  const { document } = prepareReport(report, '2026-11-22', 'SM-7K3M-Q9TX-2')
  assert.doesNotMatch(JSON.stringify(document), /SP-000001|Avery|900111|discoverable|compartment/)
})
