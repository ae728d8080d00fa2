import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checked } from './reports.test-support.ts'
import { tracesOfOriginal } from './traces-of-original.ts'

const original = {
  id: '01a203f5-9d7a-7504-bf91-d3740938809f',
  reference: 'SM-7K3M-Q9TX-2',
  agencyReference: 'SP-000001',
}
const found = (changes: Record<string, unknown>, own: string | null = original.agencyReference) =>
  Object.keys(tracesOfOriginal(checked(changes), { ...original, agencyReference: own }))

test('the original’s references are found in any spelling, wherever they stand', () => {
  assert.deepEqual(found({}), [])
  assert.deepEqual(found({ title: 'As in sm 7k3m q9tx 2' }), ['title'])
  assert.deepEqual(found({ agency_reference: 'sp/000001' }), ['agency_reference'])
  assert.deepEqual(
    found({ subjects: [{ kind: 'phone', item: 1, value: '07700 900123', note: 'see SP-000001' }] }),
    ['subjects.0.note'],
  )
  assert.deepEqual(
    found({
      items: [
        {
          text: `https://desk.example/reports/${original.id}`,
          source_evaluation: '1',
          intelligence_assessment: 'A',
          basis: 'fact',
        },
      ],
    }),
    ['items.0.text'],
  )
})

test('a short reference counts only as a word of its own', () => {
  assert.deepEqual(found({ title: 'At 12:30, twelve boats, 0712' }, '71'), [])
  assert.deepEqual(found({ title: 'See 71.' }, '71'), ['title'])
  assert.deepEqual(found({ title: 'See A/7 (old)' }, 'A/7'), ['title'])
})
