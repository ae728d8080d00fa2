/** An officer works through matches in lines: several records of one partner, one conversation, one answer. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { fileNamed } from '../../src/rooms/matches/persons/persons.test-support.ts'
import { compareWaitingPersons } from '../../src/rooms/matches/index.ts'
import { openBrowser } from '../pictures/picture.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { fileReport, phone } from '../support/plain-reports.ts'
import { dramaNumber, reportBody } from '../support/reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const KENT = 'intelligence-officer@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'

for (const scripts of [true, false])
  void describe(`lines of matches ${scripts ? 'with' : 'without'} scripts`, () => {
    let browser: Browser
    let node: TestNode
    let kent: Visitor
    before(async () => {
      node = await testNode()
      for (const alias of ['One', 'Two', 'Three', 'Four', 'Five', 'Six'])
        await fileNamed(node, {
          agency: 'sussex-police',
          persons: [{ names: ['Viktor Quigley', `Vik ${alias}`], born: '1992-04-12', category: 'suspected' }],
        })
      await fileNamed(node, {
        agency: 'kent-police',
        persons: [{ names: ['Viktor Quigley', 'Viktor K'], born: '1992-04-12', category: 'suspected' }],
      })
      await compareWaitingPersons(node.database)
      for (const digits of ['0851', '0852', '0853'])
        for (const agency of ['kent-police', 'nca'])
          await fileReport(node, { agency, values: [phone(digits)] })
      const subjects = [{ kind: 'phone', item: 1, value: dramaNumber(861) }]
      for (const email of [KENT, SUSSEX])
        await node.api(email, 'POST', '/intelligence/reports', reportBody({ subjects }))
      browser = await openBrowser()
      kent = await visitor({
        browser,
        base: node.base,
        email: KENT,
        scripts,
        ...(scripts ? { pictures: 'lines' } : {}),
      })
    })
    after(async () => {
      await kent.close()
      await browser.close()
      await node.close()
    })

    void test('six records at Sussex are one line; one message and one answer do for those that are ticked', async () => {
      const { page, go, look, press } = kent
      await go('/matches')
      await look('list')
      assert.equal(await page.getByRole('link', { name: /Viktor Quigley/ }).count(), 1)
      await page.getByRole('link', { name: /Viktor Quigley/ }).click()
      await look('line')
      await press('Contact Sussex Police')
      await look('contact')
      await page.getByLabel('Message').fill('May we speak about him?')
      await press('Send the message')
      await press('Confirm the match', 'link')
      await look('confirm')
      await page.getByRole('checkbox').last().uncheck()
      await page.getByLabel('Reason').fill('The same tattoo in each record')
      await press('Confirm the match')
      await page.getByText('Confirmed by us: 5 of 6').first().waitFor()
      await look('line-answered')
    })

    void test('wrong matches are ticked in the list and rejected with one reason', async () => {
      const { page, go, look, press } = kent
      await go('/matches?partner=nca&state=open')
      for (const box of await page.getByRole('main').locator('table').getByRole('checkbox').all())
        await box.check()
      await press('Answer the chosen matches')
      await look('answer-many')
      await page.getByLabel('Reject and close them').check()
      await press('Save the answer')
      await look('answer-many-error')
      await page.getByLabel('Usual answers').selectOption('shared')
      await press('Save the answer')
      await page.getByText('3 matches rejected and closed.').waitFor()
      await page.getByText('No match with these filters').waitFor()
      await look('list-empty')
    })

    void test('a report is released out of a match, to its partner, and found from the match', async () => {
      const { page, go, look, press } = kent
      await go('/matches?kind=phone')
      await page.getByRole('link', { name: /900861/ }).click()
      await press(/^release it/, 'link')
      await look('release')
      assert.ok(await page.getByLabel('Sussex Police').isChecked())
      await press('See who would read what')
      await page.getByLabel('Why is it released?').fill('They hold the same number')
      await press('Continue')
      await look('release-confirm')
      await press('Back to change the agencies or the reason')
      assert.equal(await page.getByLabel('Why is it released?').inputValue(), 'They hold the same number')
      await press('Continue')
      await press('Release the report now')
      await page.getByText('The partner finds the report on this match too.').waitFor()
      const sussex = await visitor({
        browser,
        base: node.base,
        email: SUSSEX,
        scripts,
        ...(scripts ? { pictures: 'lines-sussex' } : {}),
      })
      await sussex.go('/matches?kind=phone')
      await sussex.page.getByRole('link', { name: /900861/ }).click()
      await sussex.look('match-released')
      await sussex.page.getByRole('link', { name: /^read Boats/ }).click()
      await sussex.page.getByRole('heading', { name: 'You hold the same' }).waitFor()
      await sussex.look('received')
      await sussex.press('Ask about this report', 'link')
      assert.deepEqual(sussex.complaints, [])
      await sussex.close()
      assert.deepEqual(kent.complaints, [])
    })
  })
