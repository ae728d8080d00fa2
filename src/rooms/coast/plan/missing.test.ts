import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { measure } from '../chainage/chainage.ts'
import { gapsOf, milesOf, missingOf } from './missing.ts'
import { stretchAt, type Site, type Stretch } from './plan.ts'

const stretch = (fromMile: number, toMile: number, more: Partial<Stretch> = {}): Stretch => ({
  id: String(fromMile),
  name: `From ${String(fromMile)}`,
  fromMile,
  toMile,
  leadId: 'somebody',
  leadName: 'Somebody',
  leadActive: true,
  cover: 'Day and night',
  vulnerabilities: '',
  reviewedOn: '2026-01-01',
  reviewOn: '2027-01-01',
  publicName: true,
  version: 1,
  ...more,
})
const site = (name: string, more: Partial<Site> = {}): Site => ({
  id: name,
  name,
  kind: 'beach',
  position: { lat: 50.8, lon: 0 },
  mile: 1,
  coastMetres: 10,
  contact: 'Harbour office',
  telephone: '',
  publicName: true,
  version: 1,
  ...more,
})
const line = {
  id: 'line',
  name: 'Coast',
  chainage: measure([
    { lat: 50, lon: 0 },
    { lat: 50.4, lon: 0 },
  ]),
  loadedAt: new Date(0),
  version: 1,
}

void test('gaps lie before, between and behind the stretches; a sliver is none', () => {
  const gaps = gapsOf([stretch(12, 20), stretch(2, 10), stretch(20.04, 25)], 30)
  assert.deepEqual(
    gaps.map(({ fromMile, toMile, before, after }) => [
      fromMile,
      toMile,
      before?.id ?? null,
      after?.id ?? null,
    ]),
    [
      [0, 2, null, '2'],
      [10, 12, '2', '12'],
      [25, 30, '20.04', null],
    ],
  )
})

void test('a coast without a stretch is one gap, and one that is covered has none', () => {
  assert.equal(milesOf(gapsOf([], 139)), 139)
  assert.deepEqual(gapsOf([stretch(0, 139)], 139), [])
})

void test('stretches and gaps together are the whole coast', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 20 }),
      (marks) => {
        const ends = marks.toSorted((one, other) => one - other)
        const stretches = ends.flatMap((from, index) => {
          const to = ends[index + 1]
          return to !== undefined && index % 2 === 0 ? [stretch(from, to)] : []
        })
        assert.equal(milesOf(stretches) + milesOf(gapsOf(stretches, 100)), 100)
      },
    ),
  )
})

void test('what is missing is found, each thing under its own heading', () => {
  const closed = stretch(5, 10, { leadActive: false })
  const nobody = stretch(10, 15, { leadId: null, leadName: null, reviewOn: null, reviewedOn: null })
  const late = stretch(15, 40, { reviewOn: '2026-11-21', cover: '' })
  const missing = missingOf(
    { line, stretches: [closed, nobody, late], sites: [site('Nobody', { contact: '' }), site('Quay')] },
    '2026-11-22',
  )
  assert.deepEqual(missing.withoutLead, [closed, nobody])
  assert.deepEqual(missing.overdue, [late])
  assert.deepEqual(missing.withoutReview, [nobody])
  assert.deepEqual(missing.withoutCover, [late])
  assert.deepEqual(missing.beyondTheEnd, [late], 'the line is 27.6 miles long')
  assert.deepEqual(missing.sitesWithoutContact.map(({ name }) => name), ['Nobody']) // prettier-ignore
  assert.equal(missing.gaps.length, 1)
})

void test('a review is due on its day and overdue on the next', () => {
  const due = { line, stretches: [stretch(0, 5, { reviewOn: '2026-11-22' })], sites: [] }
  assert.equal(missingOf(due, '2026-11-22').overdue.length, 0)
  assert.equal(missingOf(due, '2026-11-23').overdue.length, 1)
})

void test('where two stretches meet, the mile belongs to the one that begins there', () => {
  const both = [stretch(0, 5), stretch(5, 9)]
  assert.equal(stretchAt(both, 5)?.id, '5')
  assert.equal(stretchAt(both, 9)?.id, '5')
  assert.equal(stretchAt(both, 9.4), null)
})
