/** Within the quotas nobody places a silent event better than chance, or one of the duty post better than its cell. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { after, before } from 'node:test'
import fc from 'fast-check'
import { randomFrom } from '../../../../exercise/random.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { asLooked, middleOfCell, type Place, type Point } from '../../../library/planned-events/index.ts'
import { AREA, everyPlace, probe } from './probing.test-support.ts'

const TARGETS = 24
const random = randomFrom(20261122)
const targets: Point[] = Array.from({ length: TARGETS }, () => ({
  lat: AREA.south + random() * (AREA.north - AREA.south),
  lon: AREA.west + random() * (AREA.east - AREA.west),
}))
const cellOf = (point: Point) => JSON.stringify(middleOfCell(point))

void describe('somebody who lodges and moves events to find another agency’s', () => {
  void test('finds one that the duty post rings for to its cell of about 10 km, and no better', () => {
    for (const at of targets) {
      const left = new Set(probe({ at, disclosure: 'broker' }, random).map((place) => JSON.stringify(place)))
      const ofCell = everyPlace().filter((place) => cellOf(place) === cellOf(at))
      assert.ok(ofCell.length > 60)
      assert.deepEqual(ofCell.filter((place) => !left.has(JSON.stringify(place))), [], 'a part of the cell was ruled out')
    }
  }) // prettier-ignore

  void test('would have placed it to the kilometre if the finder looked at the place itself', () => {
    const left = targets.map((at) => probe({ at, disclosure: 'broker' }, random, 'open').length)
    assert.ok(left.filter((places) => places <= 9).length > TARGETS / 2, left.join())
  })

  void test('learns nothing of one that is silent: what is left is all there was', () => {
    for (const at of targets)
      assert.equal(probe({ at, disclosure: 'silent' }, random).length, everyPlace().length)
  })
})

void describe('the place as the finder looks at it', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(() => db.close())

  const point = fc.record({
    lat: fc.double({ min: -79, max: 79, noNaN: true }),
    lon: fc.double({ min: -176, max: 176, noNaN: true }),
  })
  const points = fc.array(point, { minLength: 2, maxLength: 5 })
  const place: fc.Arbitrary<Place> = fc.oneof(
    point.map((at): Place => ({ kind: 'premises', at })),
    point.map((centre): Place => ({ kind: 'circle', centre, radius: 50 })),
    points.map((corners): Place => ({ kind: 'polygon', corners })),
    points.map((all): Place => ({ kind: 'route', points: all, width: 50 })),
  )

  void test('is in the database what it is in the program', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom('open', 'broker', 'silent'), async (at, disclosure) => {
        const [row] = await db.admin<{ place: Place; slack: number }>(
          'select operations.looked_place($1::jsonb, $2) as place, operations.looked_slack($1::jsonb, $2) as slack',
          [JSON.stringify(at), disclosure],
        )
        const { place: looked, slack } = asLooked(at, disclosure)
        assert.ok(row)
        // PostgreSQL writes a zero without its sign.
        assert.deepEqual(row.place, JSON.parse(JSON.stringify(looked)))
        assert.ok(Math.abs(row.slack - slack) < 1e-6)
      }),
      { numRuns: 60 },
    )
  })
})
