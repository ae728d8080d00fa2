import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSearch, searchAddress, searchQuery, selectedFilters } from './search.form.ts'
import { resultView } from './search.view.ts'
import type { RecordId } from '../../../wire/ids.ts'

const asked = (query: Record<string, string | string[]>) => searchQuery.parse(query)

void test('nothing asked is an empty query', () => {
  assert.deepEqual(readSearch(asked({})), { query: {}, errors: {} })
})

void test('half a grade means every other half', () => {
  assert.deepEqual(readSearch(asked({ source: '1' })).query.grades, ['1A', '1B', '1C', '1D', '1E'])
  assert.deepEqual(readSearch(asked({ source: ['1', '2'], assessment: 'C' })).query.grades, ['1C', '2C'])
  assert.equal(readSearch(asked({ source: '9' })).query.grades, undefined)
})

void test('a link that was kept works when a code in it is no more', () => {
  const { query, errors } = readSearch(asked({ q: ' boat ', kind: ['phone', 'pigeon'], handling: 'Z' }))
  assert.deepEqual(query, { q: 'boat', kinds: ['phone'] })
  assert.deepEqual(errors, {})
})

void test('days must be days, in their order', () => {
  assert.deepEqual(Object.keys(readSearch(asked({ from: '2026-02-30' })).errors), ['from'])
  assert.deepEqual(readSearch(asked({ from: '1 May 2026', to: '2/5/26' })).query, {
    from: '2026-05-01',
    to: '2026-05-02',
  })
  assert.deepEqual(readSearch(asked({ from: '2026-02-02', to: '2026-02-01' })).errors, {
    to: 'The last day must not be before the first',
  })
})

void test('an address holds the search, and not the place in its pages', () => {
  const search = asked({ q: 'a&b', agency: ['kent-police', 'nca'], cursor: 'abc' })
  assert.equal(searchAddress(search), '/search?q=a%26b&agency=kent-police&agency=nca')
  assert.equal(searchAddress(asked({})), '/search')
  assert.deepEqual(
    selectedFilters(search, [{ slug: 'nca', name: 'National Crime Agency' }]).map(({ text, removeHref }) => [
      text,
      removeHref,
    ]),
    [
      ['kent-police', '/search?q=a%26b&agency=nca'],
      ['National Crime Agency', '/search?q=a%26b&agency=kent-police'],
    ],
  )
})

const kind = { words: { one: 'report', many: 'reports' }, href: (id: string) => `/reports/${id}` }

void test('results come with their place and the way on', () => {
  const row = {
    of: kind,
    id: 'x' as RecordId,
    reference: 'SM-RA78-49QF-4',
    title: 'T',
    owner: { slug: 'nca', name: 'NCA' },
    classification: 'OFFICIAL' as const,
    handling: 'P' as const,
    createdAt: new Date(0),
    status: 'withdrawn' as const,
    grades: ['2C'],
    kinds: ['phone', 'vehicle'],
    excerpt: [],
  }
  const view = resultView(
    [kind],
    { results: [row], total: 3, more: false, cursor: 'next', notUnderstood: [], named: new Map() },
    asked({ q: 'boat' }),
  )
  assert.equal(view.results[0]?.kinds, 'telephone and vehicle')
  assert.deepEqual(view.results[0].grades, ['2 C'])
  assert.equal(view.results[0].href, '/reports/x')
  assert.equal(view.count.nouns, 'reports')
  assert.equal(view.pages.nextHref, '/search?q=boat&cursor=next')
  assert.equal(view.pages.previousHref, null)
})
