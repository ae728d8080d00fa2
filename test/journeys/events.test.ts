/**
 * Sussex writes down where and when a boat was found, and finds what Kent released beside it: on the way from the beach in
 * the coastal plan, as a table, a map and a time line. Every page is examined at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { loadCoast } from '../../exercise/coast/load-coast.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)

for (const scripts of [true, false]) {
  void describe(`events by place and time ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let sussex: Visitor
    const main = () => sussex.page.getByRole('main')

    before(async () => {
      node = await testNode({ jobs: true })
      await loadCoast(node.database)
      const [item] = reportBody({}).items as object[]
      const event = {
        kind: 'launch-seen',
        when: `${day(4)} at 02:15`,
        where: '50.916, 0.741',
        place: 'Winchelsea Beach',
      }
      const filed = await node.api(
        KENT,
        'POST',
        '/intelligence/reports',
        reportBody({ title: 'A launch without lights', items: [{ ...item, events: [event] }] }),
      )
      const { id } = filed.json<{ id: string }>()
      await node.api(KENT, 'POST', `/intelligence/reports/${id}/release`, {
        agencies: 'all',
        reason: 'For patrols',
      })
      browser = await launchBrowser()
      sussex = await visitor({
        ...{ browser, base: node.base, email: SUSSEX, scripts },
        ...(scripts ? { pictures: 'events' } : {}),
      })
    })
    after(async () => {
      await sussex.close()
      await browser.close()
      await node.close()
    })

    void test('a report says where and when; what is not understood comes back', async () => {
      const { page, look, press, go } = sussex
      await go('/reports/new')
      await page.getByLabel('Title').fill('Dinghy found above the tide line')
      await page.getByLabel('OFFICIAL', { exact: true }).check()
      await press('Save and continue')
      await page.getByLabel('What it says').fill('A dinghy lay above the tide line, its floor cut.')
      await look('text')
      await press('Add where and when')
      await look('event')
      await page.getByLabel('Found on a beach').check()
      await page.getByLabel('When was it?').fill('14 October 1066')
      await page.getByLabel('Where was it, in words?').fill('Winchelsea Beach')
      await press('Add this')
      await look('event-refused')
      assert.match(await page.getByRole('alert').innerText(), /before 1970/)
      assert.equal(await page.getByLabel('Where was it, in words?').inputValue(), 'Winchelsea Beach')
      await page.getByLabel('When was it?').fill(`${day(2)} at 05:40`)
      await press('Add this')
      await look('text-with-event')
      assert.match(
        await main().innerText(),
        /Found on a beach\. .* at 5:40am\. Winchelsea Beach, 50\.91500 N/,
      )
      await press('Save and continue')
      for (const legend of ['The source is', 'The information is', 'It is'])
        await page.getByRole('group', { name: legend, exact: true }).getByRole('radio').nth(1).check()
      await press('Save and continue')
      await press('Save and continue')
      await page.getByRole('radio', { name: /\(P\)/ }).check()
      await press('Save and continue')
      await page.getByRole('radio').nth(1).check()
      await press('Save and continue')
      await look('check')
      await press('File this report')
      await look('sent')
      assert.match(await main().innerText(), /1 other event that you may read, within 5 kilometres/)
    })

    void test('near this beach in the last fourteen days is found from the beach, and leads back to report and beach', async () => {
      const { page, look, press, go } = sussex
      const [site] = await node.admin<{ id: string }>(
        `select id from coast.site where name = 'Winchelsea Beach'`,
      )
      await go(`/coast/sites/${site?.id ?? ''}`)
      await press('Events near here in the last 14 days', 'link')
      await look('near')
      const text = await main().innerText()
      assert.match(text, /2 events that you may read/)
      assert.match(text, /A launch without lights/)
      assert.equal(
        await main()
          .getByRole('img', { name: /^Map of the events/ })
          .count(),
        1,
      )
      assert.equal(
        await main()
          .getByRole('img', { name: /^Time line from/ })
          .count(),
        1,
      )
      await main()
        .getByRole('link', { name: /^Dinghy found above the tide line/ })
        .click()
      await look('report')
      assert.match(page.url(), /#item-1$/)
      await press(/^Events near here/, 'link')
      assert.match(await main().innerText(), /2 events that you may read/)
      await go('/events?at=58.0,-6.0')
      await look('nothing')
      assert.match(await main().innerText(), /No report that you may read says so/)
      await go('/events?km=x')
      await look('filter-refused')
      assert.deepEqual(
        sussex.complaints.filter((one) => !/422/.test(one)),
        [],
      )
    })
  })
}
