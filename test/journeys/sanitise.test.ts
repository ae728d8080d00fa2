/** A sanitised version: written by one officer, returned and then approved by another, read by a partner. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const WRITER = 'intelligence-officer@nca.example'
const CHECKER = 'intelligence-officer-2@nca.example'
const READER = 'intelligence-officer@kent-police.example'

for (const scripts of [true, false]) {
  void describe(`sanitising by two officers ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let writer: Visitor
    let checker: Visitor
    let reader: Visitor
    const people: Visitor[] = []
    let original: { id: string; reference: string }
    let derivative = ''

    before(async () => {
      node = await testNode({ jobs: true })
      browser = await launchBrowser()
      const filed = await node.api(
        WRITER,
        'POST',
        '/intelligence/reports',
        reportBody({
          title: 'Meeting at the boatyard, as told by the harbour master',
          classification: 'OFFICIAL-SENSITIVE',
          handling: 'C',
          conditions: 'For the desk only.',
          action_code: 'A1',
          sanitisation_code: 'S1',
          items: [
            {
              text: 'The harbour master saw AB12 CDE deliver three engines to Quayside Marine at 06:10 on Sunday.',
              source_evaluation: '1',
              intelligence_assessment: 'A',
              basis: 'fact',
            },
          ],
          subjects: [
            { kind: 'vehicle', item: 1, value: 'AB12 CDE', country: 'GB' },
            { kind: 'company', item: 1, value: 'Quayside Marine' },
            { kind: 'person', item: 1, category: 'witness', names: ['Wanda Witness'] },
          ],
        }),
      )
      assert.equal(filed.status, 201, filed.text)
      original = filed.json()
      const comes = async (email: string, pictures: string) => {
        const person = await visitor({
          browser,
          base: node.base,
          email,
          scripts,
          ...(scripts ? { pictures } : {}),
        })
        people.push(person)
        return person
      }
      writer = await comes(WRITER, 'sanitise-writer')
      checker = await comes(CHECKER, 'sanitise-checker')
      reader = await comes(READER, 'sanitise-reader')
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('the first officer takes out what shows the source, with the original beside it', async () => {
      const { page, look, press } = writer
      await writer.go(`/reports/${original.id}`)
      await press('Sanitise')
      await look('begin')
      await press('Start the sanitised version')
      derivative = /\/reports\/drafts\/([0-9a-f-]{36})\//.exec(page.url())?.[1] ?? ''
      assert.ok(derivative, page.url())
      await look('title')
      assert.match(await page.getByRole('main').innerText(), /as told by the harbour master/)
      await page.getByLabel('Title').fill('Engines delivered to a boatyard')
      await page.getByLabel('OFFICIAL', { exact: true }).check()
      await press('Save and continue')
      await page.getByLabel('What it says').fill('Engines were delivered to Quayside Marine at 06:10.')
      await look('text')
      await press('Save and continue')
      await press('Save and continue')
      await look('subjects')
      assert.doesNotMatch(await page.locator('main form').first().innerText(), /Wanda/)
      // One is named still, the other was cut from the text: whoever goes on without a look leaves that one out.
      assert.equal(await page.getByRole('checkbox', { name: /Quayside Marine/ }).isChecked(), true)
      assert.equal(await page.getByRole('checkbox', { name: /AB12 CDE/ }).isChecked(), false)
      await press('Save and continue')
      await page.getByRole('radio', { name: /\(P\)/ }).check()
      await press('Save and continue')
      await page.getByRole('radio').nth(1).check()
      await press('Save and continue')
      await look('check')
      const answers = await page.locator('.govuk-summary-card').allInnerTexts()
      assert.ok(answers.join().includes('Quayside Marine'))
      assert.ok(!answers.join().includes('AB12'))
      await checker.go('/')
      await press('Send to a second officer')
      await look('sent')
    })

    void test('who wrote it cannot approve it', async () => {
      const { page, look } = writer
      await writer.go(`/checks/${derivative}`)
      await look('own-check')
      assert.equal(await page.getByRole('button', { name: 'Approve this version' }).count(), 0)
    })

    void test('the second officer sees it arrive, compares, and returns it', async () => {
      const { page, look, press, arrives } = checker
      await arrives(/Engines delivered to a boatyard|[Ss]anitised/)
      await look('home')
      await page.getByRole('main').locator(`a[href="/checks/${derivative}"]`).first().click()
      await look('compare')
      await press('Return this version')
      await look('return-error')
      await page.getByLabel('What must be changed?').fill('The hour shows who saw it.')
      await writer.go('/')
      await press('Return this version')
      await look('returned')
    })

    void test('the first sees it come back, with what must be changed, and mends it', async () => {
      const { page, look, press, arrives } = writer
      await arrives(/[Rr]eturned/)
      await look('home-returned')
      await page.getByRole('main').locator(`a[href*="${derivative}"]`).first().click()
      await writer.go(`/reports/drafts/${derivative}/text`)
      await look('text-returned')
      assert.match(await page.getByRole('main').innerText(), /The hour shows who saw it/)
      await page.getByLabel('What it says').fill('Engines were delivered to a shop.')
      await press('Save and continue')
      await writer.go(`/reports/drafts/${derivative}/check`)
      await look('check-warns')
      assert.match(await page.getByRole('main').innerText(), /1 subject is not in your text/)
      await page.getByRole('link', { name: 'Choose which to keep' }).click()
      await look('subjects-gone')
      await page.getByRole('checkbox', { name: /Quayside Marine/ }).check()
      await press('Save and check answers')
      await look('check-kept')
      await press('Send to a second officer')
    })

    void test('the second officer approves it; it is released, and the partner reads it', async () => {
      const { page, press, look } = checker
      await checker.go(`/checks/${derivative}`)
      await look('compare-warned')
      assert.match(
        await page.getByRole('main').innerText(),
        /The writer chose to keep:\s+Company Quayside Marine/,
      )
      await press('Approve this version')
      await look('approved')
      await checker.go(`/reports/${derivative}`)
      await look('derivative')
      assert.ok((await page.getByRole('main').innerText()).includes(original.reference))
      await press('Release')
      await page.getByRole('radio', { name: 'Named agencies' }).check()
      await page.getByRole('checkbox', { name: 'Kent Police' }).check()
      await press('See who would read what')
      await page.getByLabel('Why is it released?').fill('The boatyard is in Kent.')
      await press('Continue')
      await reader.go('/reports')
      await press('Release the report now')
      await reader.arrives(/Engines delivered to a boatyard/)
      await reader.look('inbox')
      await reader.page
        .getByRole('main')
        .getByRole('link', { name: 'Engines delivered to a boatyard' })
        .click()
      await reader.look('report')
    })

    void test('a new version of it waits for the second officer too; until then the partner reads the first', async () => {
      const { page, press, look } = writer
      await writer.go(`/reports/${derivative}`)
      await press('New version')
      await look('next-begin')
      await press('Start the new version')
      const next = /\/reports\/drafts\/([0-9a-f-]{36})\//.exec(page.url())?.[1] ?? ''
      assert.ok(next, page.url())
      await writer.go(`/reports/drafts/${next}/title`)
      await page.getByLabel('Title').fill('Engines delivered to a boatyard in the week')
      await press('Save and continue')
      await writer.go(`/reports/drafts/${next}/check`)
      await look('next-check')
      await page.getByLabel('What changed, and why?').fill('The day was too near.')
      await press('Send to a second officer')
      await look('next-waits')
      assert.match(await page.getByRole('main').innerText(), /partners go on reading version 1/)
      await writer.go(`/checks/${next}`)
      await look('next-own-check')
      assert.equal(await page.getByRole('button', { name: 'Approve this version' }).count(), 0)
      await reader.go(`/reports/${derivative}`)
      assert.doesNotMatch(await reader.page.getByRole('main').innerText(), /in the week|second officer/)
      await checker.go(`/checks/${next}`)
      await checker.look('next-compare')
      assert.match(await checker.page.getByRole('main').innerText(), /What changes for its readers/)
      assert.match(
        await checker.page.getByRole('main').innerText(),
        /Its writer tells them: “The day was too near\.”/,
      )
      await checker.press('Approve this version')
      await checker.go(`/reports/${derivative}/history`)
      await checker.look('next-history')
      await reader.go(`/reports/${derivative}`)
      assert.match(await reader.page.getByRole('main').innerText(), /in the week/)
    })

    void test('nothing of it leads the partner to the original', async () => {
      const html = await reader.page.content()
      for (const trace of [
        original.id,
        original.reference,
        'harbour master',
        '06:10',
        'Wanda',
        'AB12',
        'anitised version of',
      ])
        assert.ok(!html.includes(trace), trace)
      await reader.go(`/reports/${original.id}`)
      assert.equal(await reader.page.locator('h1').innerText(), 'Page not found')
    })

    void test('no browser complained, and none asked anybody else', () => {
      for (const { complaints } of people) assert.deepEqual(complaints, [])
    })
  })
}
