/**
 * The main job, from a telephone number in a pasted text to the acknowledgement of a recall: two agencies
 * in two browsers, with scripts and without. Every page on the way is examined.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'

const PASTED = `The caller met two men at the slipway in Newhaven at about 23:40. One of them gave the number
07700 900123 and said that more boats would come on Friday. They drove a white van.`

for (const scripts of [true, false]) {
  void describe(`the main job ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let sussex: Visitor
    let nca: Visitor
    const people: Visitor[] = []
    let theirs: { id: string; reference: string }
    let ours = ''

    const comes = async (email: string, pictures?: string) => {
      const person = await visitor({
        browser,
        base: node.base,
        email,
        scripts,
        ...(scripts && pictures !== undefined ? { pictures } : {}),
      })
      people.push(person)
      return person
    }

    before(async () => {
      node = await testNode({ jobs: true })
      browser = await launchBrowser()
      const filed = await node.api(
        NCA,
        'POST',
        '/intelligence/reports',
        reportBody({
          title: 'Number used to arrange crossings',
          classification: 'OFFICIAL-SENSITIVE',
          handling: 'C',
          conditions: 'Call the desk before any action that could show that the number is known.',
          action_code: 'A1',
          sanitisation_code: 'S1',
          items: [
            {
              text: 'The number +44 7700 900123 arranges places in boats. It is used by one person only.',
              source_evaluation: '1',
              intelligence_assessment: 'B',
              basis: 'fact',
            },
          ],
          subjects: [{ kind: 'phone', item: 1, value: '+44 7700 900123' }],
        }),
      )
      assert.equal(filed.status, 201, filed.text)
      theirs = filed.json()
      sussex = await comes(SUSSEX, 'sussex')
      nca = await comes(NCA, 'nca')
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('Sussex files what it was told; the number in the text is found and accepted', async () => {
      const { page, look, press } = sussex
      await look('home-empty')
      await press('File a report')
      await look('file-1-title')
      await press('Save and continue')
      await look('file-1-title-error')
      await page.getByLabel('Title').fill('Two men at the slipway in Newhaven')
      await page.getByLabel('OFFICIAL', { exact: true }).check()
      await press('Save and continue')
      await page.getByLabel('What it says').fill(PASTED)
      await look('file-2-text')
      await press('Save and continue')
      await look('file-3-grade')
      await press('Save and continue')
      await look('file-3-grade-error')
      for (const legend of ['The source is', 'The information is', 'It is'])
        await page.getByRole('group', { name: legend, exact: true }).getByRole('radio').nth(1).check()
      await press('Save and continue')
      await look('file-4-subjects')
      await page.getByRole('checkbox', { name: /07700 900123/ }).check()
      await press('Add the ticked ones')
      await look('file-4-subjects-added')
      await press('Add a person')
      await look('file-4-category')
      await page.getByRole('radio').first().check()
      await press('Continue')
      await page.getByLabel('Names').fill('Unknown male, about 30')
      await look('file-4-person')
      await press('Add this person')
      await press('Save and continue')
      await page.getByRole('radio', { name: /^Sharing permitted|\(P\)/ }).check()
      await look('file-5-handling')
      await press('Save and continue')
      await page.getByRole('radio').nth(1).check()
      await look('file-6-review')
      await press('Save and continue')
      await look('file-7-check')
      await nca.go('/')
      await press('File this report')
      ours = /\/reports\/([0-9a-f-]{36})\/sent/.exec(page.url())?.[1] ?? ''
      assert.ok(ours, page.url())
      await look('file-8-sent')
    })

    void test('it is told of the match, sees what it may know of it, and writes to the NCA', async () => {
      const { page, look, press } = sussex
      await nca.arrives(/Sussex Police/)
      await nca.look('home-match')
      await nca.page.getByRole('main').locator('a[href^="/matches/"]').first().click()
      await nca.look('match-before')
      await page.getByRole('main').getByText('National Crime Agency').first().waitFor()
      await page.getByRole('main').locator('a[href^="/matches/"]').first().click()
      await look('match')
      const main = await page.getByRole('main').innerText()
      assert.match(main, /07700 900123/)
      assert.doesNotMatch(main, /arranges places|used by one person|Number used to arrange/)
      assert.ok(!main.includes(theirs.reference))
      await press(/What do they see of this/, 'link')
      await look('match-what-they-see')
      await page.goBack()
      await press('Contact National Crime Agency')
      await look('match-contact')
      await press('Send the message')
      await look('match-contact-error')
      await page.getByLabel('Message').fill('We were given this number at Newhaven last night. May we speak?')
      await press('Send the message')
      await look('match-contacted')
    })

    void test('the NCA sees it arrive, reads the question and answers', async () => {
      const { page, look, press, arrives } = nca
      await arrives(/We were given this number at Newhaven/)
      await look('match')
      assert.doesNotMatch(await page.getByRole('main').innerText(), /two men at the slipway/i)
      await page
        .getByLabel(/Write to Sussex Police/)
        .fill('Yes. We release our report to you, under conditions.')
      await press('Send the message')
      await look('match-answered')
    })

    void test('the answer arrives at Sussex', async () => {
      await sussex.arrives(/We release our report to you/)
    })

    void test('the NCA looks at the audience before it releases, and releases to Sussex', async () => {
      const { page, look, press } = nca
      await press(/^release it/, 'link')
      await look('release-1-recipients')
      // From a match its partner is chosen already.
      await page.getByRole('checkbox', { name: 'Sussex Police' }).uncheck()
      await press('See who would read what')
      await look('release-1-error')
      await page.getByRole('checkbox', { name: 'Sussex Police' }).check()
      await press('See who would read what')
      await look('release-2-preview')
      const preview = await page.getByRole('main').innerText()
      assert.match(preview, /Sussex Police/)
      assert.match(preview, /conditions/i)
      assert.match(preview, /Nothing is released yet/)
      await press('Continue')
      await look('release-2-error')
      await page.getByLabel('Why is it released?').fill('Both forces work on the same crossings.')
      await press('Continue')
      await look('release-3-confirm')
      await sussex.go('/')
      await press('Release the report now')
      await look('match-released')
    })

    void test('Sussex sees it arrive, accepts the conditions, reads it and finds it', async () => {
      const { page, look, press, arrives } = sussex
      await arrives(/Number used to arrange crossings/)
      await look('home-conditions')
      await page
        .getByRole('main')
        .getByRole('link', { name: /Number used to arrange crossings/ })
        .first()
        .click()
      await look('conditions')
      const before = await page.content()
      assert.match(before, /Call the desk before any action/)
      assert.doesNotMatch(before, /arranges places in boats/)
      await press('Accept these conditions and read')
      await look('report-read')
      assert.match(await page.getByRole('main').innerText(), /arranges places in boats/)
      for (const words of ['07700 900123', 'arranges places', theirs.reference]) {
        await page.getByRole('search').getByRole('searchbox').fill(words)
        await page.getByRole('search').getByRole('button').click()
        await page
          .getByRole('main')
          .getByRole('link', { name: /Number used to arrange crossings/ })
          .waitFor()
      }
      await look('search')
      await sussex.go('/reports')
      await look('inbox')
    })

    void test('the NCA writes a new version, and Sussex is told what changed', async () => {
      const { page, look, press } = nca
      await nca.go(`/reports/${theirs.id}/new-version`)
      await press('Start the new version')
      const draft = new URL(page.url()).pathname.split('/').slice(0, 4).join('/')
      await nca.go(`${draft}/title?return=check`)
      await page.getByLabel('Title').fill('Number used to arrange crossings in October')
      await press('Save and check answers')
      await look('new-version-check')
      await press('Save this version')
      assert.match(await page.getByRole('alert').innerText(), /Say what changed, and why/)
      await look('new-version-unsaid')
      await page.getByLabel('What changed, and why?').fill('The month was missing.')
      await press('Save this version')
      await look('report-new-version')
      await press('Compare version 1 and version 2', 'link')
      await look('compare')
      await sussex.go('/')
      await sussex.page
        .getByRole('main')
        .getByRole('link', { name: new RegExp(`New version of ${theirs.reference}`) })
        .first()
        .click()
      await sussex.look('conditions-again')
      await sussex.press('Accept these conditions and read')
      const told = await sussex.page.getByRole('main').innerText()
      assert.match(told, /What changed\?/)
      assert.match(told, /The month was missing/)
      assert.match(told, /The title is now “Number used to arrange crossings in October”/)
      await sussex.look('report-changed')
    })

    void test('the NCA sees who opened it, and recalls it', async () => {
      const { page, look, press } = nca
      await nca.go(`/reports/${theirs.id}`)
      await look('report-own')
      await press(/Who holds this report and who has opened it/, 'link')
      await look('holders-opened')
      const opened = await page.getByRole('main').innerText()
      assert.match(opened, /Intelligence Officer, Sussex Police, version 1.*version 2/)
      assert.match(opened, /1 person\b(?! may)/, 'one officer who read two versions is one person')
      await nca.go(`/reports/${theirs.id}/history`)
      await look('history')
      await nca.go(`/reports/${theirs.id}`)
      await press('Recall')
      await look('recall')
      await page.getByLabel('Why is the report recalled?').fill('The source has asked for it.')
      await sussex.go('/')
      await press('Recall this report')
      await look('holders-recalled')
    })

    void test('Sussex sees the recall arrive, and acknowledges it', async () => {
      const { page, look, press, arrives } = sussex
      await arrives(new RegExp(theirs.reference))
      await look('home-recall')
      await page
        .getByRole('main')
        .getByRole('link', { name: new RegExp(theirs.reference) })
        .first()
        .click()
      await look('recall-notice')
      const notice = await page.getByRole('main').innerText()
      assert.match(notice, /The source has asked for it/)
      assert.match(notice, /Who here had the report/)
      await press('Confirm for our agency')
      assert.match(await page.getByRole('alert').innerText(), /Choose what your agency did with its copies/)
      await look('recall-notice-unsaid')
      await page.getByLabel('We have destroyed our copies').check()
      await press('Confirm for our agency')
      await look('recall-notice-acknowledged')
      await sussex.go('/recalls')
      await look('recalls')
      await page.goto(`/reports/${theirs.id}`)
      assert.match(
        await page.locator('h1').innerText(),
        /^Recalled: /,
        'the old address says what became of it',
      )
      await page.goto(`/reports/${randomUUID()}`)
      assert.equal(await page.locator('h1').innerText(), 'Page not found')
      await look('not-found')
    })

    void test('the NCA sees the acknowledgement', async () => {
      const { page, look } = nca
      await nca.go(`/reports/${theirs.id}/holders`)
      assert.match(await page.getByRole('main').innerText(), /[Aa]cknowledged/)
      await look('holders-acknowledged')
    })

    void test('both records managers read all of it in their ledgers, as sentences', async () => {
      const said = async (agency: string) => {
        const manager = await comes(`records-manager@${agency}.example`, `${agency}-records`)
        await manager.look('home')
        await manager.go('/ledger')
        await manager.look('ledger-use')
        await manager.go('/ledger?use=lawfulness')
        await manager.look('ledger')
        const main = manager.page.getByRole('main')
        let text = await main.innerText()
        const next = main.getByRole('link', { name: 'Next' })
        while ((await next.count()) > 0) {
          const href = await next.getAttribute('href')
          await manager.go(href ?? '/ledger?use=lawfulness')
          text += await main.innerText()
        }
        assert.deepEqual(manager.complaints, [])
        return text
      }
      const atSussex = await said('sussex-police')
      for (const sentence of [
        /Filed a report/,
        /Opened a match \(telephone\)/,
        /Contacted a partner about a match/,
        /Read the title and the conditions of a report/,
        /Accepted the conditions of a report/,
        /Read a report/,
        /Searched the reports/,
        /Acknowledged a recall/,
        /Tried to read a report: there was nothing to be seen/,
        /Signed in/,
      ])
        assert.match(atSussex, sentence)
      const atNca = await said('nca')
      for (const sentence of [
        /Filed a report/,
        /Wrote to a partner about a match/,
        /Looked at who would see a report/,
        /Released a report to 1 agency/,
        /Recalled a report that 1 agency had/,
      ])
        assert.match(atNca, sentence)
      assert.doesNotMatch(atSussex + atNca, /07700 900123|\+447700900123|arranges places/)
    })

    void test('no browser complained, and none asked anybody else', () => {
      for (const { complaints } of people) assert.deepEqual(complaints, [])
    })
  })
}
