import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  agreementBits,
  bitsOf,
  compareBirths,
  inSentences,
  learn,
  nameLevelOf,
  probabilityOf,
  readBirth,
  reasonsOf,
  UNKNOWN,
  weigh,
  weighPersons,
  type BirthLevel,
  type Model,
} from './index.ts'

void describe('birth dates', () => {
  const cases: [string | null, string | null, BirthLevel][] = [
    ['1990-04-02', '1990-04-02', 'equal'],
    ['1990-04-02', '1990-02-04', 'day-month-swapped'],
    ['1990-04-02', '1990-04-03', 'one-digit'],
    ['1990-04-02', '1980-04-02', 'one-digit'],
    ['1990-04-12', '1990-04-21', 'one-digit'],
    ['1978-04-12', '1987-04-12', 'one-digit'],
    ['1990-04-02', '1990-04-27', 'near'],
    ['1989-12-30', '1990-01-05', 'near'],
    ['1989-04-12', '1990-04-12', 'near'],
    ['1990-04', '1990-04-12', 'near'],
    ['1990', '1990-04-12', 'year-only-agrees'],
    ['1990-01-01', '1990-04-12', 'year-only-agrees'],
    ['1990', '1990', 'year-only-agrees'],
    ['1990', '1991-04-12', 'different'],
    ['1990-05', '1990-04-12', 'different'],
    ['1990-08-30', '1990-04-12', 'different'],
    ['1990-04-12', null, 'unknown'],
    ['1990-02-30', '1990-02-28', 'unknown'],
    ['1900-02-29', '1900-02-28', 'unknown'],
    ['nonsense', '1990', 'unknown'],
    ['', '', 'unknown'],
  ]
  void test('every level, and the same from either side', () => {
    for (const [a, b, level] of cases) {
      assert.equal(compareBirths(a, b), level, `${String(a)} ${String(b)}`)
      assert.equal(compareBirths(b, a), level, `${String(b)} ${String(a)}`)
    }
  })
  void test('2000 had a 29 February', () =>
    assert.deepEqual(readBirth('2000-02-29'), { year: 2000, month: 2, day: 29 }))
})

void describe('persons', () => {
  void test('the same name and birth date match; without a date only a rare name does', () => {
    assert.equal(weighPersons({ name: 'equal', births: 'equal' }).outcome, 'match')
    assert.equal(weighPersons({ name: 'match', births: 'equal' }).outcome, 'match')
    assert.equal(weighPersons({ name: 'match', births: 'unknown' }).outcome, 'different')
    assert.notEqual(weighPersons({ name: 'equal', births: 'unknown', commonness: 1e-7 }).outcome, 'different')
  })
  void test('a birth date alone is nothing, and a contradicted one undoes a common name', () => {
    assert.equal(weighPersons({ name: 'different', births: 'equal' }).outcome, 'different')
    assert.equal(weighPersons({ name: 'unknown', births: 'equal' }).outcome, 'different')
    assert.equal(weighPersons({ name: 'equal', births: 'different' }).outcome, 'different')
  })
  void test('1 January counts for less than another day', () => {
    const first = weighPersons({ name: 'match', births: 'equal', birth: '1990-01-01' })
    assert.ok(first.bits < weighPersons({ name: 'match', births: 'equal', birth: '1990-04-02' }).bits)
  })
  void test('a common name counts for less', () => {
    const common = weighPersons({ name: 'match', births: 'one-digit', commonness: 0.001 })
    assert.ok(
      common.probability < weighPersons({ name: 'match', births: 'one-digit', commonness: 1e-6 }).probability,
    )
  })
  void test('name levels', () => {
    assert.equal(nameLevelOf({ outcome: 'different', probability: 0.3 }, false), 'doubtful')
    assert.equal(nameLevelOf({ outcome: 'different', probability: 0.1 }, false), 'different')
    assert.equal(nameLevelOf({ outcome: 'possible', probability: 0.6 }, true), 'equal')
  })
})

const two = (m: number, u: number, name: string) => ({
  name,
  levels: [
    { name: 'equal', m, u, says: `the ${name}s are equal` },
    { name: 'else', m: 1 - m, u: 1 - u, says: `the ${name}s differ` },
  ],
})
const model: Model = { prior: 0.01, comparisons: [two(0.9, 0.01, 'name'), two(0.9, 0.02, 'town')] }

void describe('weights', () => {
  void test('bits and probabilities are one another’s inverse', () =>
    assert.ok(Math.abs(probabilityOf(bitsOf(0.2)) - 0.2) < 1e-12))
  void test('unknown adds zero', () => {
    assert.equal(weigh(model, [UNKNOWN, UNKNOWN]), bitsOf(0.01))
    assert.equal(
      weigh(model, [0, UNKNOWN]),
      weigh({ ...model, comparisons: model.comparisons.slice(0, 1) }, [0]),
    )
  })
  void test('rarer is more', () =>
    assert.ok(agreementBits(0.9, 0.01, 0.0001) > agreementBits(0.9, 0.01, 0.01)))
  void test('reasons: for first, against after', () =>
    assert.equal(inSentences(reasonsOf(model, [0, 1])), 'The names are equal. Against it: the towns differ.'))
})

void test('learning without labels finds what a world was made of', () => {
  const truth: Model = {
    prior: 0.1,
    comparisons: [0.95, 0.8, 0.7].map((m, i) => two(m, 0.01 + 0.02 * i, `f${String(i)}`)),
  }
  const patterns = Array.from({ length: 8 }, (_, bits) => {
    const levels = [bits & 1, (bits >> 1) & 1, (bits >> 2) & 1]
    const share = (side: 'm' | 'u') =>
      levels.reduce((product, level, i) => product * (truth.comparisons[i]?.levels[level]?.[side] ?? 0), 1)
    return { levels, count: 100_000 * (0.1 * share('m') + 0.9 * share('u')) }
  })
  const start: Model = {
    prior: 0.5,
    comparisons: truth.comparisons.map(({ name, levels }) => two(0.9, levels[0]?.u ?? 0, name)),
  }
  const learnt = learn(start, patterns, { rounds: 200, stillness: 1e-6 })
  assert.ok(Math.abs(learnt.prior - 0.1) < 0.01)
  for (const [index, comparison] of learnt.comparisons.entries())
    assert.ok(Math.abs((comparison.levels[0]?.m ?? 0) - (truth.comparisons[index]?.levels[0]?.m ?? 0)) < 0.02)
})
