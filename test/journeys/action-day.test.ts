/**
 * An action day: planned, refused without its safeguarding plan, briefed, gone by a decision, counted by two agencies while the
 * lead's page is open, shown on a projector, printed. Every page on the way is examined at both widths, with scripts and
 * without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { eventsOn } from '../../src/rooms/operations/conflicts/conflicts.test-support.ts'
import { readEvent } from '../../src/rooms/operations/conflicts/list-events.ts'
import { londonDay } from '../../src/platform/london-day.ts'
import { enter } from '../../src/rooms/operations/decisions/decisions.test-support.ts'
import type { OperationId } from '../../src/rooms/operations/ids.ts'
import { operationsOf } from '../../src/rooms/operations/operations.test-support.ts'
import { launchBrowser } from '../browser.ts'
import { KEEPS_PICTURES, takePicture } from '../pictures/picture.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const LEAD = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const PROJECTORS = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

for (const scripts of [true, false]) {
  void describe(`an action day ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let operation: OperationId
    let on: string
    const people: Visitor[] = []
    const comes = async (email: string, name: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `action-day-${name}` } : {}),
      })
      people.push(person)
      return person
    }
    const mainOf = ({ page }: Visitor) => page.getByRole('main').innerText()

    before(async () => {
      node = await testNode()
      browser = await launchBrowser()
      const at = operationsOf(node)
      operation = await at.open()
      await at.join(operation, 'kent-police')
      await at.enter(operation, KENT, 'tasking')
      await at.enter(operation, 'analyst@sussex-police.example', 'exhibits-officer')
      const events = eventsOn(node)
      const search = await events.lodge(LEAD, operation)
      const other = await events.openOf('kent-police', { codename: 'Paper Thimble' })
      await events.lodge(KENT, other, { kind: 'meeting' })
      await events.look()
      const { startsAt } = await at.as(LEAD, (scope) => readEvent(scope, search))
      on = londonDay(startsAt ?? new Date())
      await at.as(LEAD, (scope) => enter(scope, operation, { decision: 'We go on the morning tide' }))
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('is planned, cared for first, briefed, and counted live', async () => {
      const lead = await comes(LEAD, 'lead')
      const { page } = lead
      await lead.go(`/operations/${operation}/action-days`)
      await lead.look('list-empty')
      await lead.press('Plan an action day')
      await lead.look('plan')
      const [year = '', month = '', day = ''] = on.split('-')
      await page.getByLabel('Day', { exact: true }).fill(day)
      await page.getByLabel('Month').fill(month)
      await page.getByLabel('Year').fill(year)
      await lead.press('Plan it')
      await lead.look('planned')
      const here = new URL(page.url()).pathname
      assert.match(await mainOf(lead), /Nobody can say go yet/)
      assert.match(await mainOf(lead), /1 conflict, 1 not answered/)
      assert.match(await mainOf(lead), /Exhibits officer: Sussex Police/)

      await lead.press('Say how far it is', 'link')
      await page.getByLabel('Go', { exact: true }).check()
      await page.getByLabel('Which decision?').fill('1')
      await lead.press('Say so')
      await lead.look('go-refused')
      assert.match(await page.getByRole('alert').innerText(), /safeguarding plan/)
      assert.equal(await page.getByLabel('Which decision?').inputValue(), '1', 'what was typed is kept')
      await lead.press('Write the safeguarding plan', 'link')
      await page.getByLabel('Reception').fill('The hall at the harbour, warm and with a medic')
      await page.getByLabel('Interpreters').fill('Two in the hall')
      await page.getByLabel('Children’s services').fill('Night desk of the county, 01632 960155')
      await page.getByLabel('First responder').fill('The safeguarding sergeant of the day')
      await lead.look('safeguarding')
      await lead.press('Write the plan')

      await lead.press('Issue a briefing', 'link')
      await lead.press('Issue it')
      await lead.look('briefing-refused')
      await page.getByLabel('Intention').fill('To end the sale of engines for cash')
      await page.getByLabel('Human rights').fill('A warrant, and nothing wider than it')
      await page.getByLabel('OFFICIAL', { exact: true }).check()
      await lead.press('Issue it')
      await lead.look('briefing')
      assert.match(await mainOf(lead), /Read by 0 of 3 people/)

      const kent = await comes(KENT, 'kent')
      await kent.go('/')
      await kent.press(/Read the briefing/, 'link')
      await kent.look('briefing-to-read')
      assert.doesNotMatch(await mainOf(kent), /Who has not read it/)
      await kent.press('I have read this version')
      await lead.arrives(/Read by 1 of 3 people/)

      await lead.go(`${here}/state`)
      await page.getByLabel('Go', { exact: true }).check()
      await page.getByLabel('Which decision?').fill('1')
      await lead.press('Say so')
      await lead.press('Say how far it is', 'link')
      await page.getByLabel('Running').check()
      await lead.press('Say so')

      await kent.go(here)
      assert.doesNotMatch(await mainOf(kent), /Search of premises/, 'the search is of Sussex')
      await kent.press('Say where your agency has its command post', 'link')
      await kent.page.getByLabel('Which desk?').fill('Control room 2')
      await kent.page.getByLabel('Its telephone of the day').fill('ring Robin')
      await kent.press('Save')
      await kent.look('desk-refused')
      await kent.page.getByLabel('Its telephone of the day').fill('01632 960102')
      await kent.press('Save')
      await kent.press('Count for your agency, or correct a count', 'link')
      await kent.page.getByLabel('Seizures').check()
      await kent.page.getByLabel('How many more?').fill('4137')
      await kent.press('Count')
      await kent.look('counted')
      await lead.arrives('4,137')
      await page.getByLabel('Note something').fill('The tide is an hour later')
      await lead.press('Note it')
      await lead.look('running')
      assert.match(await mainOf(lead), /Control room 2/)
      assert.deepEqual([lead.complaints, kent.complaints], [[], []])
    })

    void test('is shown to a whole room, and printed', async () => {
      const lead = people[0] ?? (await comes(LEAD, 'lead'))
      const { page } = lead
      await lead.go(`/operations/${operation}/action-days`)
      await lead.look('list')
      await page.getByRole('main').getByRole('table').getByRole('link').first().click()
      await lead.press('For a projector', 'link')
      await lead.look('projector')
      const main = page.getByRole('main')
      assert.equal(await main.getByRole('button').count(), 0)
      const letters: number[] = []
      for (const projector of PROJECTORS) {
        await page.setViewportSize(projector)
        if (KEEPS_PICTURES) await takePicture(page, `action-day-projector-${String(projector.width)}`)
        const isWider = await main.evaluate(
          (one: { scrollWidth: number; clientWidth: number }) => one.scrollWidth > one.clientWidth,
        )
        assert.equal(isWider, false, `nothing is cut off on a projector of ${String(projector.width)}`)
        letters.push((await main.getByRole('heading', { name: 'Counts' }).boundingBox())?.height ?? 0)
      }
      assert.ok((letters[1] ?? 0) > (letters[0] ?? 0) * 1.2, `letters grow: ${letters.join()}`)
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goBack()
      await page.emulateMedia({ media: 'print' })
      assert.equal(await main.getByRole('button').filter({ visible: true }).count(), 0, 'no form on paper')
      await page.emulateMedia({ media: null })
      const waiting = page.waitForEvent('download')
      await main.getByRole('link', { name: 'Print as PDF' }).click()
      assert.equal((await waiting).suggestedFilename(), `action-day-${on}.pdf`)
    })
  })
}
