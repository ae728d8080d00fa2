/**
 * The NCA's coordinator makes a group of two reports, plans 4P with owners, and an owner finds the line at home and says what
 * came of it. A month later, by the clock of the test, the coordinator is told that the plan stands still. Every page on the
 * way is examined at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const COORDINATOR = 'coordinator@nca.example'
const OFFICER = 'intelligence-officer@nca.example'
const ANALYST = 'analyst@nca.example'
const KENT = 'intelligence-officer@kent-police.example'
const DAY = 86_400_000

for (const scripts of [true, false]) {
  void describe(`a group ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    /** how far the node's clock is ahead, in milliseconds */
    let ahead = 0
    let browser: Browser
    let coordinator: Visitor
    let analyst: Visitor
    const people: Visitor[] = []
    const references: string[] = []
    let group = ''

    const comes = async (email: string, pictures: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `group-${pictures}` } : {}),
      })
      people.push(person)
      return person
    }
    const mainOf = ({ page }: Visitor) => page.getByRole('main')
    const textOf = (person: Visitor) => mainOf(person).innerText()
    const fillDay = async (person: Visitor, legend: string, days: number) => {
      const on = new Date(Date.now() + days * DAY)
      const box = person.page.getByRole('group', { name: legend })
      await box.getByLabel('Day').fill(String(on.getUTCDate()))
      await box.getByLabel('Month').fill(String(on.getUTCMonth() + 1))
      await box.getByLabel('Year').fill(String(on.getUTCFullYear()))
    }

    before(async () => {
      node = await testNode({ clock: () => new Date(Date.now() + ahead) })
      browser = await launchBrowser()
      for (const title of ['Engines behind a yard', 'The same yard, at night']) {
        const filed = await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody({ title }))
        references.push(filed.json<{ reference: string }>().reference)
      }
      coordinator = await comes(COORDINATOR, 'coordinator')
      analyst = await comes(ANALYST, 'analyst')
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('a coordinator makes it of reports; a form that is refused comes back with what was typed', async () => {
      const { page, look, press } = coordinator
      await coordinator.go('/groups')
      await look('list-empty')
      await press('Make a group of reports')
      await look('start')
      await page.getByLabel('References of the reports').fill(`${references[0] ?? ''}\nSM-0000-0000`)
      await press('Make this group')
      await look('start-refused')
      assert.match(await page.getByRole('alert').innerText(), /Reference 2: there is no filed report/)
      assert.match(await page.getByLabel('References of the reports').inputValue(), /SM-0000-0000/)
      await page.getByLabel('References of the reports').fill(references.join('\n'))
      await page.getByLabel('Name of the group').fill('Harbour Lane group')
      await page.getByLabel(/What makes it an organised crime group/).fill('Both reports are about one yard.')
      await press('Make this group')
      await look('made')
      group = /\/groups\/([0-9a-f-]{36})$/.exec(page.url())?.[1] ?? ''
      assert.ok(group, page.url())
      const text = await textOf(coordinator)
      assert.match(text, /It has no lead responsible officer/)
      assert.match(text, /It has no plan/)
      for (const title of ['Engines behind a yard', 'The same yard, at night']) assert.match(text, new RegExp(title))
    }) // prettier-ignore

    void test('says who leads, names a member, assesses it, and changes what it says', async () => {
      const { page, look, press } = coordinator
      await press('Say who leads', 'link')
      await look('lead')
      await page.getByLabel('Lead responsible officer').selectOption({ index: 1 })
      await press('Save')
      await coordinator.go(`/groups/${group}/members/new`)
      await look('member')
      await press('Add the statement')
      await look('member-refused')
      await page.getByLabel('Company').check()
      await page.getByLabel('Name', { exact: true }).fill('Quayside Yard')
      await page.getByLabel('Role in the group').fill('stores boats')
      await page.getByLabel('An item of a report').check()
      await page.getByLabel('Reference of the report').fill(references[0] ?? '')
      await page.getByLabel('Number of the item').fill('1')
      await press('Add the statement')
      assert.match(await textOf(coordinator), /Quayside Yard[\s\S]*stores boats/)
      await coordinator.go(`/groups/${group}/assess`)
      await look('assess')
      await page.getByLabel('Low').check()
      await page.getByLabel('What is the threat?').fill('It supplies boats.')
      await page.getByLabel(/What does the assessment rest on/).fill('Two reports.')
      await press('Keep the assessment')
      await coordinator.go(`/groups/${group}/change`)
      await look('change')
      await page.getByLabel('Routes').fill('From the yard to two beaches')
      await press('Save the new version')
      await look('whole')
      await press('What changed, and by whom', 'link')
      await look('changes')
      assert.match(await textOf(coordinator), /Routes[\s\S]*Nothing[\s\S]*From the yard to two beaches/)
    })

    void test('plans with an owner, who finds the line at home and says how far it has come', async () => {
      const { page, look, press } = coordinator
      for (const [strand, task] of [
        ['Pursue', 'Visit the yard'],
        ['Prevent', 'Talk to the yards nearby'],
      ] as const) {
        await coordinator.go(`/groups/${group}/plan/new`)
        if (strand === 'Pursue') await look('plan')
        await page.getByRole('radio', { name: strand }).check()
        await page.getByLabel('What is to be done?').fill(task)
        await page.getByLabel('Who owns it?').selectOption(node.person(ANALYST).id)
        await fillDay(coordinator, 'By when?', 60)
        await press('Add this line')
      }
      await look('planned')
      assert.doesNotMatch(await textOf(coordinator), /needs attention/)
      await analyst.go('/')
      await analyst.look('home')
      await mainOf(analyst)
        .getByRole('link', { name: /Visit the yard/ })
        .first()
        .click()
      await analyst.look('line')
      await analyst.page.getByLabel('Under way').check()
      await analyst.press('Save')
      assert.match(await textOf(analyst), /Under way/)
      await analyst.look('line-under-way')
    })

    void test('a month later its coordinator is told that the plan stands still, at home and on the page', async () => {
      ahead = 40 * DAY
      await coordinator.go('/')
      await coordinator.look('home-later')
      assert.match(await textOf(coordinator), /Harbour Lane group: Its plan stands still/)
      await coordinator.go('/groups/attention')
      await coordinator.look('attention')
      assert.match(await textOf(coordinator), /Plan stands still[\s\S]*no line has changed since/i)
      // What is read and written is dated by the database, whose clock is nobody's to move.
      ahead = 0
      await coordinator.go(`/groups/${group}/review`)
      await coordinator.look('review')
    })

    void test('nobody of another agency finds it before its release', async () => {
      const kent = await comes(KENT, 'kent')
      await kent.go('/groups/partners')
      await kent.look('partners')
      assert.doesNotMatch(await textOf(kent), /Harbour Lane/)
      await kent.go(`/groups/${group}`)
      assert.match(await kent.page.title(), /not found/i)
      for (const { complaints } of people) assert.deepEqual(complaints.filter((one) => !/404/.test(one)), [])
    }) // prettier-ignore
  })
}
