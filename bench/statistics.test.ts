import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomFrom } from '../exercise/random.ts'
import { kolmogorovSmirnov, mannWhitney, quantile, spreadOf } from './statistics.ts'

void test('quantiles are values of the sample', () => {
  assert.equal(quantile([1, 2, 3, 4], 0.5), 2)
  assert.equal(quantile([1, 2, 3, 4], 0.95), 4)
  assert.equal(spreadOf([3, 1, 2]).p50, 2)
})

const x = [1.1, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8, 9.9, 10.1]
const y = [2.1, 3.2, 4.3, 5.4, 6.5, 7.6, 8.7, 9.8, 10.9, 12.1]

void test('like samples are not told apart', () => {
  assert.ok(mannWhitney(x, y) > 0.3)
  assert.ok(kolmogorovSmirnov(x, y) > 0.9)
})

void test('two draws of one distribution rarely differ, shifted ones always do', () => {
  const random = randomFrom(7)
  const draw = (count: number, shift: number) => Array.from({ length: count }, () => random() ** 3 + shift)
  let different = 0
  for (let round = 0; round < 200; round++) {
    const [a, b] = [draw(300, 0), draw(300, 0)]
    if (mannWhitney(a, b) < 0.05) different++
    if (kolmogorovSmirnov(a, b) < 0.05) different++
  }
  assert.ok(different < 40, `${String(different)} of 400 tests at 5 % saw what is not there`)
  assert.ok(mannWhitney(draw(2000, 0), draw(2000, 0.03)) < 0.01)
  assert.ok(kolmogorovSmirnov(draw(2000, 0), draw(2000, 0.03)) < 0.01)
})
