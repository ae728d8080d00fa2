import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isBeside } from '../../../../test/support/beside.ts'
import { readCoastline } from './read-coastline.ts'
import { measure, metresBetween, nearestMile, pointAtMile, sliceBetween } from './chainage.ts'

const shared = path.join(import.meta.dirname, '../../../../../shared/geo/sussex_coast_lines.geojson')
const line = measure([
  { lat: 50.8, lon: -0.9 },
  { lat: 50.75, lon: -0.8 },
  { lat: 50.82, lon: -0.4 },
  { lat: 50.73, lon: 0.25 },
  { lat: 50.93, lon: 0.85 },
])
const near = (actual: number, wanted: number, within: number) =>
  assert.ok(Math.abs(actual - wanted) <= within, `${String(actual)} is not ${String(wanted)}`)

void describe('chainage', () => {
  void test('a degree of latitude is 111.2 kilometres, and one of longitude less', () => {
    near(metresBetween({ lat: 50, lon: 0 }, { lat: 51, lon: 0 }), 111_195, 1)
    near(metresBetween({ lat: 60, lon: 0 }, { lat: 60, lon: 1 }), 55_597, 10)
  })

  void test('a point on the line is found at its own mile, and lies on it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: line.miles, noNaN: true }), (mile) => {
        const found = nearestMile(line, pointAtMile(line, mile))
        near(found.mile, mile, 0.001)
        near(found.metres, 0, 0.5)
      }),
    )
  })

  void test('two slices that meet are as long as the whole', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: line.miles - 0.01, noNaN: true }),
        (mile) =>
          Math.abs(
            measure(sliceBetween(line, 0, mile)).miles +
              measure(sliceBetween(line, mile, line.miles)).miles -
              line.miles,
          ) < 0.001,
      ),
    )
  })

  void test('no point of the line is nearer than the nearest', () => {
    fc.assert(
      fc.property(
        fc.record({
          lat: fc.double({ min: 50.4, max: 51.1, noNaN: true }),
          lon: fc.double({ min: -1.2, max: 1.2, noNaN: true }),
        }),
        (point) => {
          const { metres } = nearestMile(line, point)
          for (let mile = 0; mile <= line.miles; mile += 1)
            assert.ok(metresBetween(pointAtMile(line, mile), point) >= metres * 0.999)
        },
      ),
    )
  })

  void test('beyond its ends a line is its ends', () => {
    assert.deepEqual(pointAtMile(line, -3), line.points[0])
    assert.deepEqual(pointAtMile(line, 1_000), line.points.at(-1))
  })

  void test('one place is no line', () => {
    assert.throws(() => measure([]), RangeError)
    assert.throws(() => measure([{ lat: 50, lon: 0 }, { lat: 50, lon: 0 }]), RangeError) // prettier-ignore
  })

  void test('a line of a file is measured as what it is: a degree of a meridian is 69.1 miles', () => {
    const line = (id: string, coordinates: number[][]) => ({
      type: 'Feature',
      properties: { id },
      geometry: { type: 'LineString', coordinates },
    })
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [line('due north', [[0, 50], [0, 50.4], [0, 51]]), line('there and back', [[0, 50], [0, 51], [0, 50]])], // prettier-ignore
    })
    near(measure(readCoastline(text, 'due north').points).miles, 69.1, 0.1)
    near(measure(readCoastline(text, 'there and back').points).miles, 138.2, 0.2)
  })

  // The official line, where it lies beside the checkout.
  if (isBeside(shared))
    void test('the coast of Sussex, rivers closed, is 139.0 miles long', async () => {
      const { points } = readCoastline(await readFile(shared, 'utf8'), 'coast_rivers_closed')
      near(measure(points).miles, 139, 0.2)
    })
})
