import axe from 'axe-core'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { HOSTILE } from './gallery-view.ts'
import { serveGallery } from '../../test/pictures/gallery.ts'
import { openBrowser, takePicture, WIDTHS } from '../../test/pictures/picture.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let browser: Browser
let site: Awaited<ReturnType<typeof serveGallery>>

before(async () => {
  site = await serveGallery()
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await site.stop()
})

for (const [name, viewport] of Object.entries(WIDTHS)) {
  test(`the gallery at the width of a ${name}: no fault under axe, nothing blocked, nothing runs aside`, async () => {
    const { page, complaints } = await openGallery(viewport)
    assert.deepEqual(await faultsOf(page), [])
    assert.deepEqual(complaints, [])
    const wider = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
    assert.ok(Number(wider) <= 0, `the page is ${String(wider)} px wider than its window`)
    await takePicture(page, `gallery-${name}`)
    await page.close()
  })
}

test('hostile data stays text: nothing of it becomes an element or an attribute', async () => {
  const { page } = await openGallery(WIDTHS.desk)
  assert.equal(await page.locator('main script, main img, [onmouseover], [onerror], [style]').count(), 0)
  assert.equal(await page.locator('a[href^="javascript:"], a[href^="//"]').count(), 0)
  assert.equal(await page.locator('#title').inputValue(), HOSTILE)
  await page.close()
})

test('the title begins with "Error: ", and each line of the summary goes to its field', async () => {
  const { page } = await openGallery(WIDTHS.desk)
  assert.match(await page.title(), /^Error: Gallery of components/)
  const links = page.locator('.govuk-error-summary a')
  for (const index of [0, 1, 2]) {
    const href = await links.nth(index).getAttribute('href')
    assert.equal(await page.locator(href ?? '').count(), 1, `${href ?? ''} is no field`)
    await links.nth(index).click()
    assert.equal(await page.evaluate('"#" + document.activeElement.id'), href)
  }
  await page.close()
})

test('the key / goes to the search field, but types in a field', async () => {
  const { page } = await openGallery(WIDTHS.desk)
  await page.locator('h1').click()
  await page.keyboard.press('/')
  assert.equal(await page.evaluate('document.activeElement.id'), 'search-everything')
  await page.locator('#title').fill('')
  await page.locator('#title').press('/')
  assert.equal(await page.locator('#title').inputValue(), '/')
  await page.close()
})

test('without scripts every part is there', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(site.address)
  assert.equal(await page.locator('.seamark-filters__form').isVisible(), true)
  assert.equal(await page.getByRole('button', { name: 'Sign out' }).isVisible(), true)
  assert.equal(await page.locator('#conditions').isVisible(), true)
  await page.locator('#handling').check()
  assert.equal(await page.locator('#conditions').isVisible(), false)
  await page.close()
})

async function openGallery(viewport: {
  width: number
  height: number
}): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(site.address)
  return { page, complaints }
}

/** What axe finds, as sentences. Evaluated, not added as a script element, which the policy would refuse. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)} })`)
  return (found as axe.AxeResults).violations.flatMap((fault) =>
    fault.nodes.map((node) => `${fault.id}: ${fault.help}: ${node.html}`),
  )
}
