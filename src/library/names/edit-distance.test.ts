import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editDistance, fewestSlips } from './edit-distance.ts'
import { lettersHeld } from './spelling/index.ts'

/** The textbook table, kept apart from what is tested. */
function naive(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : i)),
  )
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1)
      const row = table[i]
      if (row !== undefined) row[j] = least
    }
  }
  return at(a.length, b.length)
}

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', '王'), maxLength: 12 }),
)

test('slips are counted as the textbook counts them, in any order', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.equal(editDistance(a, b), naive(a, b))
      assert.equal(editDistance(b, a), naive(a, b))
    }),
    { numRuns: 2000 },
  )
})

test('the fewest slips by the letters held are never more than there are', () => {
  const small = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'z', '0', '1', '9'),
    maxLength: 12,
  })
  fc.assert(
    fc.property(small, small, (a, b) => {
      assert.ok(fewestSlips(a, lettersHeld(a), b, lettersHeld(b)) <= naive(a, b))
    }),
    { numRuns: 1000 },
  )
})
