/** What an attestation holds: wrong days are refused, and the order of ranks is the database's. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { londonDay } from '../../../platform/london-day.ts'
import { daysFrom, MOST_AHEAD, MOST_DAYS, parseAttestation, parseReason, rankTold } from './rank.ts'

const TODAY = '2026-11-22'
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const body = (changes: object = {}) => ({ rank: 'inspector', from: TODAY, until: '2027-11-21', ...changes })
const faults = (changes: object) => {
  const read = parseAttestation(body(changes), TODAY)
  return 'fields' in read ? Object.keys(read.fields).sort() : []
}

void describe('an attestation', () => {
  void test('is read', () => {
    assert.deepEqual(parseAttestation(body(), TODAY), {
      attestation: { held: { rank: 'inspector' }, from: TODAY, until: '2027-11-21' },
    })
    const grade = '019a7c3e-5b1f-7d44-9a52-3f0c1f6f2d10'
    assert.deepEqual(parseAttestation(body({ rank: undefined, grade }), TODAY), {
      attestation: { held: { grade }, from: TODAY, until: '2027-11-21' },
    })
  })

  void test('is refused with what is wrong, by field', () => {
    for (const [changes, fields] of [
      [{ rank: undefined }, ['rank']],
      [{ rank: 'king' }, ['rank']],
      [{ grade: 'inspector', rank: undefined }, ['grade']],
      [{ grade: '019a7c3e-5b1f-7d44-9a52-3f0c1f6f2d10' }, ['rank']],
      [{ from: '2026-11-21' }, ['from']],
      [{ from: '2026-02-30' }, ['from']],
      [{ from: '0000-00-00' }, ['from']],
      [{ from: '2099-01-01', until: '2099-02-01' }, ['from']],
      [{ until: '2026-11-21' }, ['until']],
      [{ until: '2030-01-01' }, ['until']],
      [{ until: 'NaN' }, ['until']],
      [{ until: undefined }, ['until']],
      [{ person: 'somebody' }, ['person']],
      [{ ended_at: 'never' }, ['ended_at']],
    ] as const)
      assert.deepEqual(faults(changes), fields, JSON.stringify(changes))
    for (const input of [null, [], 'rank', 7]) assert.ok('fields' in parseAttestation(input, TODAY))
  })

  void test('is taken exactly where its days fit, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -800, max: 800 }),
        fc.integer({ min: -800, max: 1_600 }),
        (ahead, lasts) => {
          const from = dayAfter(TODAY, ahead)
          const read = parseAttestation(body({ from, until: dayAfter(from, lasts) }), TODAY)
          const fits = ahead >= 0 && ahead <= MOST_AHEAD && lasts >= 0 && lasts <= MOST_DAYS
          assert.equal('attestation' in read, fits)
        },
      ),
    )
  })

  void test('days are counted over the changes of the clock, and are days in London', () => {
    assert.equal(daysFrom('2026-10-24', '2026-10-26'), 2)
    assert.equal(daysFrom('2027-03-27', '2027-03-29'), 2)
    assert.equal(londonDay(new Date('2026-06-30T23:30:00Z')), '2026-07-01')
    assert.equal(londonDay(new Date('2026-12-31T23:30:00Z')), '2026-12-31')
  })

  void test('says what is held, and takes a reason of one line', () => {
    assert.equal(rankTold({ rank: 'chief-inspector', grade: null }), 'Chief inspector')
    assert.equal(rankTold({ rank: 'inspector', grade: 'Grade 3' }), 'Grade 3 (counts as Inspector)')
    assert.deepEqual(parseReason(' Ended '), { reason: 'Ended' })
    for (const typed of [undefined, '', '   ', 'x'.repeat(301), 'a\nb', 'a\u0007'])
      assert.ok('fields' in parseReason(typed))
  })
})
