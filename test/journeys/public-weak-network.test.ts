/**
 * The public's pages where the network is bad: it goes in the middle of a question and in the middle of the
 * photographs, and nothing is lost. And by the keyboard alone.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { en } from '../../src/rooms/reporting/wording/en.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reporter, type Reporter } from './reporter.ts'

/** More than any page of the public has. */
const MOST_STOPS = 40

void describe('the public on a bad network', () => {
  let node: TestNode
  let browser: Browser
  let person: Reporter
  before(async () => {
    node = await testNode()
    await makeExerciseDesks(node.database, null)
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await node.close()
  })
  const comes = async () => {
    person = await reporter({ browser, base: node.base, scripts: true })
    return person
  }
  const begin = async () => {
    const { page, press, go } = await comes()
    await go('/report/start')
    await press(en.start.begin)
    await page.getByLabel(en.kind.choices.boat).check()
    await press(en.layout.continue)
    await go('/report/where/describe')
    await page.getByLabel(en.where.describeTitle).fill('The slipway behind the lifeboat station')
    await press(en.layout.continue)
  }

  void test('without signal the page stays with what was typed, and is sent when there is one', async () => {
    await begin()
    const { page, look } = person
    await page.goto('/report/people')
    await page.getByLabel(en.people.behaviour).fill('They carried an engine.')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: en.layout.continue, exact: true }).click()
    await page.getByText(en.offline.title).waitFor()
    assert.equal(await page.getByLabel(en.people.behaviour).inputValue(), 'They carried an engine.')
    await look('offline')
    await page.context().setOffline(false)
    await page.getByRole('button', { name: en.offline.again }).click()
    await page.waitForURL(/\/report\/know$/)
    await page.goto('/report/check')
    await page.getByText('They carried an engine.').waitFor()
    await person.close()
  })

  void test('a copy is kept on the telephone by choice alone, put back an hour later, and gone when it is sent', async () => {
    const { page, press, go, presses } = await comes()
    await go('/report/start')
    await page.getByRole('button', { name: en.offline.keep }).click()
    await page.getByText(en.offline.kept).waitFor()
    await press(en.start.begin)
    await page.getByLabel(en.kind.choices.harbour).check()
    await press(en.layout.continue)
    await go('/report/where/describe')
    await page.getByLabel(en.where.describeTitle).fill('Berth 12')
    await press(en.layout.continue)
    await page.context().clearCookies()
    await go('/report/start')
    await page.getByText(en.offline.found).waitFor()
    await page.getByRole('button', { name: en.offline.use }).click()
    await page.waitForURL(/\/report\/check$/)
    await page.getByText('Berth 12').waitFor()
    await press(en.check.send)
    await page.locator('.receipt').waitFor()
    await page.waitForTimeout(200)
    assert.deepEqual(await page.evaluate('indexedDB.databases()'), [])
    await presses(page.getByRole('button', { name: en.sent.without }))
    await person.close()
  })

  void test('photographs go on where the network was cut', async () => {
    await begin()
    const { page } = person
    const wire = await page.context().newCDPSession(page)
    await wire.send('Network.enable')
    await page.goto('/report/photographs')
    const slow = { offline: false, latency: 100, downloadThroughput: 250_000, uploadThroughput: 250_000 }
    await wire.send('Network.emulateNetworkConditions', slow)
    // Noise does not compress: about two megabytes.
    const buffer = await sharp(randomBytes(900 * 900 * 3), { raw: { width: 900, height: 900, channels: 3 } })
      .jpeg({ quality: 95 })
      .toBuffer()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'large.jpg', mimeType: 'image/jpeg', buffer })
    await page.getByRole('button', { name: en.photographs.add }).click()
    await page.waitForTimeout(2_000)
    await wire.send('Network.emulateNetworkConditions', { ...slow, offline: true })
    await page.waitForTimeout(1_500)
    await wire.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
    await page.getByText(en.photographs.ready).waitFor({ timeout: 60_000 })
    await person.close()
  })

  void test('by the keyboard alone, and each stop is seen', async () => {
    const { page, go } = await comes()
    const focus = async () =>
      await page.evaluate<{ text: string; name: string; inSight: boolean; shown: boolean }>(`(() => {
        const one = document.activeElement
        const choice = one.matches('[type=radio], [type=checkbox]')
        const seen = choice ? one.labels[0] : one
        const box = seen.getBoundingClientRect()
        // What lies there may be the bar that stays in sight.
        const there = document.elementFromPoint(box.left + Math.min(box.width, 60) / 2, box.top + Math.min(box.height, 40) / 2)
        const styles = [getComputedStyle(one), ...(choice ? [getComputedStyle(one.labels[0], '::before')] : [])]
        return {
          text: (one.labels?.[0]?.innerText || one.innerText || '').trim(), name: one.name ?? '',
          inSight: there !== null && (seen.contains(there) || there.contains(seen) && !there.matches('.top')),
          shown: styles.some((it) => it.outlineStyle !== 'none' && it.outlineWidth !== '0px' || it.boxShadow !== 'none'),
        }
      })()`)
    const tabTo = async (wanted: string) => {
      for (let stops = 0; stops < MOST_STOPS; stops++) {
        await page.keyboard.press('Tab')
        const now = await focus()
        if (now.text === '' && now.name === '') continue
        assert.ok(now.inSight, `“${now.text}” has the focus out of sight`)
        assert.ok(now.shown, `“${now.text}” does not show its focus`)
        if (now.text === wanted || now.name === wanted) return
      }
      assert.fail(`the tabulator key never reached ${wanted} on ${page.url()}`)
    }
    const enter = async (path: RegExp) => {
      await page.keyboard.press('Enter')
      await page.waitForURL(path)
      await page.waitForLoadState('load')
    }
    await go('/report')
    await tabTo(en.layout.skip)
    await tabTo(en.danger.no)
    await enter(/start$/)
    await tabTo(en.start.begin)
    await enter(/kind$/)
    await tabTo('kind')
    await page.keyboard.press('Space')
    await tabTo(en.layout.continue)
    await enter(/where$/)
    await tabTo(en.where.map)
    await enter(/map$/)
    await tabTo('pin')
    await page.keyboard.press('Enter')
    await page.getByText(/You marked/).waitFor()
    await tabTo(en.where.mapDone)
    await enter(/chosen$/)
    await tabTo(en.layout.continue)
    await enter(/when$/)
    await tabTo(en.layout.noMore)
    await enter(/check$/)
    await tabTo(en.check.send)
    await enter(/sent$/)
    await tabTo('signs')
    const receipt = await page.locator('.receipt').innerText()
    await page.keyboard.type(receipt.trim().slice(-4))
    await enter(/end$/)
    await person.close()
  })
})
