/**
 * Two desks at their first pages: what one files, the other sees on its open page at once, on top, whatever has
 * waited there for long. Identifiers and persons, at home and in the list of matches; the tab's title tells how much is
 * new, also while it is behind other tabs. Every page on the way is examined.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { fileReport, type Value } from '../support/plain-reports.ts'
import { reportBody } from '../support/reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'
/** In milliseconds: what the partner's open page may take, with room for a machine that does other work. */
const SOON = 8_000
const BACKLOG = 150

const person = (name: string, born: string) => ({
  kind: 'person',
  item: 1,
  category: 'suspected',
  names: [name],
  born,
})
const plate = (value: string) => ({ kind: 'vehicle', item: 1, value })

void describe('home', () => {
  let node: TestNode
  let browser: Browser
  let nca: Visitor
  before(async () => {
    node = await testNode({ jobs: true })
    browser = await launchBrowser()
    const held = Array.from({ length: BACKLOG }, (_, index): Value => ({
      kind: 'handle',
      key: `boat-${String(index)}`,
    }))
    for (const agency of ['nca', 'sussex-police'])
      for (let from = 0; from < BACKLOG; from += 50)
        await fileReport(node, { agency, values: held.slice(from, from + 50) })
    await file(NCA, [plate('QL53 XWB'), plate('QL53 XWC')])
    await file(NCA, [person('Mohamed Haddad', '1987-03-14')])
    await node.admin(`update deconfliction.match_side set at = at - interval '7 days'`)
    nca = await visitor({ browser, base: node.base, email: NCA, pictures: 'home' })
  })
  after(async () => {
    await nca.close()
    await browser.close()
    await node.close()
  })

  const file = async (email: string, subjects: object[]) => {
    const filed = await node.api(email, 'POST', '/intelligence/reports', reportBody({ subjects }))
    assert.equal(filed.status, 201, filed.text)
  }
  /** How long until it stands on the page that is open, without a reload. */
  const appears = async (text: string | RegExp) => {
    const began = performance.now()
    await nca.arrives(text)
    return performance.now() - began
  }

  void test('shows a partner’s match on top while a backlog waits, and says so in the title', async () => {
    await nca.page.getByText('Nothing has come since').waitFor()
    await nca.look('quiet')
    await file(SUSSEX, [plate('QL53 XWB')])
    assert.ok((await appears('Sussex Police also holds vehicle QL53 XWB')) < SOON)
    await nca.look('new')
    const lines = await nca.page.locator('main .seamark-tasks__link').allInnerTexts()
    assert.equal(lines[0], 'Sussex Police also holds vehicle QL53 XWB')
    assert.ok(lines.includes(`${String(BACKLOG + 1)} open matches with Sussex Police`), lines.join('; '))
    assert.match(await nca.page.title(), /^\(\d\) Your work/)
  })

  void test('shows two persons who may be one as soon as they are compared', async () => {
    await file(SUSSEX, [person('Muhammad Hadad', '1987-03-14')])
    await nca.arrives('Sussex Police may hold the same person: Mohamed Haddad')
    await nca.arrives('1 possible person match to review')
  })

  void test('is as quick in the list of matches that stands open', async () => {
    await nca.go('/matches')
    await file(SUSSEX, [plate('QL53 XWC')])
    assert.ok((await appears('QL53 XWC')) < SOON)
  })

  void test('says in the title of a tab that is behind others how much is new', async () => {
    await nca.go('/desks')
    const before = await nca.page.title()
    await nca.page.evaluate(`Object.defineProperty(document, 'hidden', { value: true, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))`)
    await file(NCA, [plate('QL53 XWD')])
    await file(SUSSEX, [plate('QL53 XWD')])
    // By a loop: the page's own policy forbids the driver to wait for it.
    for (let title = before; title === before || !/^\(\d\) /.test(title); title = await nca.page.title())
      await nca.page.waitForTimeout(50)
    assert.deepEqual(nca.complaints, [])
  })

  void test('asks for the purpose on a page that everybody can use, and offers it the next time', async () => {
    await nca.go('/purpose')
    await nca.page.getByLabel('An operation, an enquiry or a request').check()
    await nca.press('Continue')
    await nca.look('purpose-missing')
    await nca.page.getByLabel('What you are working on', { exact: true }).fill('Request 12 of Kent Police')
    await nca.press('Continue')
    await nca.page.getByText('Purpose: Request 12 of Kent Police').waitFor()
    await nca.go('/purpose')
    assert.ok(await nca.page.getByLabel('Request 12 of Kent Police').isChecked())
    await nca.look('purpose')
    assert.deepEqual(nca.complaints, [])
  })
})
