/**
 * From a telephone without scripts to a match: somebody reports what they saw off Rye Harbour, the desk asks
 * one question, they answer with their receipt, and what they told becomes an intelligence report that meets
 * one of the NCA's.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { loadCoast } from '../../exercise/coast/load-coast.ts'
import { EXERCISE_PASSPHRASE, makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { launchBrowser } from '../browser.ts'
import { WIDTHS } from '../pictures/picture.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const WORDS = 'A grey rubber boat came in without lights. A man on the shingle gave the number 07700 900777.'

void describe('the desk and its reporter', () => {
  let node: TestNode
  let browser: Browser
  let telephone: BrowserContext
  let reporter: Page
  let triage: Visitor
  let second: Visitor
  let receipt = ''

  before(async () => {
    node = await testNode({ jobs: true })
    await makeExerciseDesks(node.database, null)
    await loadCoast(node.database)
    const filed = await node.api('intelligence-officer@nca.example', 'POST', '/intelligence/reports', {
      ...reportBody({ title: 'Number that sells places in boats' }),
      subjects: [{ kind: 'phone', item: 1, value: '+44 7700 900777' }],
    })
    assert.equal(filed.status, 201, filed.text)
    browser = await launchBrowser()
    telephone = await browser.newContext({
      viewport: WIDTHS.telephone,
      javaScriptEnabled: false,
      baseURL: node.base,
    })
    reporter = await telephone.newPage()
    const desk = { browser, base: node.base }
    triage = await visitor({
      ...desk,
      email: 'intelligence-officer@sussex-police.example',
      pictures: 'triage',
    })
    second = await visitor({ ...desk, email: 'triage-officer@sussex-police.example', pictures: 'second' })
  })
  after(async () => {
    try {
      await browser.close()
    } finally {
      await node.close()
    }
  })

  const press = async (name: string | RegExp) => {
    await reporter.getByRole('main').getByRole('button', { name }).first().click()
    await reporter.waitForLoadState('load')
  }

  void test('a person reports what they saw, on a telephone without scripts', async () => {
    await triage.go('/triage')
    await triage.look('list-empty')
    await reporter.goto('/report/start')
    await press('Start')
    await reporter.getByLabel('People coming ashore').check()
    await press('Continue')
    await reporter.goto('/report/where/position')
    await reporter.getByLabel('Position').fill('50.9290, 0.7790')
    await press('Continue')
    await reporter.goto('/report/seen')
    await reporter.getByLabel('People came ashore').check()
    await reporter.getByLabel('Tell us in your own words').fill(WORDS)
    await press('Continue')
    await reporter.goto('/report/photographs')
    await reporter.locator('input[type=file]').setInputFiles({
      name: 'boat.jpg',
      mimeType: 'image/jpeg',
      buffer: await sharp({ create: { width: 320, height: 240, channels: 3, background: '#567' } })
        .jpeg()
        .toBuffer(),
    })
    await press('Add these photographs')
    await reporter.goto('/report/contact')
    await reporter.getByLabel('Yes, an officer may contact me').check()
    await reporter.getByLabel('Name', { exact: true }).fill('Dana Starling')
    await reporter.getByLabel('Telephone number').fill('07700 900321')
    await press('Continue')
    await reporter.goto('/report/check')
    await press('Send it now')
    receipt = (await reporter.locator('.receipt').innerText()).replaceAll(/\s+/g, ' ').trim()
    assert.match(receipt, /^[0-9A-Z]{5}(?:[ -][0-9A-Z]{5}){3}$/)
  })

  void test('it is on the desk’s open screen, and opens with a purpose and the key', async () => {
    await triage.arrives(/PR-[0-9A-Z]{4}-/)
    await triage.look('list')
    const { page, look, press: pressAt } = triage
    assert.match(await page.getByRole('main').innerText(), /Offered to Kent Police as well/)
    await page
      .getByRole('main')
      .getByRole('link', { name: /Landing/ })
      .click()
    await look('gate-purpose')
    await page.getByLabel('For which purpose do you open the report?').fill('Night watch at Rye')
    await pressAt('Continue')
    await look('gate-locked')
    await page.getByLabel('Your passphrase').fill(EXERCISE_PASSPHRASE)
    await pressAt('Unlock')
    await look('report')
    const shown = await page.getByRole('main').innerText()
    assert.match(shown, /grey rubber boat/)
    assert.match(shown, /Grid reference TQ/)
    assert.doesNotMatch(shown, /Starling|900321/)
    const picture = page.getByRole('img', { name: /Photograph 1/ })
    await picture.scrollIntoViewIfNeeded()
    await page.waitForFunction(`document.querySelector('img[alt^="Photograph 1"]').naturalWidth > 0`)
  })

  void test('one question of the list goes at once, one in free words when a second officer agrees', async () => {
    const { page, look, press: pressAt } = triage
    await pressAt('Ask the reporter', 'link')
    await look('ask')
    await page.getByLabel(/my own words/).check()
    await page.getByLabel('Your question').fill('Which way did the man walk?')
    await pressAt('Ask')
    await look('asked-waits')
    await second.go('/')
    await second.look('home')
    await second.page
      .getByRole('main')
      .getByRole('link', { name: /Agree to a question/ })
      .click()
    await second.page.getByLabel('For which purpose do you open the report?').fill('Second officer')
    await second.press('Continue')
    await second.page.getByLabel('Your passphrase').fill(EXERCISE_PASSPHRASE)
    await second.press('Unlock')
    await second.look('approve')
    await second.press('Send it to the reporter')
    await second.look('approved')
  })

  void test('the person comes back with the receipt and answers', async () => {
    await telephone.clearCookies()
    await reporter.goto('/report/receipt')
    await reporter.getByLabel('Your receipt').fill(receipt.toLowerCase())
    await press('Open')
    await reporter.getByText('Which way did the man walk?').waitFor()
    await triage.go('/')
    await reporter.getByLabel('Your answer').fill('Towards the caravan park')
    await press('Send my answer')
    await triage.arrives(/A reporter has answered/)
    await triage.look('home-answered')
    await triage.page
      .getByRole('main')
      .getByRole('link', { name: /A reporter has answered/ })
      .click()
    await triage.look('report-answered')
    assert.match(await triage.page.getByRole('main').innerText(), /Towards the caravan park/)
  })

  void test('it becomes an intelligence report, without its reporter, and meets one of the NCA', async () => {
    const { page, look, press: pressAt } = triage
    await pressAt('Make an intelligence report')
    await look('intelligence')
    await page.getByLabel('What it says').fill('Dana saw a man who gave 07700 900777 for places in boats.')
    await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check()
    const choose = async (legend: string, place: number) =>
      page.getByRole('group', { name: legend, exact: true }).getByRole('radio').nth(place).check()
    await choose('The information is', 3)
    await choose('It is', 0)
    await pressAt('Begin the draft')
    await look('intelligence-refused')
    await page.getByLabel('What it says').fill('A man gave 07700 900777 for places in boats.')
    await pressAt('Begin the draft')
    await page.getByRole('checkbox', { name: /07700 900777/ }).check()
    await pressAt('Add the ticked ones')
    await pressAt('Save and continue')
    await page.getByRole('radio', { name: /^Sharing permitted|\(P\)/ }).check()
    await pressAt('Save and continue')
    await page.getByRole('radio').nth(1).check()
    await pressAt('Save and continue')
    await pressAt('File this report')
    assert.match(page.url(), /\/sent$/)
    await page.getByRole('main').getByText('National Crime Agency').first().waitFor()
    await triage.go('/triage?state=closed')
    await look('list-closed')
    assert.match(await page.getByRole('main').innerText(), /Became an intelligence report/)
  })

  void test('the other pages of the desk', async () => {
    const { page, go, look } = triage
    const [row] = await node.admin<{ id: string }>('select id from reporting.public_report')
    assert.ok(row)
    for (const [path, name] of [
      ['/triage/keys', 'keys'],
      ['/triage/unlock', 'unlock'],
      ['/triage/measures', 'measures'],
      [`/triage/${row.id}`, 'report-closed'],
      [`/triage/${row.id}/contact`, 'contact'],
      [`/triage/${row.id}/incident`, 'incident'],
      [`/triage/${row.id}/pass`, 'pass'],
      [`/triage/${row.id}/no-further-action`, 'no-further-action'],
      [`/triage/${row.id}/safeguarding`, 'safeguarding'],
      [`/triage/${row.id}/reopen`, 'reopen'],
    ] as const) {
      await go(path)
      await look(name)
    }
    await go(`/triage/${row.id}/contact`)
    await page.getByLabel('Why do you need to know?').fill('Agreed call back')
    await triage.press('Open the contact details')
    await look('contact-open')
    assert.match(await page.getByRole('main').innerText(), /Dana Starling/)
  })

  void test('no browser complained, and none asked anybody else', () => {
    for (const { complaints } of [triage, second]) assert.deepEqual(complaints, [])
  })
})
