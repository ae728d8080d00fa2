import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isLate, parseDecision, readLinks, saysOf } from './decision.ts'
import { ukMoment, ukParts } from './moment.ts'

const now = new Date('2026-11-30T12:00:00Z')
const body = (changes: object = {}) => ({
  decision: 'Search the yard on Friday',
  reason: 'Engines leave it on Saturdays',
  decided_at: '2026-11-30T11:00:00Z',
  classification: 'OFFICIAL',
  ...changes,
})
const fieldsOf = (changes: object) => {
  const read = parseDecision(body(changes), now)
  return 'fields' in read ? Object.keys(read.fields) : []
}

void describe('a decision entry', () => {
  void test('is taken with what it must say, and keeps only that', () => {
    const read = parseDecision(body({ headings: { model: 'ndm', risk: 'High' } }), now)
    assert.ok('decision' in read)
    assert.deepEqual(saysOf(read.decision), {
      decision: 'Search the yard on Friday',
      reason: 'Engines leave it on Saturdays',
      headings: { model: 'ndm', parts: { risk: 'High' } },
    })
    assert.equal(read.decision.must_read, false)
  })

  void test('is refused when it is dated in the future, before the year 2000, or not at all', () => {
    assert.deepEqual(fieldsOf({ decided_at: '2026-11-30T12:01:01Z' }), ['decided_at'])
    assert.deepEqual(fieldsOf({ decided_at: '1999-01-01T00:00:00Z' }), ['decided_at'])
    assert.deepEqual(fieldsOf({ decided_at: undefined }), ['decided_at'])
    assert.deepEqual(
      fieldsOf({ decided_at: '2026-11-30T12:00:30Z' }),
      [],
      'a clock that goes half a minute fast',
    )
  })

  void test('is refused without a decision, a reason or a marking, with too long a reason, or with a field that is none', () => {
    assert.deepEqual(fieldsOf({ decision: ' ' }), ['decision'])
    assert.deepEqual(fieldsOf({ reason: undefined }), ['reason'])
    assert.deepEqual(fieldsOf({ reason: 'x'.repeat(1_000_000) }), ['reason'])
    assert.deepEqual(fieldsOf({ reason: 'a\u0000b' }), ['reason'])
    assert.deepEqual(fieldsOf({ classification: 'SECRET' }), ['classification'])
    assert.deepEqual(fieldsOf({ number: 7 }), ['number'])
  })

  void test('is refused with headings under which nothing stands, with a record twice, or with a review that is over', () => {
    assert.deepEqual(fieldsOf({ headings: { model: 'jdm' } }), ['headings'])
    assert.deepEqual(fieldsOf({ rests_on: [{ reference: 'SM-1' }, { reference: 'sm-1' }] }), ['rests_on'])
    assert.deepEqual(fieldsOf({ review_on: '2026-11-29' }), ['review_on'])
    assert.deepEqual(fieldsOf({ review_on: '2026-11-31' }), ['review_on'])
    assert.deepEqual(fieldsOf({ review_on: '2026-11-30' }), [])
  })

  void test('of a loggist is late a day after it was entered, and only until its maker has spoken', () => {
    const enteredAt = new Date('2026-11-29T11:59:00Z')
    assert.equal(isLate({ state: 'entered', enteredAt }, now), true)
    assert.equal(isLate({ state: 'entered', enteredAt: new Date('2026-11-29T12:01:00Z') }, now), false)
    assert.equal(isLate({ state: 'confirmed', enteredAt }, now), false)
  })
})

void test('records are named one a line, with the version that was read', () => {
  assert.deepEqual(readLinks('sm-7k3m-q9tx-2 version 3\n\nSM-AAAA-BBBB-1\r\nSM-CCCC v2'), {
    links: [
      { reference: 'SM-7K3M-Q9TX-2', version: 3 },
      { reference: 'SM-AAAA-BBBB-1' },
      { reference: 'SM-CCCC', version: 2 },
    ],
  })
  assert.ok('fault' in readLinks('the report of yesterday'))
})

void describe('a moment by the clocks of the United Kingdom', () => {
  void test('is read in winter and in summer', () => {
    assert.deepEqual(ukMoment('2026-01-15', '14:30'), new Date('2026-01-15T14:30:00Z'))
    assert.deepEqual(ukMoment('2026-07-15', '9.05'), new Date('2026-07-15T08:05:00Z'))
    assert.equal(ukMoment('2026-07-15', '25:00'), 'none')
  })
  void test('in the night of the change is refused where it never was, and is the first where it was twice', () => {
    assert.equal(ukMoment('2026-03-29', '01:30'), 'skipped')
    assert.deepEqual(ukMoment('2026-03-29', '02:00'), new Date('2026-03-29T01:00:00Z'))
    assert.deepEqual(ukMoment('2026-10-25', '01:30'), new Date('2026-10-25T00:30:00Z'))
  })
  void test('is written as it is read', () => {
    assert.deepEqual(ukParts(new Date('2026-07-15T23:30:00Z')), { day: '2026-07-16', time: '00:30' })
  })
})
