/** Filing a report without ever touching a mouse: every control is reached by the tabulator key, in sight. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

/** More than any page of filing has. */
const MOST_STOPS = 80

void describe('by the keyboard alone', () => {
  let node: TestNode
  let browser: Browser
  let officer: Visitor
  let page: Page
  before(async () => {
    node = await testNode()
    browser = await launchBrowser()
    officer = await visitor({ browser, base: node.base, email: 'intelligence-officer@sussex-police.example' })
    page = officer.page
  })
  after(async () => {
    await officer.close()
    await browser.close()
    await node.close()
  })

  type Focus = { tag: string; name: string; type: string; text: string; inSight: boolean; shown: boolean }

  /** What has the focus, and whether a person can see that. */
  async function focus(): Promise<Focus> {
    return await page.evaluate<Focus>(`(() => {
      const one = document.activeElement
      const label = one.labels?.[0]?.innerText ?? ''
      const box = (one.matches('[type=radio], [type=checkbox]') ? one.labels[0] : one).getBoundingClientRect()
      const style = getComputedStyle(one)
      const beside = one.matches('[type=radio], [type=checkbox]') ? getComputedStyle(one.labels[0], '::before') : style
      return {
        tag: one.tagName.toLowerCase(), type: one.type ?? '', name: one.name ?? '',
        text: (label || one.innerText || one.value || '').trim(),
        inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        shown: [style, beside].some((it) => it.outlineStyle !== 'none' && it.outlineWidth !== '0px' || it.boxShadow !== 'none'),
      }
    })()`)
  }

  /** Presses the tabulator key until a control has the focus; each on the way must be seen to have it. */
  async function tabTo(wanted: (focus: Focus) => boolean, what: string): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      await page.keyboard.press('Tab')
      const now = await focus()
      if (now.tag === 'body') continue
      assert.ok(now.inSight, `${now.tag} “${now.text}” has the focus out of sight`)
      assert.ok(now.shown, `${now.tag} “${now.text}” does not show its focus`)
      if (wanted(now)) return
    }
    assert.fail(`the tabulator key never reached ${what} on ${page.url()}`)
  }
  const button = (text: string) =>
    tabTo((one) => one.text === text && ['button', 'a'].includes(one.tag), text)
  const field = (name: string) => tabTo((one) => one.name === name, name)
  const enter = async () => {
    const before = page.url()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.href !== before)
    await page.waitForLoadState('load')
  }

  void test('the first stop skips to the content', async () => {
    await page.goto('/')
    await page.keyboard.press('Tab')
    assert.equal((await focus()).text, 'Skip to main content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(`document.querySelector('main').contains(document.activeElement)`), true)
  })

  void test('the key / goes to the search field, from any page', async () => {
    await page.goto('/matches')
    await page.keyboard.press('/')
    assert.equal((await focus()).name, 'q')
  })

  void test('a report is filed', async () => {
    await page.goto('/')
    await button('File a report')
    await enter()
    await field('title')
    await page.keyboard.type('Filed without a mouse')
    await field('classification')
    await page.keyboard.press('Space')
    await button('Save and continue')
    await enter()
    await field('items.0.text')
    await page.keyboard.type('A van AB12 CDE stood at the slipway; the driver used 07700 900124.')
    await button('Save and continue')
    await enter()
    for (const name of ['source_evaluation', 'intelligence_assessment', 'basis']) {
      await field(`items.0.${name}`)
      await page.keyboard.press('Space')
      if (name !== 'basis') await page.keyboard.press('ArrowDown')
    }
    await button('Save and continue')
    await enter()
    await field('found')
    await page.keyboard.press('Space')
    await button('Save and continue')
    await enter()
    // The other find was not ticked: it is asked about.
    await button('Name it')
    await enter()
    await field('handling')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    // Code C opens its conditions, and the next stop is in them.
    await page.keyboard.press('Tab')
    assert.equal((await focus()).name, 'conditions')
    await page.keyboard.type('Ring the desk first.')
    for (const name of ['action_code', 'sanitisation_code']) {
      await field(name)
      await page.keyboard.press('Space')
    }
    await button('Save and continue')
    await enter()
    await field('review')
    await page.keyboard.press('Space')
    await button('Save and continue')
    await enter()
    await button('File this report')
    await enter()
    assert.match(page.url(), /\/sent$/)
    assert.match(await page.locator('h1').innerText(), /^Filed/)
  })

  void test('after a mistake the focus is on the summary, and its link leads to the field', async () => {
    await page.goto('/reports/new')
    await button('Save and continue')
    await page.keyboard.press('Enter')
    await page.locator('.govuk-error-summary').waitFor()
    assert.equal(await page.evaluate(`document.activeElement.closest('.govuk-error-summary') !== null`), true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal((await focus()).name, 'title')
  })

  void test('no browser complained', () => {
    assert.deepEqual(officer.complaints, [])
  })
})
