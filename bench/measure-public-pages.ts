/**
 * What the public's pages cost: bytes over the wire with an empty cache, in a real browser; and when a page
 * without scripts can be used on a bad network, throttled by the browser itself.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '../test/browser.ts'
import { desk } from '../test/support/callers.ts'

export type PublicPageFigure = {
  page: string
  /** document, styles, script and all else */
  bytes: number
  /** milliseconds to the end of the document at 400 kbit/s and 400 ms, without script */
  usable: number
}
export type PublicPagesFigure = {
  pages: PublicPageFigure[]
  /** the map that moves, with its tiles */
  mapBytes: number
  /** plain limit: one answer of no length on the same network */
  emptyAnswer: number
}

const TELEPHONE = { width: 390, height: 844 }
/** A bad telephone network. Bytes a second, milliseconds. */
const NETWORK = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 }

const WANTED = {
  first: '/report',
  danger: '/report/danger',
  start: '/report/start',
  kind: '/report/kind',
  where: '/report/where',
  place: '/report/where/chosen',
  position: '/report/where/position',
  when: '/report/when',
  seen: '/report/seen',
  vessel: '/report/vessel',
  vehicle: '/report/vehicle',
  people: '/report/people',
  'how you know': '/report/know',
  'still going on': '/report/again',
  photographs: '/report/photographs',
  contact: '/report/contact',
  check: '/report/check',
  receipt: '/report/receipt',
  'first, in Welsh': '/cy/report',
} as const

/** @param url - of a node; no desk is needed */
export async function measurePublicPages(url: string): Promise<PublicPagesFigure> {
  const draft = desk(url)
  await draft.post('/report/start', {})
  // Of this kind everything is asked.
  await draft.post('/report/kind', { kind: 'landing' })
  await draft.post('/report/where/position', { position: '50.9290, 0.7790' })
  const cookies = [...draft.cookies].map(([name, value]) => ({ name, value, url }))
  const browser = await launchBrowser()
  try {
    const pages: PublicPageFigure[] = []
    for (const [page, path] of Object.entries(WANTED)) {
      // Once beforehand, so that no template is read from the disk while it is measured.
      await draft.get(path)
      const bytes = await visit(browser, cookies, true, async (view) => await bytesOf(view, url + path))
      const usable = await visit(browser, cookies, false, async (view) => await timeOf(view, url + path))
      pages.push({ page, bytes, usable })
    }
    const emptyAnswer = await visit(browser, cookies, false, (view) => timeOf(view, `${url}/healthz`))
    const mapBytes = await visit(browser, cookies, true, (view) =>
      bytesOf(view, `${url}/report/where/map`, async () => {
        await view.locator('[data-big-map] button').click()
        await view.locator('.leaflet-tile-loaded').first().waitFor()
      }),
    )
    return { pages, mapBytes, emptyAnswer }
  } finally {
    await browser.close()
  }
}

/**
 * Opens a page of a telephone with an empty cache.
 * @param cookies - that it has
 * @param scripts - does it run them?
 */
export async function visit<Result>(
  browser: Browser,
  cookies: Parameters<BrowserContext['addCookies']>[0],
  scripts: boolean,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ viewport: TELEPHONE, javaScriptEnabled: scripts })
  try {
    await context.addCookies(cookies)
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

/** @returns every byte over the wire */
export async function bytesOf(page: Page, address: string, then?: () => Promise<void>): Promise<number> {
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  let bytes = 0
  wire.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength
  })
  const answer = await page.goto(address, { waitUntil: 'load' })
  if (answer?.status() !== 200 || answer.url() !== address)
    throw new Error(`${address}: ${String(answer?.status())} at ${answer?.url() ?? 'nowhere'}`)
  await then?.()
  await page.waitForTimeout(500)
  return bytes
}

/** @returns milliseconds until it can be used, at 400 kbit/s and 400 ms */
export async function timeOf(page: Page, address: string): Promise<number> {
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.emulateNetworkConditions', NETWORK)
  const began = performance.now()
  await page.goto(address, { waitUntil: 'load' })
  return performance.now() - began
}
