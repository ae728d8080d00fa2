import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heldTooView, matchesView } from './matches.ts'
import type { SideId } from '../../../wire/ids.ts'

const partner = (id: string, name: string) => ({
  id: id as SideId,
  slug: name.toLowerCase(),
  name,
  state: 'open' as const,
  month: '2026-11',
  theirs: null,
  records: 1,
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

void test('several records of one partner are one line, and the words say whose answer it is', () => {
  const view = matchesView([
    {
      kind: 'person',
      key: 'p',
      value: 'Viktor Quigley',
      partners: [
        { ...partner('1', 'Kent'), state: 'confirmed', records: 6 },
        { ...partner('2', 'NCA'), state: 'confirmed', theirs: 'confirmed' },
        { ...partner('3', 'Essex'), theirs: 'rejected' },
      ],
      common: null,
    },
  ])
  assert.deepEqual(
    view.rows.map(({ what, state }) => [what, state]),
    [
      ['person Viktor Quigley (6 records)', 'Confirmed by us'],
      ['person Viktor Quigley', 'Confirmed by both'],
      ['person Viktor Quigley', 'Not asked yet, they reject'],
    ],
  )
})

void test('a received report is asked about where the desks speak already, else by a first message', () => {
  const held = { sideId: '1' as SideId, kind: 'phone' as const, value: '+44 7700 900123', reports: [] }
  assert.equal(heldTooView([{ ...held, state: 'open' }]).askHref, '/matches/1/contact')
  const begun = { ...held, sideId: '2' as SideId, state: 'contacted' as const }
  assert.equal(heldTooView([{ ...held, state: 'open' }, begun]).askHref, '/matches/2#message')
  assert.equal(heldTooView([]).askHref, null)
})
