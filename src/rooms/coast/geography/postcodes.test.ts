import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { loadLayers } from './load-layers.ts'
import { openGeography } from './open-geography.ts'
import { postcodeIn, postcodesOf } from './postcodes.ts'

// Codes of this shape that no street has: QQ and ZZ are no areas.
const LAYER =
  'postcode\tlat\tlon\nQQ31 7RH\t50.93\t0.80\nQQ31 7RJ\t50.95\t0.82\nQQ3 1AA\t50.1\t-5.1\nbroken\t1\t2\n'

void test('a postcode is one however it is typed, and the name of a place is none', () => {
  for (const typed of ['qq31 7rh', 'QQ317RH', ' QQ31-7RH '])
    assert.equal(postcodeIn(typed), 'QQ31 7RH', typed)
  assert.equal(postcodeIn('QQ31'), 'QQ31')
  for (const typed of ['Rye', 'Camber Sands', 'TQ 954 180', '']) assert.equal(postcodeIn(typed), null, typed)
})

void test('a whole postcode is its street, and half of one the middle of its streets', () => {
  const find = postcodesOf([LAYER])
  assert.deepEqual(find('QQ31 7RH'), { lat: 50.93, lon: 0.8 })
  assert.deepEqual(find('QQ31'), { lat: 50.94, lon: 0.81 })
  assert.deepEqual(find('QQ3'), { lat: 50.1, lon: -5.1 })
  assert.equal(find('QQ32 1AA'), null)
})

void test('postcodes are found when an operator has loaded them, and a node without them says so', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-postcodes-'))
  try {
    const from = path.join(folder, 'from')
    await mkdir(from)
    await writeFile(path.join(from, 'codes.tsv'), LAYER)
    const report = await loadLayers(from, path.join(folder, 'geo'))
    assert.deepEqual(
      report.files.map(({ found, used }) => [found, used]),
      [['4 postcodes', true]],
    )
    const [without, loaded] = [await openGeography(null), await openGeography(path.join(folder, 'geo'))]
    assert.deepEqual([without.postcodes, loaded.postcodes], [false, true])
    assert.deepEqual(
      loaded.searchPlaces('qq317rh').map(({ name, lat, lon }) => ({ name, lat, lon })),
      [{ name: 'QQ31 7RH', lat: 50.93, lon: 0.8 }],
    )
    assert.deepEqual(without.searchPlaces('qq317rh'), [])
  } finally {
    await rm(folder, { recursive: true })
  }
})
