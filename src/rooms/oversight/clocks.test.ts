/** The clocks, over leap years and time zones. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { daysAfter, londonDay } from '../../platform/london-day.ts'
import { daysBetween, invitationClock, responseClock } from './clocks.ts'

void test('56 days begin with the day of publication: 16 May 2025 is due on 10 July 2025', () => {
  assert.equal(responseClock.lastDay('2025-05-16'), '2025-07-10')
})

void test('a leap day is one of the 56', () => {
  assert.equal(responseClock.lastDay('2027-02-01'), '2027-03-28')
  assert.equal(responseClock.lastDay('2028-02-01'), '2028-03-27')
  assert.equal(responseClock.lastDay('2028-02-29'), '2028-04-24')
  // 2100 is none
  assert.equal(responseClock.lastDay('2100-02-01'), '2100-03-28')
  assert.equal(responseClock.lastDay('2027-12-10'), '2028-02-03')
})

void test('an hour that the clocks skip or repeat is no day', () => {
  // in 2026 summer time begins on 29 March and ends on 25 October
  assert.equal(responseClock.lastDay('2026-03-20'), '2026-05-14')
  assert.equal(responseClock.lastDay('2026-10-01'), '2026-11-25')
})

void test('it is the day in London that counts', () => {
  assert.equal(londonDay(new Date('2026-06-30T23:30:00Z')), '2026-07-01')
  assert.equal(londonDay(new Date('2026-12-31T23:30:00Z')), '2026-12-31')
  assert.equal(londonDay(new Date('2026-03-29T00:59:59Z')), '2026-03-29')
})

void test('the answer does not depend on the time zone of the machine', () => {
  const zone = process.env['TZ']
  try {
    for (const one of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/London', 'UTC']) {
      process.env['TZ'] = one
      assert.equal(responseClock.lastDay('2025-05-16'), '2025-07-10', one)
      assert.equal(londonDay(new Date('2026-06-30T23:30:00Z')), '2026-07-01', one)
    }
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})

void test('adding days and counting them are each other’s reverse', () => {
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
      assert.equal(daysBetween(from, daysAfter(from, days)), days)
    }),
  )
})

void test('the invitation leaves time before the response is due', () => {
  assert.ok(invitationClock.lastDay('2025-05-16') < responseClock.lastDay('2025-05-16'))
})
