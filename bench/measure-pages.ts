/**
 * What a desk's pages cost: every byte over the wire on a first view, in a real browser with an empty
 * cache; and how long the server takes, because a list that is read from its old end grows unnoticed.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { launchBrowser } from '../test/browser.ts'
import type { Cluster } from './cluster.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, slugOf } from './world.ts'

export type PageFigure = { page: string; bytes: number; requests: number; times: Spread }
export type PagesFigure = {
  pages: PageFigure[]
  /** plain limit: GOV.UK Frontend's own stylesheet and script, minified and compressed, without a page */
  govukBytes: number
}

const VIEWS = 40

export async function measurePages(cluster: Cluster, node: RunningNode): Promise<PagesFigure> {
  const { rows } = await cluster.admin.query<{ id: string }>(
    `select r.id from access.record r join identity.agency a on a.id = r.agency_id
     where a.slug = $1 and r.status = 'disseminated' and not r.released_to_all and r.released_to = '{}' order by r.id desc limit 1`,
    [slugOf(1)],
  )
  const desk = await node.signIn(emailOf('intelligence_officer', 1))
  const wanted = {
    home: '/',
    report: `/reports/${rows[0]?.id ?? ''}`,
    search: '/search?q=harbour',
    matches: '/matches',
    inbox: '/reports',
    'own reports': '/reports/ours',
  }
  const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const browser = await launchBrowser()
  const pages: PageFigure[] = []
  try {
    for (const [name, address] of Object.entries(wanted)) {
      const context = await browser.newContext()
      await context.addCookies(
        [...desk.cookies].map(([cookie, value]) => ({ name: cookie, value, url: node.url })),
      )
      const page = await context.newPage()
      const wire = await context.newCDPSession(page)
      await wire.send('Network.enable')
      let bytes = 0
      let requests = 0
      wire.on('Network.loadingFinished', (event) => {
        bytes += event.encodedDataLength
        requests++
      })
      const answer = await page.goto(node.url + address, { waitUntil: 'load' })
      if (answer?.status() !== 200) throw new Error(`${name}: status ${String(answer?.status())}`)
      // Icons come after the page; the stream of live updates never ends and is no download.
      await page.waitForTimeout(700)
      const times: number[] = []
      for (let view = 0; view < VIEWS; view++)
        times.push((await node.client.call('GET', address, { cookie })).ms)
      pages.push({ page: name, bytes, requests, times: spreadOf(times) })
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return { pages, govukBytes: await plainFrontend() }
}

async function plainFrontend(): Promise<number> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'))
  const files = ['govuk-frontend.min.css', 'govuk-frontend.min.js']
  const sizes = await Promise.all(
    files.map(
      async (name) => brotliCompressSync(await readFile(path.join(folder, 'dist', 'govuk', name))).byteLength,
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
