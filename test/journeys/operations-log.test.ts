/**
 * A decision is entered and an action follows from it. The NCA's own post accepts and allocates it; nobody else can. The log is
 * printed. Every page on the way is examined at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { operationsOf } from '../../src/rooms/operations/operations.test-support.ts'
import type { OperationId } from '../../src/rooms/operations/ids.ts'
import { launchBrowser } from '../browser.ts'
import { publish } from '../support/ledger.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { ledgerFolder } from '../../src/platform/ledger/folder.ts'
import { visitor, type Visitor } from './visitor.ts'

const LEAD = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'
const NCA_ANALYST = 'analyst@nca.example'
const KENT = 'intelligence-officer@kent-police.example'

for (const scripts of [true, false]) {
  void describe(`a decision and its action ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let operation: OperationId
    const people: Visitor[] = []
    const comes = async (email: string, name: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `operation-log-${name}` } : {}),
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
      await at.join(operation, 'nca')
      await at.join(operation, 'kent-police')
      await at.enter(operation, NCA, 'tasking')
      await at.enter(operation, NCA_ANALYST)
      await at.enter(operation, KENT, 'tasking')
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('goes from the log to the NCA, whose own post accepts and allocates it', async () => {
      const lead = await comes(LEAD, 'lead')
      const { page } = lead
      await lead.go(`/operations/${operation}/decisions`)
      await lead.look('log-empty')
      await lead.press('Enter a decision')
      await lead.look('enter')
      await lead.press('Enter the decision')
      await lead.look('enter-refused')
      assert.match(await page.getByRole('alert').innerText(), /Enter what was decided/)
      await page.getByLabel('What was decided?').fill('Ask the marina about the engines')
      await page.getByLabel('Why?').fill('Three were sold for cash')
      await page.getByLabel('OFFICIAL', { exact: true }).check()
      await lead.press('Enter the decision')
      await lead.look('entry')
      assert.match(await mainOf(lead), /Decision 1/)
      await lead.press('Raise an action that follows from it', 'link')
      await lead.look('raise')
      await page.getByLabel('Make an enquiry').check()
      await page.getByLabel('A group', { exact: true }).check()
      await page.getByLabel('In words').fill('Ask the marina who paid')
      await page.getByLabel('Why?').fill('It was decided')
      await page.getByLabel('Which result is wanted?').fill('A day and a van')
      await page.getByLabel('High', { exact: true }).check()
      const due = page.getByRole('group', { name: 'By when?' })
      const on = new Date(Date.now() + 9 * 86_400_000)
      await due.getByLabel('Day').fill(String(on.getUTCDate()))
      await due.getByLabel('Month').fill(String(on.getUTCMonth() + 1))
      await due.getByLabel('Year').fill(String(on.getUTCFullYear()))
      await lead.press('Raise the action')
      await lead.look('raised')
      await page.getByLabel('Which agency?').selectOption({ label: 'National Crime Agency' })
      await lead.press('Offer', 'button')
      assert.match(await mainOf(lead), /Offered/)
      const action = new URL(page.url()).pathname

      const kent = await comes(KENT, 'kent')
      await kent.go(action)
      await kent.look('of-another-agency')
      const hidden = await mainOf(kent)
      assert.doesNotMatch(hidden, /Ask the marina/)
      assert.equal(await kent.page.getByRole('button', { name: 'Accept' }).count(), 0)

      const nca = await comes(NCA, 'nca')
      await nca.go('/')
      await nca.press(/Action 1 of Copper Lantern/, 'link')
      await nca.look('offered')
      await nca.press('Accept', 'button')
      await nca.look('accepted')
      await nca.page.getByLabel('To whom?').selectOption({ index: 1 })
      await nca.press('Allocate', 'button')
      await nca.look('allocated')
      assert.match(await mainOf(nca), /Allocated to/)
      await lead.go(`/operations/${operation}/actions`)
      await lead.look('list')
      assert.match(await mainOf(lead), /Allocated/)
      await lead.go(`/operations/${operation}`)
      await lead.look('operation')
      assert.match(await mainOf(lead), /Ask the marina about the engines/)
    })

    void test('is printed with its proofs, and its page has nothing that changes it', async () => {
      await publish(node.database, ledgerFolder(node.dataFolder))
      const lead = await comes(LEAD, 'printer')
      await lead.go(`/operations/${operation}/decisions/print`)
      await lead.look('print')
      const waiting = lead.page.waitForEvent('download')
      await lead.page.getByRole('link', { name: 'PDF' }).click()
      const file = await waiting
      assert.equal(file.suggestedFilename(), 'decision-log.pdf')
      await lead.go(`/operations/${operation}/decisions`)
      await lead.press('1 of this log', 'link')
      for (const name of ['Change', 'Delete', 'Edit'])
        assert.equal(await lead.page.getByRole('main').getByRole('button', { name }).count(), 0, name)
    })
  })
}
