import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { cellCentre, cellOf } from './cell.ts'
import { parsePosition } from './parse-position.ts'
import type { Position } from './position.ts'
import { writePosition } from './write-position.ts'

const NB = '\u00a0'
const close = (one: Position, two: Position, metres: number) => {
  const north = (one.lat - two.lat) * 111_320
  const east = (one.lon - two.lon) * 111_320 * Math.cos((one.lat * Math.PI) / 180)
  return Math.hypot(north, east) <= metres
}
const read = (text: string) => {
  const found = parsePosition(text)
  return found && 'position' in found ? found : null
}

void describe('latitude and longitude', () => {
  const place = { lat: 50.781667, lon: 0.586667 }
  const spellings = [
    '50.781667, 0.586667',
    '50.781667 0.586667',
    '50.781667,0.586667',
    '+50.781667 +0.586667',
    '50,781667 0,586667',
    '50,781667; 0,586667',
    '50.781667N 0.586667E',
    'N50.781667 E0.586667',
    'N 50.781667° E 0.586667°',
    "50°46.9'N 000°35.2'E",
    "50°46'.9N 000°35'.2E",
    '50° 46.9′ N, 0° 35.2′ E',
    '50º46.9’N 0º35.2’E',
    `50°${NB}46.9'${NB}N${NB}0°${NB}35.2'${NB}E`,
    '50 46.9 0 35.2',
    '50 46.9N 0 35.2E',
    '50-46.9N 000-35.2E',
    '50 46 54 N 0 35 12 E',
    '50°46\'54"N 0°35\'12"E',
    "50°46'54''N 0°35'12''E",
    '50˚46′54″N, 0˚35′12″E',
    '50:46:54 0:35:12',
    '50:46:54N 0:35:12E',
    '504654N 0003512E',
    '5046.9N 00035.2E',
    '5046.9,N,00035.2,E',
    'E 000°35.2′ N 50°46.9′',
    '0.586667E 50.781667N',
    'lat 50.781667 lon 0.586667',
    'Lat: 50.781667, Long: 0.586667',
    'longitude 0.586667 latitude 50.781667',
    '50 deg 46.9 min N, 0 deg 35.2 min E',
    '50 degrees 46.9 minutes north 0 degrees 35.2 minutes east',
    'geo:50.781667,0.586667',
    'https://maps.example/?q=50.781667,0.586667',
  ]
  for (const text of spellings)
    void test(text, () => {
      const found = read(text)
      assert.ok(found, 'is not read')
      assert.equal(found.as, 'lat-long')
      assert.ok(close(found.position, place, 2), JSON.stringify(found.position))
    })

  void test('west and south', () => {
    assert.deepEqual(read('50.5, -1.25')?.position, { lat: 50.5, lon: -1.25 })
    assert.deepEqual(read('50.5, −1.25')?.position, { lat: 50.5, lon: -1.25 })
    assert.deepEqual(read("50°30'N 1°15'W")?.position, { lat: 50.5, lon: -1.25 })
    assert.deepEqual(read('50 30 -1 15')?.position, { lat: 50.5, lon: -1.25 })
    assert.deepEqual(read("12°30'S 1°15'W")?.position, { lat: -12.5, lon: -1.25 })
  })

  void test('just west of Greenwich the sign of zero degrees counts', () => {
    assert.deepEqual(read('50 46.9, -0 30')?.position.lon, -0.5)
    assert.deepEqual(read('50°46.9′N 000°30′W')?.position.lon, -0.5)
  })

  for (const text of [
    '',
    'by the old pier',
    '50.78',
    '91, 0',
    '50, 181',
    "50°61'N 0°35'E",
    '50.5°30N 0E',
    '50N 51N',
    '-50.5S 1W',
    '50 46 54 12 0 35 12 1',
    '1 2 3',
    '50.78N -0.58W',
    '07700 900123',
    '2026-11-22',
  ])
    void test(`not a position: "${text}"`, () => {
      assert.equal(parsePosition(text), null)
    })
})

void describe('National Grid', () => {
  // The worked example of the Ordnance Survey, A guide to coordinate systems in Great Britain, annex C.
  const example = { lat: 52.657977, lon: 1.716038 }
  for (const text of [
    'TG 51409 13177',
    'TG5140913177',
    'tg 51409 13177',
    'Grid ref: TG 51409 13177',
    '651409, 313177',
  ])
    void test(text, () => {
      const found = read(text)
      assert.equal(found?.as, 'os-grid')
      assert.ok(close(found.position, example, 6), JSON.stringify(found.position))
    })

  void test('a short reference is the middle of its square', () => {
    for (const [text, size] of [
      ['TG 51', 10_000],
      ['TG 51 13', 1_000],
      ['TG 514 131', 100],
      ['TG 5140 1317', 10],
    ] as const) {
      const found = read(text)
      assert.ok(found && close(found.position, example, size * 0.75), text)
    }
    assert.ok(close(read('TQ 95')?.position ?? example, read('TQ 95000 55000')?.position ?? example, 1))
  })

  for (const text of [
    'TG 123',
    'TG 12 345',
    'ZZ 12 34',
    'TE 12 34',
    'TI 12 34',
    'TG 123456 123456',
    'TP 1 5',
    'OW 12 34X',
  ])
    void test(`not a reference: ${text}`, () => {
      assert.equal(parsePosition(text), null)
    })
})

void describe('Plus Codes', () => {
  const rye = { lat: 50.95, lon: 0.733 }
  const named = (name: string) => (name.toLowerCase() === 'rye' ? rye : null)
  void test('a whole code', () => {
    const found = read('9F22WP2Q+2X')
    assert.equal(found?.as, 'plus-code')
    assert.ok(found.position.lat > 50 && found.position.lat < 51)
  })
  void test('a short code is the one nearest to the place', () => {
    for (const text of ['WP2M+2X Rye', 'wp2m+2x rye, UK', 'WP2M+2X, Rye, England']) {
      const found = parsePosition(text, named)
      assert.ok(found && 'position' in found && close(found.position, rye, 40_000), text)
    }
  })
  void test('a short code without a place that is known is none', () => {
    assert.equal(parsePosition('WP2M+2X'), null)
    assert.equal(parsePosition('WP2M+2X Atlantis', named), null)
  })
})

void describe('three words', () => {
  for (const text of [
    '///filled.count.soap',
    'filled.count.soap',
    '/// Filled.Count.Soap',
    'https://w3w.co/filled.count.soap',
  ])
    void test(text, () => {
      assert.deepEqual(parsePosition(text), { words: 'filled.count.soap' })
    })
  void test('not any three words', () => {
    assert.equal(parsePosition('filled count soap'), null)
    assert.equal(parsePosition('www.seamark.example'), null)
    assert.equal(parsePosition('a.b.c'), null)
  })
})

void describe('properties', () => {
  const anywhere = fc.record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  const britain = fc.record({
    lat: fc.double({ min: 49.9, max: 60.8, noNaN: true }),
    lon: fc.double({ min: -7, max: 1.7, noNaN: true }),
  })

  void test('what is written is read again', () => {
    fc.assert(
      fc.property(anywhere, (position) => {
        const { mariners, decimal } = writePosition(position)
        const [one, two] = [read(mariners), read(decimal)]
        assert.ok(one && close(one.position, position, 14), mariners)
        assert.ok(two && close(two.position, position, 1), decimal)
        assert.equal(one.written, mariners)
      }),
    )
  })

  void test('a grid reference is read again within its ten metres', () => {
    fc.assert(
      fc.property(britain, (position) => {
        const { grid } = writePosition(position)
        assert.ok(grid)
        const found = read(grid)
        assert.ok(found && close(found.position, position, 8), grid)
      }),
    )
  })

  void test('nothing is thrown, and nothing out of bounds comes out', () => {
    const bits = fc.constantFrom(
      '50',
      '46.9',
      '°',
      "'",
      '"',
      'N',
      'W',
      '-',
      ',',
      ' ',
      '.',
      'TQ',
      '+',
      '9F22',
      'lat',
      ':',
      NB,
      'é',
    )
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(bits).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (written) => {
        const found = read(written)
        if (!found) return
        assert.ok(Math.abs(found.position.lat) <= 90 && Math.abs(found.position.lon) <= 180)
      }),
      { numRuns: 3_000 },
    )
  })

  void test('long text is refused at once', () => {
    assert.equal(parsePosition('5'.repeat(200_000)), null)
  })

  void test('a position lies in its cell', () => {
    fc.assert(
      fc.property(anywhere, (position) => {
        const centre = cellCentre(cellOf(position))
        assert.ok(Math.abs(centre.lat - position.lat) <= 0.00501)
        assert.ok(Math.abs(centre.lon - position.lon) <= 0.00801)
        assert.deepEqual(cellOf(centre), cellOf(position))
      }),
    )
  })
})
