import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchesView } from './matches.ts'

const partner = (id: string, name: string) => ({
  id,
  slug: name.toLowerCase(),
  name,
  state: 'open' as const,
  month: '2026-11',
})

void test('matches are counted by partner, the most first; common values are told apart', () => {
  const view = matchesView([
    {
      kind: 'phone',
      key: 'k',
      value: '+44 7700 900123',
      partners: [partner('1', 'Kent'), partner('2', 'NCA')],
      common: null,
    },
    { kind: 'vehicle', key: 'v', value: 'AB12 CDE', partners: [partner('3', 'NCA')], common: null },
    { kind: 'email', key: 'e', value: 'info@shop.example', partners: [], common: 61 },
  ])
  assert.deepEqual(
    view.partners.map(({ name, count }) => [name, count]),
    [
      ['NCA', 2],
      ['Kent', 1],
    ],
  )
  assert.equal(view.rows[0]?.href, '/matches/1')
  assert.deepEqual(view.common, [
    'E-mail address info@shop.example is common: it stands in 61 reports and opens no match',
  ])
})
