import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measure } from '../chainage/chainage.ts'
import type { Plan, Stretch } from '../plan/plan.ts'
import { cellOf } from '../positions/cell.ts'
import { monthsBack, pictureOf } from './read-picture.ts'
import type { Shown } from './suppress.ts'

const written = (row: readonly Shown[]) =>
  row.map((one) => (one.kind === 'number' ? one.value : one.kind === 'few' ? '<5' : '–'))

const stretch = (id: string, fromMile: number, toMile: number): Stretch => ({
  id,
  name: id,
  fromMile,
  toMile,
  leadId: null,
  leadName: null,
  leadActive: false,
  cover: '',
  vulnerabilities: '',
  reviewedOn: null,
  reviewOn: null,
  publicName: true,
  version: 1,
})
const plan: Plan = {
  line: {
    id: 'line',
    name: 'Coast',
    chainage: measure([
      { lat: 50.8, lon: 0 },
      { lat: 50.8, lon: 1 },
    ]),
    loadedAt: new Date(0),
    version: 1,
  },
  stretches: [stretch('west', 0, 10), stretch('east', 20, 43.7)],
  sites: [],
}
const at = (lat: number, lon: number) => cellOf({ lat, lon })

void test('a cell counts for the stretch whose miles are nearest, at sea as on land', () => {
  const picture = pictureOf(plan, ['2026-10', '2026-11'], [
    { cell: at(50.82, 0.1), month: '2026-10', reports: 6 },
    { cell: at(50.65, 0.1), month: '2026-10', reports: 2 },
    { cell: at(50.8, 0.3), month: '2026-11', reports: 9 },
    { cell: at(50.81, 0.9), month: '2026-11', reports: 12 },
    { cell: at(51.5, 0), month: '2026-11', reports: 7 },
    { cell: null, month: '2026-11', reports: 5 },
    { cell: null, month: '2025-01', reports: 100 },
  ]) // prettier-ignore
  assert.deepEqual(
    picture.rows.map(({ kind, stretch, shown }) => [stretch?.id ?? kind, ...written(shown)]),
    [
      ['west', 8, 0, 8],
      ['east', 0, 12, 12],
      ['no-stretch', 0, 9, 9],
      ['elsewhere', 0, 7, 7],
      ['no-place', 0, 5, 5],
    ],
  )
  assert.deepEqual(written(picture.totals), [8, 33, 41])
})

void test('small numbers are hidden in rows and totals', () => {
  const picture = pictureOf(plan, ['2026-11'], [{ cell: at(50.8, 0.1), month: '2026-11', reports: 3 }])
  assert.deepEqual(written(picture.rows[0]?.shown ?? []), ['<5', '<5'])
  assert.deepEqual(written(picture.totals), ['<5', '<5'])
})

void test('an agency without a plan sees its reports too', () => {
  const picture = pictureOf({ line: null, stretches: [], sites: [] }, ['2026-11'], [
    { cell: at(50.8, 0.1), month: '2026-11', reports: 8 },
  ]) // prettier-ignore
  assert.deepEqual(written(picture.rows[0]?.shown ?? []), [8, 8])
})

void test('months are those of the calendar', () => {
  assert.deepEqual(monthsBack('2026-02-28', 4), ['2025-11', '2025-12', '2026-01', '2026-02'])
})
