import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kind } from './kinds.ts'
import { areNear, groupNear, type Placed } from './near-duplicates.ts'

const HOUR = 3_600_000
let number = 0
const seen = (
  kind: Kind,
  cell: [number, number] | null,
  hour = 0,
  incidentId: string | null = null,
): Placed => ({
  id: String((number += 1)),
  kind,
  hour: new Date(hour * HOUR),
  cell: cell === null ? null : { lat: cell[0], lon: cell[1] },
  incidentId,
})

void test('a landing told as a boat, as people and as what they left is one group', () => {
  const reports = [
    seen('landing', [5093, 48]),
    seen('online', [5093, 48]),
    seen('boat', [5094, 48], 1),
    seen('equipment', [5095, 49], 3),
  ]
  assert.deepEqual(
    groupNear(reports).map((group) => group.map(({ kind }) => kind)),
    [['landing', 'boat', 'equipment'], ['online']],
  )
})

void test('far in place, in time or in kind is not near; without a place nothing is', () => {
  const landing = seen('landing', [5093, 48])
  assert.equal(areNear(landing, seen('landing', [5095, 48])), false)
  assert.equal(areNear(landing, seen('landing', [5093, 50])), false)
  assert.equal(areNear(landing, seen('landing', [5093, 48], 4)), false)
  assert.equal(areNear(landing, seen('purchase', [5093, 48])), false)
  assert.equal(areNear(seen('boat', null), seen('boat', null)), false)
  assert.equal(areNear(landing, seen('vehicle', [5092, 47], 3)), true)
})

void test('what an officer has joined stays together', () => {
  const reports = [
    seen('boat', null, 0, 'one'),
    seen('vehicle', [5000, 1], 40),
    seen('purchase', [5200, 90], 90, 'one'),
  ]
  assert.deepEqual(
    groupNear(reports).map((group) => group.length),
    [2, 1],
  )
})

void test('a mass landing along a beach is one group, and quickly', () => {
  const reports = Array.from({ length: 5_000 }, (_, index) =>
    seen(index % 2 === 0 ? 'landing' : 'boat', [5093, 48 + (index % 6)], index % 4),
  )
  const start = performance.now()
  assert.equal(groupNear(reports).length, 1)
  assert.ok(performance.now() - start < 1_500)
})
