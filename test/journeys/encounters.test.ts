/**
 * A landing is recorded on a telephone, without script and with it, with a possible child kept out of crime and evidence; a colleague
 * checks it. Every page is examined. The first is small enough for a network that hardly is one.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { WIDTHS } from '../pictures/picture.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const COLLEAGUE = 'analyst@sussex-police.example'
/** Bytes over the network of the first page, as for the public's. */
const FIRST_PAGE = 25 * 1024

for (const scripts of [true, false]) {
  void describe(`a landing, on a telephone ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    const people: Visitor[] = []
    const comes = async (email: string, name: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? {} : { pictures: `encounter-${name}` }),
      })
      people.push(person)
      await person.page.setViewportSize(WIDTHS.telephone)
      return person
    }
    before(async () => {
      node = await testNode()
      browser = await launchBrowser()
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('is counted, cared for, and checked by a colleague; a possible child stays out of step 7', async () => {
      const officer = await comes(OFFICER, 'officer')
      const { page } = officer
      await page.getByRole('banner').getByRole('link', { name: 'People found' }).click()
      await officer.look('counts')
      await officer.press('Continue')
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
      await officer.look('counts-refused')
      await page.getByLabel('Adults', { exact: true }).fill('4')
      await page.getByLabel('May be under 18').fill('1')
      await page.getByLabel('Injured, of all of them').fill('1')
      await page.getByLabel('Where were they found?').fill('Camber Sands')
      await page.getByLabel('On foot, or on a beach').check()
      await officer.press('Continue')
      await officer.look('step-1')

      const done = async () => {
        await page.getByLabel('Done', { exact: true }).check()
        await page.getByLabel('By whom?').fill('Duty sergeant')
        await officer.press('Save and go on')
      }
      const notNeeded = async () => {
        await page.getByLabel('Not needed', { exact: true }).check()
        await page.getByLabel('If it is not done, why not?').fill('Nobody needed it')
        await officer.press('Save and go on')
      }
      await page.getByLabel('Done', { exact: true }).check()
      await page.getByLabel('By whom?').fill('Robin Ashdown')
      await officer.press('Save and go on')
      await page.getByText('This looks like a name').first().waitFor()
      await officer.look('step-1-name')
      await done()
      await notNeeded()
      await notNeeded()
      await page.getByRole('heading', { name: 'Children', exact: true }).waitFor()
      const address = page.url().replace(/\/steps\/4$/, '')
      await notNeeded()
      await page.getByText('Somebody was counted who may be under 18').first().waitFor()
      await page.goto(`${address}/steps/7`)
      await page.getByText('Care comes first.').first().waitFor()
      await officer.look('step-7-closed')
      await page.goto(`${address}/steps/4`)
      await officer.press('Put somebody on the child path', 'link')
      await officer.look('child-path')
      await page.getByLabel('How many?').fill('1')
      await page
        .getByRole('group', { name: /guardian service/i })
        .getByLabel('Told', { exact: true })
        .check()
      await page
        .getByRole('group', { name: /Innerste/ })
        .getByLabel('Made', { exact: true })
        .check()
      await officer.press('Put on the child path')
      await officer.look('step-4')
      await done()
      await notNeeded()
      await done()

      await page.getByRole('heading', { name: 'Crime and intelligence', exact: true }).waitFor()
      await officer.look('step-7')
      await officer.press('A voluntary conversation, offered or not', 'link')
      await page.getByLabel('Age disputed').check()
      await page.getByLabel('Which adult?').fill('1')
      await page.getByLabel('Yes', { exact: true }).check()
      await officer.press('Add it')
      await page.getByText('Take the child path in step 4').first().waitFor()
      await officer.look('step-7-child')
      await page.getByLabel('An adult: nobody doubts it').check()
      await page.getByLabel('Which adult?').fill('5')
      await officer.press('Add it')
      await page.getByText('So many adults were not counted').first().waitFor()
      await page.getByLabel('Which adult?').fill('1')
      await officer.press('Add it')
      await page.getByLabel('Identified', { exact: true }).fill('3')
      await page.getByLabel('Not: care came first').fill('1')
      await done()

      await officer.look('step-8')
      await officer.press('Add a handover', 'link')
      await officer.look('handover')
      await page.getByLabel('How many people?').fill('5')
      await page.getByLabel('Border Force').check()
      await officer.press('Add the handover')
      await done()
      await officer.look('all-answered')
      await officer.press('Hand it over to be checked')
      await page.getByText('so a colleague checks it').first().waitFor()

      const colleague = await comes(COLLEAGUE, 'colleague')
      await colleague.go('/')
      await colleague.press(/^Check encounter/, 'link')
      await colleague.look('check')
      await colleague.page.getByLabel('Yes: it is checked').check()
      await colleague.press('Send')
      await colleague.page.getByRole('heading', { name: 'Close it' }).waitFor()
      await colleague.press('Close it')
      await colleague.page.getByText('Closed', { exact: true }).first().waitFor()
      await colleague.look('closed')
      await colleague.go('/encounters?list=all')
      await colleague.look('list')
      const [kept] = await node.admin<{ opportunities: number; children: number }>(
        `select (select count(*)::integer from encounters.opportunity) as opportunities,
                (select sum(how_many)::integer from encounters.child_path) as children`,
      )
      assert.deepEqual(kept, { opportunities: 1, children: 1 })
      for (const { complaints } of people) assert.deepEqual(complaints, [])
    })

    void test('of sixty is counted on one page: three taps, four fields, and nothing else is asked', async () => {
      const officer = await comes(OFFICER, 'sixty')
      const { page } = officer
      const pages: string[] = []
      page.on('framenavigated', (frame) => {
        if (frame === page.mainFrame()) pages.push(new URL(frame.url()).pathname)
      })
      let taps = 0
      const tap = async (work: () => Promise<void>) => {
        taps += 1
        await work()
      }
      await tap(() => page.getByRole('banner').getByRole('link', { name: 'People found' }).click())
      await page.getByRole('heading', { name: 'Care comes first' }).waitFor()
      const fields = { 'Adults': '48', 'May be under 18': '12', 'Injured, of all of them': '5', 'Where were they found?': 'Camber Sands' } // prettier-ignore
      for (const [label, value] of Object.entries(fields))
        await page.getByLabel(label, { exact: true }).fill(value)
      await tap(() => page.getByLabel('On foot, or on a beach').check())
      await tap(() => officer.press('Continue'))
      await page.getByRole('heading', { name: 'Danger and medical help' }).waitFor()
      await officer.look('sixty')
      assert.equal(taps, 3)
      assert.deepEqual(
        pages.map((path) => path.replace(/[0-9a-f-]{36}/, ':encounter')),
        ['/encounters/new', '/encounters/:encounter/steps/1'],
      )
      const [counted] = await node.admin<{ people: number; injured: number }>(
        `select adults + may_be_children + age_unknown as people, injured from encounters.encounter
         order by recorded_at desc limit 1`,
      )
      assert.deepEqual(counted, { people: 60, injured: 5 })
    })

    void test('of which the first page is 25 KB at most, and needs nothing else', async () => {
      const desk = await node.signIn(OFFICER)
      const { text, status } = await desk.get('/encounters/new')
      assert.equal(status, 200)
      assert.ok(gzipSync(text).length <= FIRST_PAGE, `${String(gzipSync(text).length)} bytes`)
      assert.doesNotMatch(text, /<link rel="stylesheet"|<img|<script src/)
    })
  })
}
