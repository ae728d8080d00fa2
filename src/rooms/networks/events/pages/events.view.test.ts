import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordId } from '../../../../wire/ids.ts'
import type { EventRow } from '../list-events.ts'
import { countWords, marksOf, rowsOf, timedOf } from './events.view.ts'
import { drawTimeLine } from './time-line.ts'

const row = (more: Partial<EventRow>): EventRow => ({
  ...{
    id: 'e',
    report: 'r' as RecordId,
    reference: 'SM-1',
    title: 'A boat',
    owner: { slug: 's', name: 'Sussex Police' },
  },
  ...{ classification: 'OFFICIAL', handling: 'P', item: 2, kind: 'landing', when: '2026-11-02' },
  ...{
    from: new Date('2026-11-02T00:00Z'),
    until: new Date('2026-11-03T00:00Z'),
    listedAt: new Date('2026-11-02T00:00Z'),
  },
  ...{ lat: 50.9, lon: 0.7, sure: 'about', withinM: null, place: null, ...more },
})

void test('table, map and time line number the same rows', () => {
  const rows = [
    row({}),
    row({ when: null, from: null, until: null }),
    row({ lat: null, lon: null, sure: null }),
    row({ lat: 51.5 }),
  ]
  assert.deepEqual(
    rowsOf(rows).map(([number]) => number),
    ['1', '2', '3', '4'],
  )
  assert.deepEqual(
    marksOf(rows).map(({ label }) => label),
    ['1, 2', '4'],
  )
  assert.deepEqual(
    timedOf(rows).map(({ number }) => number),
    [1, 3, 4],
  )
})

void test('a row leads to the item of its report, and says what is not said', () => {
  const [cells] = rowsOf([row({ when: null, from: null, until: null, lat: null, lon: null, sure: null })])
  assert.deepEqual(cells?.[4], {
    ...{ text: 'A boat', href: '/reports/r#item-2', hidden: ', item 2' },
    detail: 'SM-1, item 2. Sussex Police. OFFICIAL',
  })
  assert.deepEqual(
    [cells[2], cells[3]],
    [{ text: 'Not said', detail: 'Report of 2 November 2026' }, 'Not said'],
  )
})

void test('a count is a count', () => {
  assert.equal(countWords(1), '1 event that you may read')
  assert.equal(countWords(1_001), 'More than 1,000 events that you may read')
})

void test('the time line draws each event by itself, and nothing where none has a time', () => {
  assert.equal(drawTimeLine([]), null)
  const line = drawTimeLine(timedOf([row({}), row({ when: '2026-10' })]))
  const svg = decodeURIComponent(line?.address ?? '')
  assert.equal(svg.match(/<rect /g)?.length, 3, 'the ground and two bars')
  assert.doesNotMatch(svg, /<polyline|<line|d="M[^"]*L/)
})
