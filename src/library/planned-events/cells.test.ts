import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { asLooked, CELL, middleOfCell } from './cells.ts'
import { areNear } from './conflicts.ts'
import { distanceBetween } from './distance.ts'
import { moved } from './places.test-support.ts'
import type { Place } from './place.ts'

const point = fc.record({
  lat: fc.double({ min: 49, max: 60, noNaN: true }),
  lon: fc.double({ min: -8, max: 3, noNaN: true }),
})
const metres = fc.integer({ min: -60_000, max: 60_000 })
const place = fc
  .record({
    at: point,
    legs: fc.array(fc.tuple(metres, metres), { minLength: 2, maxLength: 5 }),
    kind: fc.constantFrom('premises', 'circle', 'route'),
    reach: fc.integer({ min: 20, max: 3_000 }),
  }) // prettier-ignore
  .map(({ at, legs, kind, reach }): Place => {
    if (kind === 'premises') return { kind, at }
    if (kind === 'circle') return { kind, centre: at, radius: reach }
    return { kind: 'route', points: legs.map(([east, north]) => moved(at, east, north)), width: reach }
  })

void describe('a place as the finder looks at it', () => {
  void test('is the place itself, but where the duty post is rung for it', () => {
    const at: Place = { kind: 'premises', at: { lat: 50.93, lon: 0.74 } }
    for (const disclosure of ['open', 'silent'] as const)
      assert.deepEqual(asLooked(at, disclosure), { place: at, slack: 0 })
    const { place: looked, slack } = asLooked(at, 'broker')
    assert.deepEqual(looked, { kind: 'premises', at: middleOfCell({ lat: 50.93, lon: 0.74 }) })
    assert.ok(slack > 7_000 && slack < 8_000, String(slack))
  })

  void test('is the same for all places of a cell: it says nothing finer', () => {
    fc.assert(
      fc.property(point, fc.tuple(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: 0.01, max: 0.99, noNaN: true })), (at, [up, across]) => {
        const middle = middleOfCell(at)
        const beside = { lat: middle.lat + (up - 0.5) * CELL.lat, lon: middle.lon + (across - 0.5) * CELL.lon }
        assert.deepEqual(asLooked({ kind: 'circle', centre: beside, radius: 80 }, 'broker'), asLooked({ kind: 'circle', centre: at, radius: 80 }, 'broker'))
      }),
    ) // prettier-ignore
  })

  void test('misses nothing that is near, whatever the places and the buffers', () => {
    fc.assert(
      fc.property(place, place, fc.constantFrom('open', 'broker'), fc.integer({ min: 200, max: 20_000 }), (one, other, disclosure, buffer) => {
        // Pushed together until they are just near.
        const near = distanceBetween(one, other) <= buffer
        const looked = areNear({ ...asLooked(one, 'broker'), buffer }, { ...asLooked(other, disclosure), buffer: 200 })
        if (near) assert.ok(looked)
      }),
      { numRuns: 300 },
    ) // prettier-ignore
    fc.assert(
      fc.property(point, fc.integer({ min: 0, max: 360 }), fc.constantFrom(200, 500, 5_000), (at, turn, buffer) => {
        const angle = (turn / 180) * Math.PI
        const beside = moved(at, 0.99 * buffer * Math.sin(angle), 0.99 * buffer * Math.cos(angle))
        assert.ok(areNear({ ...asLooked({ kind: 'premises', at }, 'broker'), buffer }, { ...asLooked({ kind: 'premises', at: beside }, 'broker'), buffer }))
        assert.ok(areNear({ ...asLooked({ kind: 'premises', at }, 'broker'), buffer }, { ...asLooked({ kind: 'premises', at: beside }, 'open'), buffer }))
      }),
    ) // prettier-ignore
  })
})
