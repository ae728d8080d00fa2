import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distanceBetween } from './distance.ts'
import { BEACH, moved } from './places.test-support.ts'
import { thinned } from './thinned.ts'

const coast = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    moved(BEACH, at * 40, 300 * Math.sin(at / 9) + 40 * Math.sin(at * 1.7)),
  )

void test('a line of few points stays as it is', () => {
  assert.deepEqual(thinned(coast(20), 200), { points: coast(20), beside: 0 })
})

void test('a long line keeps its ends, and no point is farther beside it than is said', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 900 }), fc.constantFrom(2, 10, 200), (count, most) => {
      const line = coast(count)
      const { points, beside } = thinned(line, most)
      assert.ok(points.length <= most)
      assert.deepEqual([points[0], points.at(-1)], [line[0], line.at(-1)])
      for (const at of line.filter((_, index) => index % 13 === 0))
        assert.ok(distanceBetween({ kind: 'premises', at }, { kind: 'route', points, width: 0 }) <= beside + 0.01)
    }),
    { numRuns: 12 },
  ) // prettier-ignore
})
