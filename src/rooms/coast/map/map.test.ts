import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import fc from 'fast-check'
import { openGeography, type Geography } from '../geography/index.ts'
import { clipped, simplified } from './draw-land.ts'
import { mapPicture, mapTile, pictureAddress } from './map-picture.ts'
import { mapTiles } from './tiles.route.ts'
import { pixelOf, positionAt, type MapView } from './view.ts'

const RYE = { lat: 50.915, lon: 0.79 }
const LARGEST = 30_000

void describe('maps drawn on the server', () => {
  let geography: Geography
  before(async () => {
    geography = await openGeography(null)
  })
  const around = (zoom: number, centre = RYE): MapView => ({ centre, zoom, width: 360, height: 360 })

  void test('a picture is at most 30 kB compressed at any zoom', () => {
    for (const centre of [RYE, { lat: 54.6, lon: -3.4 }, { lat: 57.5, lon: -6 }, { lat: 51.5, lon: -0.1 }])
      for (let zoom = 4; zoom <= 16; zoom++) {
        const svg = mapPicture(geography, { ...around(zoom, centre), language: 'en' })
        assert.ok(gzipSync(pictureAddress(svg)).length <= LARGEST, `zoom ${String(zoom)}`)
      }
  })

  void test('it shows land, places, scale and credits, and no style or script', () => {
    const svg = mapPicture(geography, {
      ...around(9),
      marks: [{ position: RYE, kind: 'pin' }],
      language: 'en',
    })
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="360" height="360"/)
    for (const wanted of ['Hastings', 'nautical mi', 'GeoNames', 'Natural Earth', 'translate(180 180)'])
      assert.ok(svg.includes(wanted), wanted)
    assert.doesNotMatch(svg, /style=|<style|<script|<image|href=|https?:(?!\/\/www\.w3\.org)/)
    assert.match(mapPicture(geography, { ...around(9), language: 'cy' }), /milltir forol/)
  })

  void test('names are text, whatever they hold', () => {
    const evil = `</text><script>alert("1")</script>&\u0000\ud800'`
    const hostile: Geography = {
      ...geography,
      places: [{ name: evil, ...RYE, county: null, force: null, population: 9_000_000, coast: 0 }],
      sources: [{ layer: evil, attribution: evil, credit: evil }],
    }
    const svg = mapPicture(hostile, {
      ...around(10),
      marks: [{ position: RYE, label: evil, kind: 'site' }],
      lines: [{ points: [RYE, { lat: 50.95, lon: 0.9 }], kind: 'gap', name: evil }],
      language: 'en',
    })
    assert.doesNotMatch(svg, /<script/)
    assert.equal(svg.split('&lt;script&gt;').length - 1, 4)
    assert.ok(!svg.includes('\u0000'))
    const address = pictureAddress(svg)
    assert.doesNotMatch(address, /[<>"#]/)
    assert.equal(decodeURIComponent(address.slice('data:image/svg+xml,'.length)), svg)
  })

  void test('odd windows are brought into bounds', () => {
    for (const odd of [Number.NaN, Infinity, -1e9, 1e9]) {
      const svg = mapPicture(geography, {
        centre: { lat: odd, lon: odd },
        zoom: odd,
        width: odd,
        height: odd,
        language: 'en',
      })
      assert.doesNotMatch(svg, /NaN|Infinity/)
    }
  })

  void test('a press on a picture is the position that is drawn there', () => {
    const view = fc.record({
      centre: fc.record({
        lat: fc.double({ min: 49, max: 61, noNaN: true }),
        lon: fc.double({ min: -8, max: 2, noNaN: true }),
      }),
      zoom: fc.integer({ min: 4, max: 16 }),
      width: fc.integer({ min: 100, max: 800 }),
      height: fc.integer({ min: 100, max: 800 }),
    })
    fc.assert(
      fc.property(view, fc.nat(800), fc.nat(800), (window, x, y) => {
        const back = pixelOf(window, positionAt(window, x, y))
        assert.ok(Math.abs(back.x - x) < 1e-3 && Math.abs(back.y - y) < 1e-3)
      }),
    )
    assert.deepEqual(pixelOf(around(12), RYE), { x: 180, y: 180 })
  })

  void test('tiles agree with each other about names', () => {
    // A name that hangs over the edge must be drawn on both sides of it, or it is cut in half.
    const names = (svg: string) =>
      [...svg.matchAll(/<text x="([-\d.]+)"[^>]*>([^<]*)</g)].map(([, x, name]) => ({ x: Number(x), name }))
    let crossing = 0
    for (let column = 250; column < 260; column++) {
      const right = names(mapTile(geography, 9, column + 1, 171))
      for (const { x, name } of names(mapTile(geography, 9, column, 171)).filter(
        ({ x }) => Math.abs(x - 256) < 55,
      )) {
        crossing += 1
        assert.ok(
          right.some((other) => other.name === name && Math.abs(other.x - (x - 256)) < 0.2),
          name,
        )
      }
    }
    assert.ok(crossing > 0)
  })

  void test('clipping keeps what is inside, and simplifying keeps the shape', () => {
    const box = { left: 0, top: 0, right: 10, bottom: 10 }
    assert.deepEqual(
      [...clipped(Float64Array.from([-5, -5, 15, -5, 15, 15, -5, 15]), box)].sort(),
      [0, 0, 0, 0, 10, 10, 10, 10],
    )
    assert.equal(clipped(Float64Array.from([20, 20, 30, 20, 30, 30]), box).length, 0)
    assert.deepEqual([...simplified(Float64Array.from([0, 0, 5, 0.1, 10, 0]))], [0, 0, 10, 0])
    assert.deepEqual([...simplified(Float64Array.from([0, 0, 5, 3, 10, 0]))], [0, 0, 5, 3, 10, 0])
  })

  void test('the route gives tiles of our waters and nothing else', async () => {
    const app = Fastify()
    app.setErrorHandler((_fault, _request, reply) => reply.status(404).send(''))
    await app.register(mapTiles({ dataFolder: '/nowhere-at-all' }))
    const tile = await app.inject('/map/9/256/172.svg')
    assert.equal(tile.statusCode, 200)
    assert.equal(tile.headers['content-type'], 'image/svg+xml')
    assert.equal(tile.headers['cache-control'], 'public, max-age=86400')
    assert.equal((await app.inject('/map/9/256/172.svg')).body, tile.body)
    for (const wrong of [
      '9/0/0.svg',
      '3/4/2.svg',
      '17/65000/44000.svg',
      '9/256/172.png',
      '9/-1/172.svg',
      '9/256/1e2.svg',
      '9/256/172',
      'a/b/c.svg',
    ])
      assert.equal((await app.inject(`/map/${wrong}`)).statusCode, 404, wrong)
    await app.close()
  })
})
