import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  clockChanges,
  faultOfSpan,
  plannedZones,
  readLocalTime,
  sharedHours,
  spansMeet,
  widened,
  type Span,
} from './times.ts'

const span = (from: string, until: string): Span => ({ from: new Date(from), until: new Date(until) })
const NOW = new Date('2026-11-02T08:00:00Z')
const utc = (read: ReturnType<typeof readLocalTime>) =>
  'fault' in read ? read.fault : read.toISOString().slice(0, 16)

void describe('a time of the clock on the wall', () => {
  void test('is a moment in UTC', () => {
    assert.equal(utc(readLocalTime('2026-07-01', '05:10', 'Europe/London')), '2026-07-01T04:10')
    assert.equal(utc(readLocalTime('2026-12-01', '05:10', 'Europe/London')), '2026-12-01T05:10')
    assert.equal(utc(readLocalTime('2026-12-01', '05:10', 'Europe/Paris')), '2026-12-01T04:10')
    assert.equal(utc(readLocalTime('2026-07-01', '05:10', 'UTC')), '2026-07-01T05:10')
  })

  void test('that the clocks jump over does not exist', () => {
    assert.match(utc(readLocalTime('2027-03-28', '01:30', 'Europe/London')), /does not exist/)
    assert.match(utc(readLocalTime('2027-03-28', '02:30', 'Europe/Paris')), /does not exist/)
    assert.equal(utc(readLocalTime('2027-03-28', '02:00', 'Europe/London')), '2027-03-28T01:00')
    assert.equal(utc(readLocalTime('2027-03-28', '00:59', 'Europe/London')), '2027-03-28T00:59')
  })

  void test('that comes twice is said, and taken as the person says', () => {
    assert.match(utc(readLocalTime('2026-10-25', '01:30', 'Europe/London')), /comes twice/)
    assert.equal(utc(readLocalTime('2026-10-25', '01:30', 'Europe/London', 'first')), '2026-10-25T00:30')
    assert.equal(utc(readLocalTime('2026-10-25', '01:30', 'Europe/London', 'second')), '2026-10-25T01:30')
    assert.equal(utc(readLocalTime('2026-10-25', '00:59', 'Europe/London')), '2026-10-24T23:59')
    assert.equal(utc(readLocalTime('2026-10-25', '02:00', 'Europe/London')), '2026-10-25T02:00')
  })

  for (const [day, time] of [
    ['2026-02-31', '10:00'],
    ['2026-11-02', '24:00'],
    ['2026-11-02', '5:10'],
    ['x', 'x'],
    ['2026-11-02', '10:60'],
  ] as const)
    void test(`${day} ${time} is none`, () => {
      assert.ok('fault' in readLocalTime(day, time, 'Europe/London'))
    })

  void test('says on its own clock what was typed', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.constantFrom(...plannedZones),
        (at, zone) => {
          const [day = '', time = ''] = at.toISOString().slice(0, 16).split('T')
          const read = readLocalTime(day, time, zone, 'first')
          if ('fault' in read) return
          const said = new Intl.DateTimeFormat('sv-SE', {
            timeZone: zone,
            dateStyle: 'short',
            timeStyle: 'short',
          })
          assert.equal(said.format(read), `${day} ${time}`)
        },
      ),
    )
  })
})

void describe('the nights in which the clocks change', () => {
  const changes = (zone: 'Europe/London' | 'Europe/Paris' | 'UTC', from: string, until: string) =>
    clockChanges(zone, span(from, until)).map(({ at, goes }) => `${at.toISOString().slice(0, 16)} ${goes}`)

  void test('are found to the minute, in every zone', () => {
    assert.deepEqual(changes('Europe/London', '2026-10-01T12:34:56Z', '2027-04-01'), [
      '2026-10-25T01:00 back',
      '2027-03-28T01:00 forward',
    ])
    assert.deepEqual(changes('Europe/Paris', '2026-10-20', '2026-10-30'), ['2026-10-25T01:00 back'])
    assert.deepEqual(changes('UTC', '2026-10-01', '2027-04-01'), [])
  })

  void test('are none where nothing changes, or where the end is before the beginning', () => {
    assert.deepEqual(changes('Europe/London', '2026-11-01', '2026-11-09'), [])
    assert.deepEqual(changes('Europe/London', '2026-11-01', '2026-10-01'), [])
  })
})

void describe('the hours of an event', () => {
  for (const [what, from, until, said] of [
    ['the end before the beginning', '2026-11-03T10:00Z', '2026-11-03T09:00Z', /Turn them round/],
    ['no time at all', '2026-11-03T10:00Z', '2026-11-03T10:00Z', /Turn them round/],
    ['59 minutes', '2026-11-03T10:00Z', '2026-11-03T10:59Z', /an hour at least/],
    ['more than a week', '2026-11-03T10:00Z', '2026-11-10T10:01Z', /seven days/],
    ['2099', '2099-11-03T10:00Z', '2099-11-03T12:00Z', /more than a year ahead/],
    ['the past', '2026-11-01T10:00Z', '2026-11-01T12:00Z', /past/],
    ['no date', 'x', '2026-11-01T12:00Z', /Write when/],
  ] as const)
    void test(`are refused for ${what}`, () => {
      assert.match(faultOfSpan(span(from, until), NOW)?.fault ?? 'nothing is wrong', said)
    })

  void test('may have begun, and may be one hour', () => {
    assert.equal(faultOfSpan(span('2026-11-02T07:30Z', '2026-11-02T08:30Z'), NOW), null)
  })

  void test('that touch do not meet; a minute more and they do', () => {
    const morning = span('2026-11-03T08:00Z', '2026-11-03T10:00Z')
    assert.ok(!spansMeet(morning, span('2026-11-03T10:00Z', '2026-11-03T12:00Z')))
    assert.ok(spansMeet(morning, span('2026-11-03T09:59Z', '2026-11-03T12:00Z')))
    assert.ok(spansMeet(widened(morning, 2), span('2026-11-03T11:59Z', '2026-11-03T13:00Z')))
    assert.ok(!spansMeet(widened(morning, 2), span('2026-11-03T12:00Z', '2026-11-03T13:00Z')))
  })

  void test('that both share are whole ones, rounded outward', () => {
    assert.deepEqual(
      sharedHours(
        span('2026-11-03T08:20Z', '2026-11-03T11:10Z'),
        span('2026-11-03T09:40Z', '2026-11-03T12:00Z'),
      ),
      span('2026-11-03T09:00Z', '2026-11-03T12:00Z'),
    )
    assert.equal(
      sharedHours(
        span('2026-11-03T08:00Z', '2026-11-03T09:00Z'),
        span('2026-11-03T09:00Z', '2026-11-03T12:00Z'),
      ),
      null,
    )
  })

  void test('in the night of the clock change are compared in UTC', () => {
    const at = (time: string, which: 'first' | 'second' | null = null) => {
      const read = readLocalTime('2026-10-25', time, 'Europe/London', which)
      assert.ok(!('fault' in read))
      return read
    }
    // From the first half past one to the second is an hour; by the clock on the wall it is none.
    const night = { from: at('01:30', 'first'), until: at('01:30', 'second') }
    assert.equal(faultOfSpan(night, new Date('2026-10-24T08:00Z')), null)
    assert.ok(!spansMeet(night, { from: at('01:30', 'second'), until: at('03:00') }))
    assert.ok(spansMeet(night, { from: at('01:45', 'first'), until: at('03:00') }))
  })
})
