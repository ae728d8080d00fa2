import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readPlace } from './place.ts'
import { BEACH, moved } from './places.test-support.ts'

const square = [moved(BEACH, 0, 0), moved(BEACH, 900, 0), moved(BEACH, 900, 900), moved(BEACH, 0, 900)]
const faultOf = (sent: unknown) => {
  const read = readPlace(sent)
  return 'fault' in read ? read.fault : null
}

void describe('a place', () => {
  void test('is read with nothing besides', () => {
    assert.deepEqual(readPlace({ kind: 'circle', centre: { ...BEACH, who: 'x' }, radius: 100, note: 'x' }), {
      kind: 'circle',
      centre: BEACH,
      radius: 100,
    })
    assert.deepEqual(readPlace({ kind: 'polygon', corners: [...square, square[0]] }), {
      kind: 'polygon',
      corners: square,
    })
    assert.equal(faultOf({ kind: 'route', points: square, width: 50 }), null)
    assert.equal(faultOf({ kind: 'premises', at: BEACH }), null)
  })

  for (const [what, sent, said] of [
    ['nothing', null, /kind of place/],
    ['a list', [], /kind of place/],
    ['another kind', { kind: 'person', at: BEACH }, /A place is/],
    ['no number', { kind: 'premises', at: { lat: Number.NaN, lon: 0 } }, /not on the earth/],
    ['text for a number', { kind: 'premises', at: { lat: '50', lon: 0 } }, /missing/],
    ['no end', { kind: 'premises', at: { lat: Infinity, lon: 0 } }, /not on the earth/],
    ['latitude 91', { kind: 'premises', at: { lat: 91, lon: 0 } }, /not on the earth/],
    ['the pole', { kind: 'premises', at: { lat: 89, lon: 0 } }, /too near to a pole/],
    ['the date line', { kind: 'premises', at: { lat: 50, lon: 179.9 } }, /date line/],
    [
      'a line over the date line',
      {
        kind: 'route',
        width: 50,
        points: [
          { lat: 50, lon: 176 },
          { lat: 50, lon: -176 },
        ],
      },
      /250 km/,
    ],
    ['radius 0', { kind: 'circle', centre: BEACH, radius: 0 }, /radius must be between 20 and 50,000/],
    ['radius 10^7', { kind: 'circle', centre: BEACH, radius: 1e7 }, /radius/],
    ['a radius below nothing', { kind: 'circle', centre: BEACH, radius: -5 }, /radius/],
    ['a radius that is none', { kind: 'circle', centre: BEACH, radius: Number.NaN }, /radius/],
    ['a route with no width', { kind: 'route', points: square }, /width/],
    ['a route of one point', { kind: 'route', points: [BEACH, BEACH], width: 50 }, /at least 2/],
    [
      'an outline that crosses itself',
      { kind: 'polygon', corners: [square[0], square[2], square[1], square[3]] },
      /crosses itself/,
    ],
    [
      'an outline that comes back to a corner',
      { kind: 'polygon', corners: [...square.slice(0, 3), square[1], square[3]] },
      /crosses itself/,
    ],
    [
      'an outline of two corners',
      { kind: 'polygon', corners: [square[0], square[1], square[0]] },
      /at least 3/,
    ],
    ['rings of a hole', { kind: 'polygon', corners: [square, square] }, /missing/],
    ['a stretch of no plan', { kind: 'stretch', stretch: 'x', points: square, width: 50 }, /coastal plan/],
    [
      'an outline over Europe',
      { kind: 'polygon', corners: [BEACH, { lat: 40, lon: 0 }, { lat: 45, lon: 9 }] },
      /250 km/,
    ],
  ] as const)
    void test(`refuses ${what}`, () => {
      assert.match(faultOf(sent) ?? 'nothing is wrong', said)
    })

  void test('of a million corners is refused before they are looked at', () => {
    const corners = Array.from({ length: 1_000_000 }, () => ({}))
    const from = performance.now()
    assert.match(faultOf({ kind: 'polygon', corners }) ?? '', /200 corners/)
    assert.ok(performance.now() - from < 500)
  })

  void test('of 200 corners is read in a moment', () => {
    const corners = Array.from({ length: 200 }, (_, at) =>
      moved(BEACH, 5_000 * Math.cos((at / 100) * Math.PI), 5_000 * Math.sin((at / 100) * Math.PI)),
    )
    const from = performance.now()
    assert.equal(faultOf({ kind: 'polygon', corners }), null)
    assert.ok(performance.now() - from < 2_000)
  })

  void test('never makes it throw, whatever is sent, and reads back what it gave', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            kind: fc.constantFrom('circle', 'polygon', 'route', 'stretch', 'premises'),
            ...{ at: fc.anything(), centre: fc.anything(), radius: fc.oneof(fc.double(), fc.anything()) },
            corners: fc.array(
              fc.record({ lat: fc.double({ min: 50, max: 51 }), lon: fc.double({ min: 0, max: 1 }) }),
            ),
            ...{ points: fc.array(fc.anything()), width: fc.double() },
          }),
        ),
        (sent) => {
          const read = readPlace(sent)
          if (!('fault' in read)) assert.deepEqual(readPlace(JSON.parse(JSON.stringify(read))), read)
        },
      ),
    )
  })
})
