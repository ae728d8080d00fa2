import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomFrom } from '../exercise/random.ts'
import { areaUnderCurve, kolmogorovSmirnov, mannWhitney, quantile, spreadOf } from './statistics.ts'

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

void test('the area under the curve is the share of comparisons that are won, a draw counted half', () => {
  const won = x.flatMap((one) => y.map((other): number => (one > other ? 1 : one === other ? 0.5 : 0)))
  const share = won.reduce((sum, one) => sum + one, 0) / won.length
  const { area, low, high } = areaUnderCurve(x, y)
  assert.ok(Math.abs(area - share) < 1e-12)
  assert.ok(low < area && area < high)
  assert.equal(areaUnderCurve([1, 2, 2], [2, 2, 1]).area, 0.5)
  assert.equal(areaUnderCurve([3, 4], [1, 2]).area, 1)
})

void test('its interval holds a half of two draws of one distribution, and not of shifted ones', () => {
  const random = randomFrom(11)
  const draw = (count: number, shift: number) => Array.from({ length: count }, () => random() ** 3 + shift)
  let outside = 0
  for (let round = 0; round < 400; round++) {
    const { low, high } = areaUnderCurve(draw(200, 0), draw(200, 0))
    if (low > 0.5 || high < 0.5) outside++
  }
  assert.ok(outside > 5 && outside < 40, `${String(outside)} of 400 intervals of 95 % were beside it`)
  assert.ok(areaUnderCurve(draw(2000, 0.03), draw(2000, 0)).low > 0.5)
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
