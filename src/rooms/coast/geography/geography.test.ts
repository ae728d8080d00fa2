import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { isBeside } from '../../../../test/support/beside.ts'
import { FORCES } from './forces.ts'
import type { Geography } from './geography.ts'
import { loadLayers } from './load-layers.ts'
import { attributions, openGeography, readPosition } from './open-geography.ts'
import { foldName } from './search-places.ts'

const SHARED = path.join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'geo')
const hasShared = isBeside(path.join(SHARED, 'places_and_forces.json'))

type Expected = { name: string; lat: number; lon: number; expect: string | null }

const nameOf = ({ lat, lon }: { lat: number; lon: number }, geography: Geography) => {
  const { force } = geography.whoIsResponsible({ lat, lon })
  // Our own table shortens one name that the layer writes out.
  return force === null ? null : force.short === 'PSNI' ? 'Police Service of Northern Ireland' : force.short
}

async function wrongIn(geography: Geography): Promise<string[]> {
  const expected = JSON.parse(
    await readFile(path.join(SHARED, 'places_and_forces.json'), 'utf8'),
  ) as Expected[]
  return expected.filter((place) => nameOf(place, geography) !== place.expect).map(({ name }) => name)
}

/** Squares by the sea, as a layer of two forces: enough to hold the rule against sums that can be done in the head. */
const square = (code: string, name: string, west: number, south: number, east: number, north: number) => ({
  type: 'Feature',
  properties: { PFA23CD: code, PFA23NM: name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
})
const twoForces = {
  type: 'FeatureCollection',
  features: [
    square('E23000033', 'Sussex', 0, 50.9, 0.5, 51.3),
    square('E23000032', 'Kent', 0.5, 50.9, 1.3, 51.3),
  ],
}

void describe('what the packages carry', () => {
  let geography: Geography
  before(async () => {
    geography = await openGeography(null)
  })

  // More places, where the list lies beside the checkout; those below are always asked.
  if (hasShared)
    void test('at least nine in ten of the places of a longer list', async () => {
      const wrong = await wrongIn(geography)
      assert.ok(wrong.length <= 2, wrong.join(', '))
    })

  const known: readonly (readonly [string, number, number, string | null])[] = [
    ['Dover, outer harbour', 51.115, 1.335, 'Kent'],
    ['Cuckmere Haven', 50.758, 0.15, 'Sussex'],
    ['The Needles', 50.662, -1.6, 'Hampshire'],
    ['off Harwich', 51.943, 1.285, 'Essex'],
    ['Birmingham', 52.48, -1.9, 'West Midlands'],
    ['two miles off Aberystwyth', 52.41, -4.14, 'Dyfed-Powys'],
    ['Larne', 54.85, -5.8, 'Police Service of Northern Ireland'],
    ['Calais beach', 50.97, 1.845, null],
    ['200 metres off Calais', 50.9745, 1.86, null],
    ['St Peter Port', 49.455, -2.53, null],
    ['Douglas, Isle of Man', 54.15, -4.48, null],
    ['Dublin', 53.35, -6.26, null],
    ['mid-Channel', 50.2, -1.2, null],
    ['the Gulf of Guinea', 0, 0, null],
    ['the Pole', 90, 0, null],
  ]
  for (const [name, lat, lon, expected] of known)
    void test(`${name}: ${String(expected)}`, () => {
      assert.equal(nameOf({ lat, lon }, geography), expected)
    })

  void test('a pin off Rye Harbour is for Sussex, and Kent is offered', () => {
    const found = geography.whoIsResponsible({ lat: 50.915, lon: 0.79 })
    assert.equal(found.force?.code, 'E23000033')
    assert.equal(found.second?.code, 'E23000032')
    assert.equal(found.at, 'sea')
  })

  void test('any point has an answer, and nobody is offered twice', () => {
    const anywhere = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
    })
    const around = fc.record({
      lat: fc.double({ min: 49, max: 61, noNaN: true }),
      lon: fc.double({ min: -9, max: 3, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.oneof(anywhere, around), (position) => {
        const { force, second, metres } = geography.whoIsResponsible(position)
        assert.ok(metres >= 0)
        if (second) assert.ok(force && force.code !== second.code)
        if (force) assert.ok(metres <= 13 * 1_852)
      }),
      { numRuns: 2_000 },
    )
    assert.equal(geography.whoIsResponsible({ lat: Number.NaN, lon: 0 }).force, null)
  })

  void test('places are found by the beginning of a word, accents or not, the coast first', () => {
    const names = (text: string) => geography.searchPlaces(text).map(({ name }) => name)
    assert.equal(names('rye')[0], 'Rye')
    assert.equal(names('  RYE ')[0], 'Rye')
    assert.ok(names('Saint Leonards').some((name) => /Leonards/.test(name)))
    assert.equal(geography.searchPlaces('Newport, Isle')[0]?.county, 'Isle of Wight')
    assert.equal(geography.searchPlaces('h', 7).length, 7)
    assert.equal(names('Caerdydd')[0], 'Cardiff')
    assert.equal(names('abertawe')[0], 'Swansea')
    assert.deepEqual(names(''), [])
    assert.deepEqual(names('calais'), [])
    assert.deepEqual(names('x'.repeat(5_000)), [])
    assert.equal(foldName('Ynys Môn'), 'ynys mon')
  })

  void test('a near spelling of a place is offered, the coast first, and never taken unseen', () => {
    const names = (text: string) => geography.searchPlaces(text).map(({ name }) => name)
    for (const [typed, name] of [
      ['Littlehamton', 'Littlehampton'],
      ['Eastborne', 'Eastbourne'],
      ['Brigthon', 'Brighton'],
      ['Newhavne', 'Newhaven'],
      ['hastigns', 'Hastings'],
    ] as const) {
      assert.ok(names(typed).slice(0, 3).includes(name), `${typed}: ${names(typed).join(', ')}`)
      assert.equal(geography.placeNamed(typed), null, typed)
    }
    for (const typed of ['xqzwvk', 'Rya', 'calais']) assert.deepEqual(names(typed), [], typed)
  })

  void test('a short Plus Code stands with the name of a place', () => {
    const found = readPosition(geography, 'WP2M+2X Rye')
    assert.ok(found && 'position' in found)
    assert.ok(Math.abs(found.position.lat - 50.95) < 0.5)
  })

  void test('every force is there, each with its licence lines', () => {
    assert.equal(FORCES.size, 45)
    assert.ok(attributions(geography).some((line) => line.includes('GeoNames')))
  })
})

void describe('layers that were loaded', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-geo-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  void test('two forces side by side: land, sea, the second by distance', async () => {
    const from = path.join(folder, 'two')
    await rm(from, { recursive: true, force: true })
    const into = path.join(folder, 'node-two', 'geo')
    await writeFolder(from, { 'areas.geojson': JSON.stringify(twoForces), 'notes.md': 'not a layer' })
    const report = await loadLayers(from, into)
    assert.deepEqual(
      report.files.map(({ name, used }) => [name, used]),
      [
        ['areas.geojson', true],
        ['notes.md', false],
      ],
    )
    const geography = await openGeography(into)
    const who = (lat: number, lon: number) => {
      const { force, second, at, metres } = geography.whoIsResponsible({ lat, lon })
      return [force?.short ?? null, second?.short ?? null, at, Math.round(metres / 100)]
    }
    assert.deepEqual(who(51.1, 0.25), ['Sussex', null, 'land', 0])
    assert.deepEqual(who(51.1, 0.49), ['Sussex', 'Kent', 'land', 0], 'the border is 700 metres away')
    assert.deepEqual(who(50.89, 0.25), ['Sussex', null, 'sea', 11])
    assert.deepEqual(who(50.89, 0.48), ['Sussex', 'Kent', 'sea', 11])
    assert.deepEqual(who(50.89, 0.52), ['Kent', 'Sussex', 'sea', 11])
    assert.deepEqual(who(50.6, 0.25).slice(0, 3), [null, null, 'sea'], 'eighteen miles out')
    assert.equal(geography.loaded, true)
    assert.ok(attributions(geography).some((line) => line.includes('Office for National Statistics')))
  })

  void test('what cannot be used is left, with the reason, and nothing is changed', async () => {
    const from = path.join(folder, 'bad')
    const into = path.join(folder, 'node-bad', 'geo')
    const metres = structuredClone(twoForces)
    for (const one of metres.features)
      one.geometry.coordinates = one.geometry.coordinates.map((ring) =>
        ring.map(([x = 0, y = 0]) => [x * 100_000, y * 10_000]),
      )
    await writeFolder(from, {
      'cut-off.geojson': JSON.stringify(twoForces).slice(0, 100),
      'empty.geojson': '{"type":"FeatureCollection","features":[]}',
      'metres.geojson': JSON.stringify(metres),
      'table.tsv': 'a\tb\n1\t2\n',
      'torn.topojson': '{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[7]]}},"arcs":[]}',
    })
    const report = await loadLayers(from, into)
    assert.deepEqual(report.used, [])
    assert.ok(report.files.every(({ used, why }) => !used && why.length > 10))
    assert.match(report.files.find(({ name }) => name === 'metres.geojson')?.why ?? '', /WGS 84/)
    assert.equal(existsSync(into), false)
  })

  // Official layers, where they lie beside the checkout; layers of our own are loaded above.
  if (hasShared)
    void test('all places of a longer list, with official layers', async () => {
      const into = path.join(folder, 'node', 'geo')
      const report = await loadLayers(SHARED, into)
      assert.ok(report.used.length >= 6)
      const geography = await openGeography(into)
      assert.deepEqual(await wrongIn(geography), [])
      assert.equal(geography.searchPlaces('Camber')[0]?.force, 'E23000033')
    })
})

async function writeFolder(at: string, files: Record<string, string>): Promise<void> {
  const { mkdir } = await import('node:fs/promises')
  await mkdir(at, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(at, name), text)
}
