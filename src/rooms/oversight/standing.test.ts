/** Late and at risk are computed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byUrgency, risksOf, standingOf, standingSentence, type Duty } from './standing.ts'

const today = '2026-11-30'
const duty = (change: Partial<Duty> = {}): Duty => ({
  id: 'd',
  inspectionId: 'i',
  recommendationId: 'r',
  agencyId: 1,
  agencyName: 'Sussex Police',
  number: 4,
  areaId: null,
  dueOn: '2027-06-01',
  ownerPost: null,
  endedOn: null,
  endedBecause: null,
  version: 1,
  stage: 'being-progressed',
  signedAt: new Date('2026-11-20T10:00:00Z'),
  statement: null,
  outcome: null,
  decidedAt: null,
  nextActionOn: null,
  ...change,
})
const standing = (change: Partial<Duty>) => standingOf(duty(change), today)

void test('what has no date is never late', () => {
  assert.equal(standing({ dueOn: null, signedAt: null, nextActionOn: '2020-01-01' }), 'no-date')
})

void test('it is late from the day after it was due', () => {
  assert.equal(standing({ dueOn: '2026-11-30' }), 'at-risk')
  assert.equal(standing({ dueOn: '2026-11-29' }), 'late')
})

void test('what was proposed in time waits for the inspectorate; what was proposed late is late', () => {
  const proposed = { stage: 'complete-proposed', dueOn: '2026-11-25' } as const
  assert.equal(standing({ ...proposed, signedAt: new Date('2026-11-25T23:00:00Z') }), 'proposed')
  assert.equal(standing({ ...proposed, signedAt: new Date('2026-11-26T10:00:00Z') }), 'late')
})

void test('what the inspectorate found wanting is proposed only when it is proposed again', () => {
  const more = { stage: 'complete-proposed', outcome: 'more-needed' } as const
  const at = (signed: string, decided: string) => ({
    ...more,
    signedAt: new Date(signed),
    decidedAt: new Date(decided),
  })
  assert.equal(standing(at('2026-11-01T10:00:00Z', '2026-11-10T10:00:00Z')), 'in-time')
  assert.equal(standing(at('2026-11-20T10:00:00Z', '2026-11-10T10:00:00Z')), 'proposed')
})

void test('it is at risk near its day, with a late action, and after a long silence, and says why', () => {
  assert.equal(standing({}), 'in-time')
  assert.equal(standing({ dueOn: '2026-12-28' }), 'at-risk')
  assert.equal(standing({ dueOn: '2026-12-29' }), 'in-time')
  assert.equal(standing({ nextActionOn: '2026-11-29' }), 'at-risk')
  assert.equal(standing({ signedAt: new Date('2026-10-18T10:00:00Z') }), 'at-risk')
  assert.deepEqual(risksOf(duty({ dueOn: '2026-12-01', nextActionOn: '2026-11-01' }), today), [
    'It is due in 1 day.',
    'An action of it is late.',
  ])
})

void test('what is closed or ended is not late', () => {
  assert.equal(standing({ dueOn: '2020-01-01', outcome: 'complete' }), 'complete')
  assert.equal(standing({ dueOn: '2020-01-01', endedOn: '2026-01-01' }), 'ended')
})

void test('is said in a sentence', () => {
  assert.equal(
    standingSentence(
      duty({
        dueOn: '2026-11-18',
        signedAt: new Date('2026-10-21T09:00:00Z'),
        ownerPost: 'Head of Intelligence',
      }),
      today,
    ),
    'Recommendation 4: due 12 days ago, last update 40 days ago, owner: Head of Intelligence',
  )
  assert.equal(
    standingSentence(duty({ dueOn: null, signedAt: null }), today),
    'Recommendation 4: no date entered yet, nothing signed yet, no owner named',
  )
})

void test('the longest late stands first', () => {
  const list = [
    duty({ number: 1, outcome: 'complete' }),
    duty({ number: 2, dueOn: '2026-11-20' }),
    duty({ number: 3, dueOn: null }),
    duty({ number: 4, dueOn: '2026-10-20' }),
    duty({ number: 5, dueOn: '2026-12-01' }),
  ]
  assert.deepEqual(
    list.toSorted(byUrgency(today)).map(({ number }) => number),
    [4, 2, 5, 3, 1],
  )
})
