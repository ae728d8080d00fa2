/** A new line: stretches and sites keep their places on the ground. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { isBeside } from '../../../../test/support/beside.ts'
import { loadCoast } from '../../../../exercise/coast/load-coast.ts'
import { exerciseLine } from '../../../../exercise/coast/line.ts'
import { exerciseSites } from '../../../../exercise/coast/sites.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { Scope } from '../../../platform/database/scope.ts'
import { measure } from '../chainage/chainage.ts'
import { readCoastline } from '../chainage/read-coastline.ts'
import type { SeamarkError } from '../../../platform/errors.ts'
import { listSites } from '../sites/site-store.ts'
import { loadSites } from '../sites/load-sites.ts'
import { readSites } from '../sites/read-sites.ts'
import { loadLine, movedStretches } from './load-line.ts'
import type { Stretch } from './plan.ts'
import { listStretches } from './plan-store.ts'

const geo = path.join(import.meta.dirname, '../../../../../shared/geo')
const straight = measure([
  { lat: 50, lon: 0 },
  { lat: 50, lon: 1 },
])
const from = (fromMile: number, toMile: number): Stretch => ({
  id: String(fromMile),
  name: 'Any',
  fromMile,
  toMile,
  leadId: null,
  leadName: null,
  leadActive: false,
  cover: '',
  vulnerabilities: '',
  reviewedOn: null,
  reviewOn: null,
  publicName: true,
  version: 1,
})

void test('a line that begins elsewhere moves the miles, not the places', async () => {
  const longer = measure([
    { lat: 50, lon: -1 },
    { lat: 50, lon: 1 },
  ])
  const moved = await movedStretches([from(10, 20), from(20, 30)], straight, longer)
  assert.deepEqual(
    moved?.map(({ fromMile, toMile }) => [fromMile, toMile]),
    [
      [54.4, 64.4],
      [64.4, 74.4],
    ],
  )
})

void test('a line that runs the other way, or elsewhere, leaves the miles as they are', async () => {
  const back = measure([...straight.points].reverse())
  assert.equal(await movedStretches([from(10, 20), from(20, 30)], straight, back), null)
  const elsewhere = measure([
    { lat: 58, lon: -5 },
    { lat: 58, lon: -4 },
  ])
  assert.equal(await movedStretches([from(10, 20)], straight, elsewhere), null)
})

void test('a file with several lines asks which; one that is no line says so', () => {
  const line = (id: string) => ({
    type: 'Feature',
    properties: { id },
    geometry: { type: 'LineString', coordinates: [[0, 50], [1, 50]] }, // prettier-ignore
  })
  const several = JSON.stringify({ type: 'FeatureCollection', features: [line('one'), line('other')] })
  const fault = (text: string, wanted: string | null = null) => {
    try {
      readCoastline(text, wanted)
    } catch (thrown) {
      return (thrown as { fields?: Record<string, string> }).fields?.['line'] ?? ''
    }
    return ''
  }
  assert.match(fault(several), /Say which: one, other/)
  assert.match(fault(several, 'third'), /It holds: one, other/)
  assert.equal(readCoastline(several, 'other').name, 'other')
  assert.match(fault('{"type":"Point","coordinates":[0,50]}'), /holds no line/)
  assert.match(
    fault('{"type":"LineString","coordinates":[[500000,100000],[500100,100000]]}'),
    /longitude and latitude/,
  )
  assert.match(fault('{"type":"LineString","coordinates":[[0,50],[0,50]]}'), /not the coast/)
})

void describe('another line and sites over the exercise', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
    await loadCoast(base.database)
  })
  after(() => base.close())

  const asSussex = <T>(work: (scope: Scope) => Promise<T>) =>
    base.database.performAsService(
      { service: 'operator', operation: 'coast.line.load', agencyId: base.agency('sussex-police') },
      work,
    )

  void test('a line drawn more coarsely: stretches and sites move along', async () => {
    const coarse = exerciseLine.filter(
      (_point, index) => index % 2 === 0 || index === exerciseLine.length - 1,
    )
    const text = JSON.stringify({ type: 'LineString', coordinates: coarse })
    const before = await asSussex(listStretches)
    const loaded = await asSussex((scope) => loadLine(scope, readCoastline(text, null)))
    const whole = measure(exerciseLine.map(([lon, lat]) => ({ lat, lon }))).miles
    assert.ok(loaded.miles < whole && loaded.miles > 0.9 * whole, String(loaded.miles))
    assert.equal(loaded.sites, exerciseSites.length)
    const stretches = await asSussex(listStretches)
    assert.deepEqual(
      stretches.map(({ name }) => name),
      before.map(({ name }) => name),
    )
    assert.ok(stretches.every(({ fromMile, toMile }) => toMile > fromMile && toMile <= loaded.miles + 0.001))
  })

  void test('a file of sites is loaded once; what the plan has otherwise is said by line', async () => {
    const site = (name: string, kind: string, lon: number, lat: number) => ({
      type: 'Feature',
      properties: { name, kind },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })
    const [known] = exerciseSites
    assert.ok(known)
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        site('A slipway of the test', 'slipway', -0.37, 50.809),
        site('A quay of the test', 'quay', 0.773, 50.93),
        // The plan has it elsewhere.
        site(known.name, known.kind, 0.2, 50.742),
      ],
    })
    const rows = readSites(text, 'sites.geojson')
    const loaded = await asSussex((scope) => loadSites(scope, rows))
    assert.equal(loaded.added, 2, JSON.stringify(loaded))
    assert.equal(loaded.refused.length, 1)
    const again = await asSussex((scope) => loadSites(scope, rows))
    assert.deepEqual([again.added, again.already], [0, 2])
  })

  void test('a line of very many points is refused in words where very many places stand on it', async () => {
    const points = Array.from({ length: 100_000 }, (_, at) => ({
      lat: 50.7 + (at % 2) / 1_000,
      lon: at / 100_000,
    }))
    const places = async () => (await asSussex(listSites)).length + 2 * (await asSussex(listStretches)).length
    assert.ok((await places()) > 50)
    await assert.rejects(
      asSussex((scope) => loadLine(scope, { name: 'Long', points })),
      (fault: SeamarkError) =>
        /Simplify the line to [\d,]+ points or fewer/.test(fault.fields?.['line'] ?? ''),
    )
    const rows = Array.from({ length: 200_000 }, (_, line) => ({
      line,
      site: {
        name: `Far ${String(line)}`,
        kind: 'slipway' as const,
        position: { lat: 0, lon: 0 },
        contact: '',
        telephone: '',
      },
    }))
    await assert.rejects(
      asSussex((scope) => loadSites(scope, rows)),
      (fault: SeamarkError) => /Simplify the line/.test(fault.fields?.['sites'] ?? ''),
    )
  })

  void test('others have their turn while places are looked for on a line', async () => {
    let turns = 0
    const clock = setInterval(() => (turns += 1), 1)
    const points = Array.from({ length: 20_000 }, (_, at) => ({ lat: 50.7, lon: at / 20_000 }))
    await movedStretches(
      Array.from({ length: 20 }, (_, at) => from(at, at + 1)),
      measure(points),
      measure(points),
    )
    clearInterval(clock)
    assert.ok(turns > 10, String(turns))
  })

  void test('a plan takes two thousand sites, and says so of those beyond', async () => {
    const asNca = <T>(work: (scope: Scope) => Promise<T>) =>
      base.database.performAsService(
        { service: 'operator', operation: 'coast.sites.load', agencyId: base.agency('nca') },
        work,
      )
    const rows = Array.from({ length: 2_002 }, (_, line) => ({
      line,
      site: {
        name: `Slipway ${String(line)}`,
        kind: 'slipway' as const,
        position: { lat: 50, lon: 0 },
        contact: '',
        telephone: '',
      },
    }))
    const loaded = await asNca((scope) => loadSites(scope, rows))
    assert.deepEqual([loaded.added, loaded.refused.length], [2_000, 2])
    assert.match(loaded.refused[0]?.reason ?? '', /2,000 sites/)
  })

  if (!isBeside(geo)) return
  // Official data, where it lies beside the checkout.
  void test('the line of Sussex measures 139.0 miles, and stretches and sites move along', async () => {
    const text = await readFile(path.join(geo, 'sussex_coast_lines.geojson'), 'utf8')
    const loaded = await asSussex((scope) => loadLine(scope, readCoastline(text, 'coast_rivers_closed')))
    assert.ok(Math.abs(loaded.miles - 139) < 0.2)
    assert.ok(loaded.sites > 40)
    const stretches = await asSussex(listStretches)
    const brighton = stretches.find(({ name }) => name === 'Hove to Brighton Marina')
    assert.ok(brighton)
    if (!loaded.stretchesKept) assert.ok(Math.abs(brighton.toMile - 86.8) < 1, String(brighton.toMile))
  })

  void test('the sites of Sussex are loaded; those that the plan has otherwise are said by line', async () => {
    const text = await readFile(path.join(geo, 'sussex_sites_curated.geojson'), 'utf8')
    const rows = readSites(text, 'sussex_sites_curated.geojson')
    const loaded = await asSussex((scope) => loadSites(scope, rows))
    assert.equal(loaded.added + loaded.refused.length, 45)
    assert.ok(loaded.added > 20, JSON.stringify(loaded.refused))
    const again = await asSussex((scope) => loadSites(scope, rows))
    assert.equal(again.added, 0)
    assert.equal(again.already, loaded.added)
  })
})
