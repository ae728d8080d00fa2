/** The map that moves, in a browser under the content policy of the public's pages. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { readAssets } from '../../src/design/assets.ts'
import { buildAssets } from '../../src/design/build-assets.ts'
import { mapTiles } from '../../src/rooms/coast/index.ts'
import { launchBrowser } from '../browser.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'"

const EVIL = '<img src=x onerror=alert(1)>'

describe('the map that moves', () => {
  let app: FastifyInstance
  let browser: Browser
  let page: Page
  let folder: string
  const faults: string[] = []
  const asked: string[] = []

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-map-'))
    await buildAssets(folder)
    const script = readAssets(folder).map
    app = Fastify()
    await app.register(mapTiles({ dataFolder: folder }))
    app.get(script, async (_request, reply) =>
      reply.type('text/javascript').send(await readFile(path.join(folder, path.basename(script)))),
    )
    const shapes = JSON.stringify({
      lines: [
        {
          points: [
            [50.93, 0.77],
            [50.93, 0.85],
          ],
          kind: 'gap',
          name: EVIL,
        },
      ],
      sites: [{ at: [50.93, 0.8], name: EVIL, href: 'javascript:alert(1)' }],
    }).replaceAll('<', '\\u003c')
    app.get('/', (_request, reply) =>
      reply.type('text/html').header('content-security-policy', POLICY)
        .send(`<!DOCTYPE html><html lang="en"><title>Map</title><link rel="icon" href="data:,">
<form><input type="hidden" name="pin-lat"><input type="hidden" name="pin-lon"><p data-without-moving-map>Buttons</p>
<div data-seamark-map data-centre="50.915,0.79" data-zoom="11" data-language="en" data-attribution="Thanks"
 data-lat-input="pin-lat" data-lon-input="pin-lon" data-shapes="${shapes.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></div></form>
<script type="module" src="${script}"></script></html>`),
    )
    const base = await app.listen({ host: '127.0.0.1', port: 0 })
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text())
    })
    page.on('pageerror', (fault) => faults.push(fault.message))
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(base)
    await page.waitForSelector('.leaflet-tile-loaded')
  })
  after(async () => {
    await browser.close()
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })

  const pin = () =>
    page.evaluate<[number, number]>(
      `['pin-lat', 'pin-lon'].map((name) => Number(document.forms[0].elements[name].value))`,
    )

  test('stands in place of the picture, with tiles of our own and nothing from elsewhere', async () => {
    assert.equal(await page.isVisible('text=Buttons'), false)
    assert.ok(asked.some((url) => url.includes('/map/11/')))
    const hosts = new Set(asked.map((url) => new URL(url).hostname))
    assert.deepEqual([...hosts], ['127.0.0.1'])
    assert.ok(await page.isVisible('text=Thanks'))
  })

  test('by the keys alone: the pin is put in the middle, then moved', async () => {
    await page.focus('.seamark-moving-map')
    await page.keyboard.press('Enter')
    assert.deepEqual(await pin(), [50.915, 0.79])
    assert.match((await page.textContent('[role=status]')) ?? '', /50°54\.90′ N 000°47\.40′ E/)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+ArrowRight')
    const [lat, lon] = await pin()
    assert.ok(lat > 50.915 && lon > 0.8, `${String(lat)} ${String(lon)}`)
  })

  test('by pressing on it', async () => {
    const box = await page.locator('.seamark-moving-map').boundingBox()
    assert.ok(box)
    await page.mouse.click(box.x + 60, box.y + 250)
    const [lat, lon] = await pin()
    assert.ok(lat < 50.915 && lon < 0.79, `${String(lat)} ${String(lon)}`)
  })

  test('names are text, and nothing breaks the content policy', async () => {
    await page.hover('path.leaflet-interactive[fill="#1d70b8"]')
    assert.ok((await page.textContent('.leaflet-tooltip'))?.includes(EVIL))
    assert.equal(await page.locator('img[src="x"]').count(), 0)
    assert.deepEqual(faults, [])
  })
})
