/**
 * Sussex lodges a search, Kent a meeting nearby under the duty post. Neither learns of the other until the task force’s duty
 * post rings and records it; then Sussex opens itself, says what came of it, and the go names the conflict. Every page on the
 * way is examined at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { enter } from '../../src/rooms/operations/decisions/decisions.test-support.ts'
import { BROKER, eventBody, eventsOn } from '../../src/rooms/operations/conflicts/conflicts.test-support.ts'
import { KENT, LEAD } from '../../src/rooms/operations/operations.test-support.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const DAY = 86_400_000

for (const scripts of [true, false]) {
  void describe(`planned events ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let at: ReturnType<typeof eventsOn>
    let browser: Browser
    let sussex: Visitor
    let kent: Visitor
    let broker: Visitor
    const people: Visitor[] = []

    const comes = async (email: string, pictures: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `planned-${pictures}` } : {}),
      })
      people.push(person)
      return person
    }
    const textOf = ({ page }: Visitor) => page.getByRole('main').innerText()
    const fillDay = async ({ page }: Visitor, legend: string, ahead: number) => {
      const on = new Date(Date.now() + ahead)
      const box = page.getByRole('group', { name: legend })
      await box.getByLabel('Day').fill(String(on.getUTCDate()))
      await box.getByLabel('Month').fill(String(on.getUTCMonth() + 1))
      await box.getByLabel('Year').fill(String(on.getUTCFullYear()))
    }

    before(async () => {
      node = await testNode()
      at = eventsOn(node)
      browser = await launchBrowser()
      const ours = await at.openOf('sussex-police', { codename: 'Copper Lantern' })
      const theirs = await at.openOf('kent-police', { codename: 'Quiet Thimble' })
      const day = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10)
      const said = {
        kind: 'meeting',
        ground: 'street',
        disclosure: 'broker',
        desk: 'Kent duty desk',
        telephone: '01632 960202',
      }
      const body = {
        ...eventBody(),
        ...said,
        operation: theirs,
        starts_at: `${day}T08:00`,
        ends_at: `${day}T10:00`,
      }
      const lodged = await node.api(KENT, 'POST', '/operations/events', body)
      assert.equal(lodged.status, 202, lodged.text)
      await at.as(LEAD, (scope) => enter(scope, ours))
      sussex = await comes(LEAD, 'sussex')
      kent = await comes(KENT, 'kent')
      broker = await comes(BROKER, 'broker')
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('Sussex lodges a search, one question a page; what is refused comes back with what was typed', async () => {
      const { page, look, press } = sussex
      await sussex.go('/operations/events')
      await look('list-empty')
      await press('Lodge a planned event')
      await look('step-what')
      await press('Continue')
      await look('step-what-refused')
      await page.getByLabel('In which operation?').selectOption({ label: 'Copper Lantern' })
      await page.getByLabel('What is planned?').selectOption({ label: 'Search of premises' })
      await page.getByLabel('For which policing purpose?').fill('To search under a warrant')
      await press('Continue')
      await look('step-place')
      await page.getByLabel('An area: its corners').check()
      await page.getByLabel('Premises', { exact: true }).check()
      await press('Continue')
      await look('step-where-empty')
      await page.getByLabel('Positions').fill('50.91, 0.0005\nnowhere')
      await press('Continue')
      await look('step-where-refused')
      assert.match(await page.getByRole('alert').innerText(), /Line 2 was not understood/)
      await page.getByLabel('Positions').fill('50.91, 0.0005\n50.912, 0.0005\n50.912, 0.004')
      await press('Show it on the map')
      await look('step-where-area')
      // Going back keeps what was typed, right or wrong.
      await page.getByLabel('Positions').fill('50.91, 0.0005')
      await press('Save and go back')
      await page.getByLabel('Premises: one position').check()
      // The position that was typed is one for premises too, so that it is not asked again.
      await press('Continue')
      await look('step-when')
      await fillDay(sussex, 'On which day does it begin?', 2 * DAY)
      await page.getByLabel('At what time does it begin?').fill('8:00')
      await fillDay(sussex, 'On which day does it end?', 2 * DAY)
      await page.getByLabel('At what time does it end?').fill('9:30')
      await press('Continue')
      await look('step-learn')
      await page.getByLabel('Open', { exact: true }).check()
      await press('Continue')
      await look('step-contact')
      await page.getByLabel('Which desk is rung?').fill('Sussex duty desk')
      await page.getByLabel('Its telephone on that day').fill('01632 960101')
      await press('Continue')
      await look('check')
      await press('Lodge')
      await look('event')
      assert.match(await textOf(sussex), /No conflict is known to you/)
    })

    void test('neither learns of the other until the duty post has rung', async () => {
      await at.look()
      for (const one of [sussex, kent]) {
        await one.go('/operations/conflicts?list=all')
        assert.match(await textOf(one), /No conflict is known to you/)
      }
      await kent.look('conflicts-empty')
      const { page, look, press } = broker
      await broker.go('/operations/conflicts')
      await look('cards')
      const cards = await textOf(broker)
      assert.match(cards, /Kent Police and Sussex Police/)
      assert.doesNotMatch(cards, /Copper|Thimble|50\.9|warrant/)
      for (const agency of ['Kent Police', 'Sussex Police']) {
        await press(`Note the call (${agency})`, 'link')
        if (agency === 'Kent Police') {
          await press('Note the call')
          await look('tell-refused')
        }
        await page.getByLabel('Who answered?').fill('The duty desk')
        await page.getByLabel('What were they told?').fill('Somebody plans something near.')
        await press('Note the call')
      }
      await look('cards-told')
      await kent.go('/operations/conflicts')
      await kent.look('conflicts-told')
      assert.match(await textOf(kent), /Somebody whom the duty post knows/)
      assert.doesNotMatch(await textOf(kent), /Sussex/)
    })

    void test('one side opens itself, and says what came of it', async () => {
      const { page, look, press } = sussex
      await sussex.go('/operations/conflicts')
      await press('Somebody whom the duty post knows', 'link')
      await look('conflict')
      await press('Open ourselves to them')
      await page.getByLabel('We have talked').check()
      await press('Save')
      await look('conflict-said')
      await kent.go('/operations/conflicts')
      await kent.press(/Sussex Police/, 'link')
      await kent.look('conflict-open')
      assert.match(await textOf(kent), /Sussex duty desk, 01632 960101/)
      assert.doesNotMatch(await textOf(kent), /Copper|warrant/)
    })

    void test('the go asks when the duty post was rung, and names the conflict', async () => {
      const { page, look, press } = sussex
      await sussex.go('/operations/events')
      await press('Search of premises', 'link')
      await press(/Note when it was rung/, 'link')
      await look('ring')
      await fillDay(sussex, 'On which day?', 0)
      const now = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' }).format(
        new Date(),
      )
      await page.getByLabel('At what time?').fill(now)
      await page.getByLabel('Who answered?').fill('Duty coordinator')
      await press('Save')
      await press('Say go', 'link')
      await look('go')
      await page.getByLabel('Why does it go?').fill('Both desks have talked')
      await press('Say go')
      assert.match(await page.getByRole('alert').innerText(), /name every conflict/)
      await page.getByLabel('Number of the decision').fill('1')
      await page.getByLabel('Somebody whom the duty post knows').check()
      await press('Say go')
      await look('gone')
      assert.match(await textOf(sussex), /decision 1\b/)
      const event = page.url().replace(/^.*?(\/operations)/, '$1')
      await press('Change place, time or desk')
      await look('change')
      await sussex.go(`${event}/stand-down`)
      await look('stand-down')
      await press('Stand it down')
      assert.match(await page.getByRole('alert').innerText(), /Say why/)
      await page.getByLabel('Why?').fill('The warrant was refused')
      await press('Stand it down')
      await at.look()
      await kent.go('/operations/conflicts?list=all')
      assert.match(await textOf(kent), /It is over/)
      assert.deepEqual(
        people.flatMap(({ complaints }) => complaints),
        [],
      )
    })
  })
}
