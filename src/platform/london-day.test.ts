import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysAfter, londonDay, todayOf } from './london-day.ts'

void test('the day is London’s: an hour before midnight in summer it is the next one there', () => {
  assert.equal(londonDay(new Date('2026-06-30T22:59:59Z')), '2026-06-30')
  assert.equal(londonDay(new Date('2026-06-30T23:00:00Z')), '2026-07-01')
  assert.equal(todayOf({ now: new Date('2026-12-31T23:59:59Z') }), '2026-12-31')
})

void test('days are counted over the ends of months, leap days and changes of the clock', () => {
  assert.equal(daysAfter('2028-02-28', 1), '2028-02-29')
  assert.equal(daysAfter('2026-03-28', 2), '2026-03-30')
  assert.equal(daysAfter('2026-01-01', -1), '2025-12-31')
})
