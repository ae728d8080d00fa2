/** Suggestions by rule and group. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suggest, suggestServing, type Periods } from './suggest.ts'

const periods: Periods = { 1: 10, 2: 10, 3: 6, 4: 6 }
const nobody = { suspected: 0, convicted: 0, victims: 0, others: 0 }
const of = (persons: Partial<typeof nobody>, madeOn: string) =>
  suggest({ ...nobody, ...persons }, madeOn, '2026-11-30', periods)

test('a report is suggested for the group of whom it names, and by whether its period is over', () => {
  assert.deepEqual(of({ suspected: 1 }, '2020-01-01'), {
    group: 2,
    suggested: 'keep',
    why: 'suspect-in-period',
  })
  assert.deepEqual(of({ convicted: 1 }, '2016-11-30'), {
    group: 2,
    suggested: 'erase',
    why: 'suspect-period-over',
  })
  assert.deepEqual(of({ victims: 2 }, '2020-11-29'), {
    group: 4,
    suggested: 'erase',
    why: 'others-period-over',
  })
  assert.deepEqual(of({ others: 1 }, '2020-12-01'), { group: 4, suggested: 'keep', why: 'others-in-period' })
  assert.deepEqual(of({}, '2019-01-01'), { group: 3, suggested: 'erase', why: 'nobody-period-over' })
})

test('a victim beside a suspect takes no suspect’s group: somebody reads it', () => {
  assert.deepEqual(of({ suspected: 1, victims: 1 }, '2001-01-01'), {
    group: 2,
    suggested: 'read',
    why: 'suspect-and-victim',
  })
})

test('the periods are the operator’s', () => {
  assert.equal(
    suggest({ ...nobody, suspected: 1 }, '2020-01-01', '2026-11-30', { ...periods, 2: 3 }).suggested,
    'erase',
  )
})

test('a period that begins on 29 February ends on a day that there is', () => {
  assert.equal(of({}, '2020-02-29').suggested, 'erase')
  assert.equal(
    suggest(nobody, '2020-02-29', '2026-02-28', periods).suggested,
    'keep',
    'on the day before 1 March it runs on',
  )
})

test('what serves others is suggested their highest group; it is nobody’s where it serves none', () => {
  const serving = (groups: Parameters<typeof suggestServing>[0], madeOn: string) =>
    suggestServing(groups, madeOn, '2026-11-30', periods)
  assert.deepEqual(serving([3, 4, 2], '2020-01-01'), { group: 2, suggested: 'keep', why: 'serves-in-period' })
  assert.deepEqual(serving([4, 1], '2016-11-30'), { group: 1, suggested: 'erase', why: 'serves-period-over' })
  assert.deepEqual(serving([], '2020-11-30'), { group: 3, suggested: 'erase', why: 'nobody-period-over' })
})
