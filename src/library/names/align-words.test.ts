import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { alignWords, mostAligned, type Gains } from './align-words.ts'

const none = { twoUpOne: null, threeUpOne: null, oneUpTwo: null, oneUpThree: null }

/** Every way there is, one word upon one. */
function most(gains: Gains, i: number, taken: ReadonlySet<number>): number {
  if (i === gains.rows) return 0
  let best = most(gains, i + 1, taken)
  for (let j = 0; j < gains.columns; j++) {
    const gain = gains.single[i * mostAligned + j] ?? 0
    if (!taken.has(j) && gain > 0) best = Math.max(best, gain + most(gains, i + 1, new Set([...taken, j])))
  }
  return best
}

test('no other way of laying words upon one another gains more', () => {
  const size = fc.integer({ min: 0, max: 5 })
  const numbers = fc.array(fc.integer({ min: -2, max: 9 }), { minLength: 49, maxLength: 49 })
  fc.assert(
    fc.property(size, size, numbers, (rows, columns, list) => {
      const gains: Gains = { rows, columns, single: Float64Array.from(list), ...none }
      const pieces = alignWords(gains)
      const gained = pieces.reduce((so, { i, j }) => so + (gains.single[i * mostAligned + j] ?? 0), 0)
      assert.equal(gained, most(gains, 0, new Set()))
      assert.equal(new Set(pieces.map(({ i }) => i)).size, pieces.length)
      assert.equal(new Set(pieces.map(({ j }) => j)).size, pieces.length)
    }),
    { numRuns: 500 },
  )
})

test('three words that the other side writes as one are taken together', () => {
  const threeUpOne = new Float64Array(49)
  threeUpOne[1 * mostAligned + 1] = 2
  const single = new Float64Array(49)
  single[0] = 0.5
  single[1 * mostAligned + 1] = 0.4
  const pieces = alignWords({ rows: 4, columns: 2, single, ...none, threeUpOne })
  assert.deepEqual(pieces, [
    { i: 0, j: 0, wide: 1, high: 1 },
    { i: 1, j: 1, wide: 1, high: 3 },
  ])
})
