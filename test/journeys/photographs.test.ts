/** Adding photographs on a telephone: with script while the network goes and comes back, and without. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { keepDraft } from '../../src/rooms/reporting/arrival/drafts.ts'
import type { PublicServices } from '../../src/rooms/reporting/arrival/services.ts'
import { newCookie } from '../../src/rooms/reporting/index.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'

const TELEPHONE = { width: 390, height: 844 }
const SLOW = 400_000 / 8 // bytes a second

void describe('photographs in the browser', () => {
  let node: TestNode
  let browser: Browser
  before(async () => {
    node = await testNode()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await node.close()
  })

  /** A telephone that has come as far as the photographs. */
  async function telephone(script: boolean, language = ''): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({
      viewport: TELEPHONE,
      javaScriptEnabled: script,
    })
    const cookie = newCookie()
    const services = { database: node.database } as PublicServices
    await keepDraft(services, cookie, {
      kind: 'boat',
      where: { how: 'described', description: 'Under the pier' },
    })
    await context.addCookies([{ name: 'seamark-report', value: cookie, url: node.base, sameSite: 'Strict' }])
    const page = await context.newPage()
    await page.goto(`${node.base}${language}/report/photographs`)
    return { context, page }
  }

  async function photograph(width: number, height: number): Promise<Buffer> {
    const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
    const create = { width, height, channels: 3, background: '#000', noise } as const
    return await sharp({ create }).jpeg().toBuffer()
  }
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })

  void test('with script: the network goes in the middle, comes back, and the photograph is there', async () => {
    const { context, page } = await telephone(true)
    const wire = await context.newCDPSession(page)
    const network = (offline: boolean) =>
      wire.send('Network.emulateNetworkConditions', {
        offline,
        latency: 100,
        downloadThroughput: SLOW * 4,
        uploadThroughput: SLOW * 4,
      })
    const creations: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/report/uploads'))
        creations.push(JSON.stringify(request.headers()))
    })
    await network(false)
    await page.setInputFiles('input[type=file]', [
      file('CANARY-NAME.jpg', await photograph(1600, 1200)),
      file('notes.jpg', Buffer.from('no picture at all')),
    ])
    await page.click('form[data-photographs] button')
    const bar = page.locator('form[data-photographs] progress')
    await bar.waitFor()
    while ((await page.evaluate<number>(`document.querySelector('progress').value`)) < 20) await sleep(30)
    assert.match((await page.locator('form [role=status]').textContent()) ?? '', /1/)
    await network(true)
    await page.waitForTimeout(1500)
    await network(false)
    // the second is no picture: it is said, and the list is one press away
    const said = page.locator('form [role=alert]')
    await said.waitFor({ timeout: 60_000 })
    assert.match((await said.textContent()) ?? '', /2.*not a photograph/)
    await page.locator('[data-photographs-progress] button').click()
    await page.locator('section.said').waitFor()
    assert.equal(await page.locator('section.said').count(), 1)
    assert.match((await page.locator('section.said').textContent()) ?? '', /Ready/)
    assert.equal(creations.length, 2, 'each was begun once')
    assert.doesNotMatch(creations.join(), /CANARY/)
    const kept = await page.evaluate<string>(`JSON.stringify({ ...localStorage, ...sessionStorage })`)
    assert.doesNotMatch(kept, /CANARY|uploads\//, 'nothing of them stays in the browser')
    await context.close()
  })

  void test('without script: two at once, one removed, in Welsh', async () => {
    const { context, page } = await telephone(false, '/cy')
    await page.setInputFiles('input[type=file]', [
      file('a.jpg', await photograph(200, 100)),
      file('b.jpg', await photograph(100, 200)),
    ])
    await page.click('form[enctype="multipart/form-data"] button')
    assert.equal(new URL(page.url()).pathname, '/cy/report/photographs')
    assert.equal(await page.locator('section.said').count(), 2)
    await page.locator('section.said form[action$="/remove"] button').first().click()
    assert.equal(await page.locator('section.said').count(), 1)
    await page.click('form[enctype="multipart/form-data"] button')
    assert.equal(await page.locator('.govuk-error-summary').count(), 1, 'nothing was chosen')
    await context.close()
  })
})
