import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { areNear } from './conflicts.ts'
import { boxAround, boxesMeet, distanceBetween } from './distance.ts'
import { readPlace, type Place } from './place.ts'
import { BEACH, moved } from './places.test-support.ts'

const premises = (east: number, north: number): Place => ({ kind: 'premises', at: moved(BEACH, east, north) })
const circle = (east: number, north: number, radius: number): Place => ({
  kind: 'circle',
  centre: moved(BEACH, east, north),
  radius,
})
const isAbout = (metres: number, wanted: number, off = 0.5) => {
  assert.ok(Math.abs(metres - wanted) <= off, `${String(metres)} is not ${String(wanted)}`)
}

void describe('the distance of two places', () => {
  void test('is that of their nearest points', () => {
    isAbout(distanceBetween(premises(0, 0), premises(300, 400)), 500)
    isAbout(distanceBetween(circle(0, 0, 100), circle(1_000, 0, 200)), 700)
    isAbout(distanceBetween(circle(0, 0, 100), premises(50, 0)), 0)
  })

  void test('is known for the world: Dover to Calais', () => {
    const dover: Place = { kind: 'premises', at: { lat: 51.1295, lon: 1.3089 } }
    const calais: Place = { kind: 'premises', at: { lat: 50.9513, lon: 1.8587 } }
    isAbout(distanceBetween(dover, calais), 43_300, 200)
  })

  void test('tells 499 m from 501 m, on both sides of the meridian of Greenwich', () => {
    const near = { place: premises(-250, 0), buffer: 500, slack: 0 }
    assert.ok(areNear(near, { place: premises(249, 0), buffer: 200, slack: 0 }))
    assert.ok(!areNear(near, { place: premises(251, 0), buffer: 200, slack: 0 }))
    assert.ok(areNear({ place: premises(251, 0), buffer: 502, slack: 0 }, { ...near, buffer: 200, slack: 0 }))
  })

  void test('is 0 inside an outline, and measured to its edge outside', () => {
    const area: Place = {
      kind: 'polygon',
      corners: [
        moved(BEACH, -500, -500),
        moved(BEACH, 500, -500),
        moved(BEACH, 500, 500),
        moved(BEACH, -500, 500),
      ],
    }
    assert.equal(distanceBetween(area, premises(0, 0)), 0)
    assert.equal(distanceBetween(circle(100, 100, 20), area), 0)
    isAbout(distanceBetween(area, premises(800, 0)), 300)
    isAbout(distanceBetween(area, circle(0, 900, 100)), 300)
    // One outline wholly in another.
    const inner: Place = {
      kind: 'polygon',
      corners: [moved(BEACH, -5, 0), moved(BEACH, 5, 0), moved(BEACH, 0, 5)],
    }
    assert.equal(distanceBetween(area, inner), 0)
    assert.equal(distanceBetween(inner, area), 0)
  })

  void test('of a route is to its edge, also between two of its points', () => {
    const route: Place = {
      kind: 'route',
      points: [moved(BEACH, -5_000, 0), moved(BEACH, 5_000, 0)],
      width: 200,
    }
    isAbout(distanceBetween(route, premises(1_234, 600)), 500, 3)
    const crossing: Place = {
      kind: 'route',
      points: [moved(BEACH, 0, -900), moved(BEACH, 0, 900)],
      width: 20,
    }
    assert.equal(distanceBetween(route, crossing), 0)
  })

  void test('of a stretch of coast to a circle at sea', () => {
    const stretch: Place = {
      ...{ kind: 'stretch', stretch: '00000000-0000-4000-8000-000000000000', width: 100 },
      points: [moved(BEACH, -2_000, 0), BEACH, moved(BEACH, 2_000, 500)],
    }
    isAbout(distanceBetween(stretch, circle(-1_000, -3_000, 500)), 2_450, 2)
  })
})

const point = fc.record({
  lat: fc.double({ min: 49, max: 61, noNaN: true }),
  lon: fc.double({ min: -3, max: 3, noNaN: true }),
})
const metres = fc.integer({ min: -20_000, max: 20_000 })
const around = fc.tuple(point, fc.array(fc.tuple(metres, metres), { minLength: 3, maxLength: 8 }))
const place = fc
  .oneof(
    point.map((at) => ({ kind: 'premises', at })),
    fc.record({ kind: fc.constant('circle'), centre: point, radius: fc.integer({ min: 20, max: 50_000 }) }),
    around.map(([at, by]) => ({
      kind: 'polygon',
      corners: by.map(([east, north]) => moved(at, east, north)),
    })),
    around.map(([at, by]) => ({
      kind: 'route',
      points: by.map(([east, north]) => moved(at, east, north)),
      width: 500,
    })),
  )
  .map((sent) => readPlace(sent))
  .filter((read): read is Place => !('fault' in read))

void describe('two places', () => {
  void test('are as far from each other as the other from the one, and not at all from themselves', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        assert.ok(Math.abs(distanceBetween(one, other) - distanceBetween(other, one)) < 1e-3)
        assert.ok(distanceBetween(one, one) < 1e-3)
      }),
    )
  })

  void test('that are within the larger buffer have boxes that meet: the index loses none', () => {
    fc.assert(
      fc.property(
        place,
        place,
        fc.integer({ min: 200, max: 20_000 }),
        fc.integer({ min: 200, max: 20_000 }),
        (one, other, a, b) => {
          if (distanceBetween(one, other) <= Math.max(a, b))
            assert.ok(boxesMeet(boxAround(one, a), boxAround(other, b)))
        },
      ),
      { numRuns: 500 },
    )
  })

  void test('the box of a route holds the bulge of its circle towards the pole', () => {
    const route: Place = {
      kind: 'route',
      points: [
        { lat: 60, lon: -1.5 },
        { lat: 60, lon: 1.5 },
      ],
      width: 20,
    }
    assert.ok(boxAround(route, 0).north > 60.008)
    const south: Place = {
      ...route,
      points: [
        { lat: -60, lon: -1.5 },
        { lat: -60, lon: 1.5 },
      ],
    }
    assert.ok(boxAround(south, 0).south < -60.008)
  })
})
