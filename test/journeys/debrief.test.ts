/**
 * A debrief: begun from home after an action day, filled by two agencies, closed with a lesson, which its agency takes on and
 * another one checks. Every page on the way is examined at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { inDays, plan, runDay } from '../../src/rooms/operations/action-days/action-days.test-support.ts'
import type { OperationId } from '../../src/rooms/operations/ids.ts'
import { operationsOf } from '../../src/rooms/operations/operations.test-support.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const LEAD = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const KENT_COORDINATOR = 'coordinator@kent-police.example'
const CHECKS = 'coordinator@nca.example'
const TASK_FORCE = 'coordinator@taskforce.example'

for (const scripts of [true, false]) {
  void describe(`a debrief ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let operation: OperationId
    const people: Visitor[] = []
    const comes = async (email: string, name: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `debrief-${name}` } : {}),
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
      const day = await at.as(LEAD, (scope) => plan(scope, operation, 0))
      await at.as(LEAD, (scope) => runDay(scope, operation, day))
      await node.admin(
        `set session_replication_role = replica; update operations.action_day set on_day = on_day - 1;
         set session_replication_role = origin`,
      )
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('goes from what was seen to a lesson that another agency says is learned', async () => {
      const lead = await comes(LEAD, 'lead')
      const { page } = lead
      await lead.go(`/operations/${operation}/debriefs`)
      await lead.look('list-empty')
      await lead.go('/')
      await lead.press(/Hold the hot debrief/, 'link')
      await lead.look('begin')
      await page.getByLabel('Of which action day?').selectOption('')
      await lead.press('Begin it')
      await lead.look('begin-refused')
      assert.match(await page.getByRole('alert').innerText(), /not closed yet/)
      await page.getByLabel('Of which action day?').selectOption({ index: 1 })
      await lead.press('Begin it')
      await lead.look('begun')
      const here = new URL(page.url()).pathname
      assert.match(await mainOf(lead), /about nobody by name/)

      const kent = await comes(KENT, 'kent')
      await kent.go('/')
      await kent.press(/Say what your agency saw/, 'link')
      await kent.press('Enter what your agency saw')
      await kent.look('observe')
      await kent.page.getByLabel('What did you see?').fill('Then Robin Ashdown rang the hall twice')
      await kent.press('Enter it')
      await kent.look('observe-refused')
      assert.match(await kent.page.getByRole('alert').innerText(), /Say whether it went well/)
      await kent.page.getByLabel('It could go better').check()
      await kent.page.getByLabel('What is it about?').selectOption('communication')
      await kent.press('Enter it')
      await kent.look('observe-named')
      assert.match(await kent.page.getByRole('alert').innerText(), /looks like a name/)
      await kent.page.getByLabel('What did you see?').fill('Two desks rang the hall about the same people')
      await kent.press('Enter it')
      assert.match(await mainOf(kent), /Kent Police/)
      await lead.arrives(/Two desks rang the hall/)

      await lead.press('Identify a lesson')
      await lead.look('lesson')
      await lead.press('Identify it')
      await lead.look('lesson-refused')
      await page.getByLabel('What is the lesson called?').fill('One desk rings the hall')
      await page.getByLabel(/Two desks rang the hall/).check()
      await page.getByLabel('What happened?').fill('Two desks rang the hall about the same people')
      await page.getByLabel('Why did it happen?').fill('The briefing did not say which desk rings')
      await page.getByLabel('Change it').check()
      await page.getByLabel('What is kept or changed?').fill('Each briefing names the one desk')
      await page.getByLabel('Which agency owns it?').selectOption({ label: 'Kent Police' })
      await page.getByLabel('Which post there owns it?').fill('Head of contact and control')
      const [year = '', month = '', date = ''] = inDays(40).split('-')
      await page.getByLabel('Day', { exact: true }).fill(date)
      await page.getByLabel('Month').fill(month)
      await page.getByLabel('Year').fill(year)
      await page.getByLabel('JOL reference').fill('JOL 2027/31')
      await lead.press('Identify it')
      await lead.look('identified')
      assert.match(
        await mainOf(lead),
        /Lessons go to the agencies whose posts own them when the debrief is closed/,
      )

      await lead.press('Close the debrief', 'link')
      await lead.look('close')
      assert.match(await mainOf(lead), /Nothing was entered by: Sussex Police/)
      await page.getByLabel('What did the agencies agree?').fill('The next briefing names the desk')
      await lead.press('Close it')
      await lead.look('closed')
      await lead.go(`/operations/${operation}/debriefs`)
      await lead.look('list')
      await lead.go('/operations/debriefs')
      await lead.look('list-mine')
      await lead.go(here)

      const owner = await comes(KENT_COORDINATOR, 'owner')
      await owner.go('/')
      await owner.press(/Take on a lesson of a debrief/, 'link')
      await owner.look('lesson-to-take-on')
      assert.doesNotMatch(await mainOf(owner), /Copper Lantern|names the desk/, 'nothing of the operation')
      const lesson = new URL(owner.page.url()).pathname
      assert.equal(await owner.page.getByRole('button', { name: 'Show what was done' }).count(), 0)
      await owner.press('Take it on')
      await owner.look('lesson-taken-on')
      await owner.press('Change the lesson', 'link')
      await owner.look('lesson-change')
      assert.equal(await owner.page.getByLabel('What happened?').count(), 0)
      await owner.page.getByLabel('Which post answers for it?').fill('Head of control')
      await owner.press('Save')
      await owner.press('Show what was done')
      await owner.page.getByLabel('What shows that it was done?').fill('Three briefings name the desk')
      await owner.page.getByLabel('Which agency looks?').selectOption({ label: 'National Crime Agency' })
      await owner.press('Show it')
      await owner.look('lesson-shown')

      const force = await comes(TASK_FORCE, 'task-force')
      await force.go(lesson)
      await force.look('lesson')
      assert.match(await mainOf(force), /To be checked/)
      assert.equal(await force.page.getByRole('button', { name: 'Say whether it is learned' }).count(), 0)

      const checks = await comes(CHECKS, 'checks')
      await checks.go('/')
      await checks.press(/Say whether a lesson is learned/, 'link')
      await checks.press('Say whether it is learned')
      await checks.page.getByLabel('It is learned').check()
      await checks.page.getByLabel('What did you look at').fill('We read all three')
      await checks.press('Record it')
      await checks.look('lesson-learned')

      await lead.go(here)
      assert.match(await mainOf(lead), /One desk rings the hall\s+Learned/i)
      assert.match(await mainOf(lead), /Head of control, Kent Police/)
      const waiting = page.waitForEvent('download')
      await page.getByRole('main').getByRole('link', { name: 'Print as PDF' }).click()
      assert.match((await waiting).suggestedFilename(), /^hot-debrief-.*\.pdf$/)
      assert.deepEqual(
        people.map(({ complaints }) => complaints),
        people.map(() => []),
      )
    })
  })
}
