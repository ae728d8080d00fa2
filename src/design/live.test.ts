import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { servePages } from '../../test/pictures/gallery.ts'
import { openBrowser } from '../../test/pictures/picture.ts'
import { createTemplates } from './templates.ts'

const NONCE = 'bm9uY2Utb2YtdGhlLWdhbGxlcnk'
const ASSETS = join(import.meta.dirname, '..', '..', 'build', 'assets')

let browser: Browser
let site: Awaited<ReturnType<typeof servePages>>
let streams: ServerResponse[] = []
let refusals = 0
let tasks = ['Answer the match on a plate']
let done = 0
let fragments = 0
/** fragments for somebody who came back to their tab */
let seen = 0

before(async () => {
  const templates = createTemplates({ assetsFolder: ASSETS, development: false })
  site = await servePages(
    (path, fragment) => {
      if (fragment !== undefined) fragments += 1
      if (fragment === 'seen') seen += 1
      if (path === '/import' && fragment !== undefined) done += 50
      return templates.render('design/live-page.njk', {
        title: 'Your work',
        cspNonce: NONCE,
        frame: {
          person: { name: 'Dana Hughes', agency: 'Sussex Police' },
          purpose: 'Testing',
          searches: true,
          navigation: [{ text: 'Matches', href: '/matches', count: 0, key: 'matches' }],
          csrf: 'x',
        },
        tasks: tasks.map((what) => ({ what, href: '/' })),
        done,
        importing: path === '/import',
      })
    },
    (response) => {
      if (refusals > 0) {
        refusals -= 1
        response.writeHead(503).end()
        return
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n')
      streams.push(response)
    },
  )
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await site.stop()
})
beforeEach(() => {
  streams = []
  tasks = ['Answer the match on a plate']
  fragments = 0
  seen = 0
})

test('a message sets the counters and brings the region up to date, and the focus stays', async () => {
  const page = await open('/')
  await page.locator('.seamark-tasks a').focus()
  tasks = ['Answer the match on a plate', 'Accept the conditions of KP-26-000022']
  send({ counts: { matches: 1204, unknown: 1 } })
  await page.getByText('Accept the conditions').waitFor()
  assert.match(await page.locator('[data-count="matches"]').innerText(), /^99\+\s+new$/u)
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Answer the match on a plate')
  assert.equal(await page.locator('[data-announcer]').innerText(), 'This page was brought up to date.')
  assert.equal(fragments, 1)
  await page.close()
})

test('a region in which somebody is typing is left alone', async () => {
  const page = await open('/')
  await page.getByLabel('Note').fill('half a sentence')
  tasks = ['Something else']
  send({ counts: {} })
  await page.getByText('There is something new').waitFor({ state: 'attached' })
  assert.equal(await page.getByLabel('Note').inputValue(), 'half a sentence')
  await page.close()
})

test('a page whose turn comes late says at once that there is something new, and shows it when asked', async () => {
  const page = await open('/')
  tasks = ['Something that many were told of']
  send({ counts: {}, spread: 600_000 })
  const offer = page.getByRole('link', { name: 'Show it now' })
  await offer.waitFor()
  assert.equal(fragments, 0)
  await offer.click()
  await page.getByText('Something that many were told of').waitFor()
  await offer.waitFor({ state: 'detached' })
  assert.equal(fragments, 1)
  await page.close()
})

test('a page that is told together with many others fetches itself within the time they share', async () => {
  const page = await browser.newPage()
  await page.clock.install()
  await page.addInitScript('Math.random = () => 0.5')
  await page.goto(site.address)
  while (streams.length === 0) await page.waitForTimeout(20)
  send({ counts: { matches: 3 }, spread: 20_000 })
  await page.getByText('3 new').waitFor()
  await page.clock.runFor(9_000)
  assert.equal(fragments, 0)
  tasks = ['Something that many were told of']
  await page.clock.runFor(2_000)
  await page.getByText('Something that many were told of').waitFor()
  assert.equal(fragments, 1)
  await page.close()
})

test('the title says how much is new, and that something is happening now', async () => {
  const page = await open('/')
  const title = await page.title()
  send({ counts: { home: 3 } })
  await titled(page, `(3) ${title}`)
  send({ counts: { home: 1_004, 'happening-now': 1 } })
  await titled(page, `(1 happening now) (99+) ${title}`)
  send({ counts: { home: 0, 'happening-now': 0 } })
  await titled(page, title)
  await page.close()
})

test('who asked for a sound hears one for each thing more that is happening now, and nobody else does', async () => {
  const page = await browser.newPage()
  await page.addInitScript(
    `globalThis.tones = 0; const make = AudioContext.prototype.createOscillator
     AudioContext.prototype.createOscillator = function () { tones += 1; return make.call(this) }`,
  )
  await page.goto(site.address)
  while (streams.length === 0) await page.waitForTimeout(20)
  const title = await page.title()
  const tones = () => page.evaluate('tones')
  const happens = async (now: number, heard: number) => {
    send({ counts: { home: 0, 'happening-now': now } })
    await titled(page, now === 0 ? title : `(${String(now)} happening now) ${title}`)
    assert.equal(await tones(), heard)
  }
  await happens(1, 0)
  await page.getByLabel('Tell me by a sound').check()
  assert.equal(await tones(), 2, 'the sound is heard once when it is asked for')
  await happens(0, 2)
  await happens(1, 4)
  await happens(2, 6)
  await happens(1, 6)
  await page.getByLabel('Tell me by a sound').uncheck()
  await happens(3, 6)
  await page.close()
})

/** Waits for a title; the page's own policy forbids the driver to ask for it. */
async function titled(page: Page, title: string | RegExp): Promise<void> {
  const fits = (now: string) => (typeof title === 'string' ? now === title : title.test(now))
  while (!fits(await page.title())) await page.waitForTimeout(20)
}

/** Whether a page can be seen, as its browser says. */
const look = (page: Page, hidden: boolean) =>
  page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${String(hidden)}, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))`)

test('hidden pages of one browser have one stream between them, and all say at once how much is new', async () => {
  const context = await browser.newContext()
  const pages = []
  for (let index = 0; index < 3; index++) {
    const page = await context.newPage()
    await page.goto(site.address)
    pages.push(page)
    while (streams.length <= index) await page.waitForTimeout(20)
  }
  const title = (await pages[0]?.title()) ?? ''
  const fetched = fragments
  const living = () => streams.filter((one) => !one.closed)
  for (const page of pages) await look(page, true)
  while (living().length !== 1 || streams.length < 4) await pages[0]?.waitForTimeout(20)
  send({ counts: { home: 2 } })
  for (const page of pages) await titled(page, `(2) ${title}`)
  assert.equal(fragments, fetched, 'nothing is fetched that nobody sees')
  // Whose turn it was is looked at: another one listens, and this page says that it was looked at.
  const [first] = pages
  if (first) await look(first, false)
  while (fragments === fetched || living().length !== 2) await pages[0]?.waitForTimeout(20)
  assert.equal(seen, 1)
  await context.close()
})

test('where hidden tabs cannot tell one another, each asks every two minutes', async () => {
  const page = await browser.newPage()
  await page.clock.install()
  await page.addInitScript('delete Navigator.prototype.locks')
  await page.goto(site.address)
  while (streams.length === 0) await page.waitForTimeout(20)
  send({ counts: { home: 1 } })
  await titled(page, /^\(1\)/u)
  const open = streams.at(-1)
  await look(page, true)
  while (open?.closed !== true) await page.waitForTimeout(20)
  const before = streams.length
  await page.clock.runFor(180_000)
  while (streams.length === before) await page.waitForTimeout(20)
  const stream = streams.at(-1)
  send({ counts: { home: 2 } })
  while (stream?.closed !== true) await page.waitForTimeout(20)
  assert.match(await page.title(), /^\(2\) /u)
  await page.close()
})

test('a message that is not for us breaks nothing', async () => {
  const page = await open('/')
  streams.at(-1)?.write('event: tasks\ndata: {"counts":\n\n')
  send({ counts: { matches: 2 } })
  await page.getByText('2 new').waitFor()
  await page.close()
})

test('a stream that was refused is opened again', async () => {
  refusals = 1
  const page = await open('/')
  send({ counts: { matches: 7 } })
  await page.getByText('7 new').waitFor()
  await page.close()
})

test('a page whose session has ended says so, and shows no longer what waits', async () => {
  const page = await open('/')
  send({ counts: { matches: 7 } })
  await page.getByText('7 new').waitFor()
  const before = streams.length
  streams.at(-1)?.end('event: signed-out\ndata: {}\n\n')
  const banner = page.getByRole('alert')
  await banner.waitFor()
  assert.match(await banner.innerText(), /You are signed out\. Sign in again\./)
  assert.equal(await banner.getByRole('link').getAttribute('href'), '/sign-in?return=%2F')
  assert.equal(await page.getByText('Answer the match').count(), 0)
  assert.equal(await page.getByText('7 new').isVisible(), false)
  assert.equal(streams.length, before, 'it asks no more')
  await page.close()
})

test('what somebody is typing stays theirs when the session ends', async () => {
  const page = await open('/')
  await page.getByLabel('Note').fill('half a sentence')
  streams.at(-1)?.end('event: signed-out\ndata: {}\n\n')
  await page.getByRole('alert').waitFor()
  assert.equal(await page.getByLabel('Note').inputValue(), 'half a sentence')
  await page.close()
})

test('long work is followed to its end', async () => {
  done = 0
  const page = await browser.newPage()
  await page.goto(`${site.address}/import`)
  await page.locator('p', { hasText: '100 of 100' }).waitFor()
  assert.equal(await page.locator('[data-live-progress]').count(), 0)
  assert.equal(await page.locator('[data-announcer]').textContent(), 'Importing: 100 of 100')
  await page.close()
})

async function open(path: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(site.address + path)
  while (streams.length === 0) await page.waitForTimeout(20)
  return page
}

function send(message: object): void {
  streams.at(-1)?.write(`event: tasks\ndata: ${JSON.stringify(message)}\n\n`)
}
