/**
 * Sussex proposes an operation, its coordinator opens it, Kent's coordinator accepts the terms and then one of Kent's people,
 * who reads it until they leave. Every page on the way is examined at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const LEAD = 'intelligence-officer@sussex-police.example'
const COLLEAGUE = 'analyst@sussex-police.example'
const LEAD_COORDINATOR = 'coordinator@sussex-police.example'
const KENT_COORDINATOR = 'coordinator@kent-police.example'
const INVESTIGATOR = 'investigator@kent-police.example'
const RECORDS = 'records-manager@sussex-police.example'

for (const scripts of [true, false]) {
  void describe(`an operation ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let lead: Visitor
    let coordinator: Visitor
    let kent: Visitor
    let investigator: Visitor
    const people: Visitor[] = []
    let operation = ''

    const comes = async (email: string, pictures: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `operation-${pictures}` } : {}),
      })
      people.push(person)
      return person
    }
    const textOf = ({ page }: Visitor) => page.getByRole('main').innerText()
    const seenBy = async (email: string) => (await node.api(email, 'GET', `/operations/${operation}`)).status

    before(async () => {
      node = await testNode()
      browser = await launchBrowser()
      lead = await comes(LEAD, 'lead')
      coordinator = await comes(LEAD_COORDINATOR, 'coordinator')
      kent = await comes(KENT_COORDINATOR, 'kent')
      investigator = await comes(INVESTIGATOR, 'investigator')
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('is proposed; a codename that names a place comes back with what was typed', async () => {
      const { page, look, press } = lead
      await lead.go('/operations')
      await look('list-empty')
      await lead.go('/operations/new')
      await look('propose')
      await page.getByLabel('Codename').fill('Brighton Lantern')
      await page.getByLabel('Aim').fill('To stop the supply of engines.')
      await page.getByLabel('Policing purpose').fill('Preventing and detecting crime')
      await page.getByLabel('Tasking', { exact: true }).check()
      await page.getByRole('checkbox', { name: /Pursue/ }).check()
      await page.getByLabel('Legal gateway of your own agency').fill('Common law policing powers')
      await page.getByLabel('Who answers for the information?').fill('The head of intelligence')
      const on = new Date(Date.now() + 90 * 86_400_000)
      const box = page.getByRole('group', { name: 'It ends on' })
      await box.getByLabel('Day').fill(String(on.getUTCDate()))
      await box.getByLabel('Month').fill(String(on.getUTCMonth() + 1))
      await box.getByLabel('Year').fill(String(on.getUTCFullYear()))
      await page.getByLabel('What holds when an agency leaves?').fill('What was shared stays shared.')
      await page.getByLabel('OFFICIAL', { exact: true }).check()
      await press('Propose this operation')
      await look('propose-refused')
      assert.match(await page.getByRole('alert').innerText(), /names a place/)
      assert.equal(await page.getByLabel('Codename').inputValue(), 'Brighton Lantern')
      await page.getByLabel('Codename').fill('Copper Lantern')
      await press('Propose this operation')
      await look('proposed')
      operation = /\/operations\/([0-9a-f-]{36})$/.exec(page.url())?.[1] ?? ''
      assert.ok(operation, page.url())
      assert.equal(await seenBy(LEAD_COORDINATOR), 404)
    })

    void test('is opened by the coordinator of its agency, who finds it at home and reads the terms alone', async () => {
      const { page, look, press } = coordinator
      await coordinator.go('/')
      await press('Accept or decline the terms of Copper Lantern', 'link')
      await look('terms')
      await page.getByLabel('Accept for our agency').check()
      await press('Answer')
      await look('asked')
      assert.equal(await seenBy(LEAD_COORDINATOR), 404)
    })

    void test('is joined by another agency, whose coordinator declines nothing by mistake', async () => {
      const { page, look, press } = lead
      await lead.go(`/operations/${operation}`)
      await press('Offer the terms to an agency', 'link')
      await look('offer')
      await page.getByLabel('Agency').selectOption({ label: 'Kent Police' })
      await page.getByLabel('Legal gateway').fill('Common law policing powers')
      await press('Offer the terms')
      await kent.go('/')
      await kent.press('Accept or decline the terms of Copper Lantern', 'link')
      await kent.press('Answer')
      await kent.look('terms-refused')
      assert.match(await kent.page.getByRole('alert').innerText(), /Choose an answer/)
      await kent.page.getByLabel('Accept for our agency').check()
      await kent.press('Answer')
      assert.equal(await seenBy(KENT_COORDINATOR), 404)
    })

    void test('has somebody of it join: the lead proposes, their own coordinator accepts, and they read', async () => {
      const { page, look, press } = lead
      await lead.go(`/operations/${operation}/people`)
      await look('person')
      await page.getByLabel('E-mail address of the account').fill('nobody@kent-police.example')
      await page.getByLabel('Member', { exact: true }).check()
      await press('Propose')
      await look('person-refused')
      await page.getByLabel('E-mail address of the account').fill(INVESTIGATOR)
      await press('Propose')
      assert.equal(await seenBy(INVESTIGATOR), 404)
      await kent.go('/operations/asked')
      await kent.look('asked')
      await kent.go('/')
      await kent.press(/Accept or decline that .* joins Copper Lantern: member/, 'link')
      await kent.look('asked-person')
      await kent.page.getByLabel('Accept', { exact: true }).check()
      await kent.press('Answer')
      await investigator.go('/operations')
      await investigator.look('list')
      await investigator.press('Copper Lantern', 'link')
      await investigator.look('operation')
      assert.match(await textOf(investigator), /To stop the supply of engines/)
      assert.equal(await seenBy(COLLEAGUE), 404)
    })

    void test('is confirmed, and shown in the register of the agency’s records manager without its content', async () => {
      await lead.go(`/operations/${operation}/confirm`)
      await lead.look('confirm')
      await lead.page.getByRole('checkbox').first().check()
      await lead.press('Confirm')
      await lead.go(`/operations/${operation}`)
      await lead.look('operation')
      await lead.press('Let the register name it')
      const records = await comes(RECORDS, 'records')
      await records.go('/operations/register')
      await records.look('register')
      const text = await textOf(records)
      assert.match(text, /Copper Lantern/)
      assert.doesNotMatch(text, /engines/)
      assert.equal(await seenBy(RECORDS), 403)
    })

    void test('is left at once: whoever left finds nothing', async () => {
      await investigator.go(`/operations/${operation}`)
      await investigator.press(/^Member/, 'link')
      await investigator.look('leave')
      await investigator.page.getByLabel('Why?').fill('Needed elsewhere')
      await investigator.press('End it')
      await investigator.look('left')
      assert.equal(await seenBy(INVESTIGATOR), 404)
      await lead.go(`/operations/${operation}/state`)
      await lead.look('state')
      await lead.page.getByLabel('Closed').check()
      await lead.press('Save')
      await lead.look('state-refused')
      await lead.page.getByLabel('Closing note').fill('The supply has stopped.')
      await lead.press('Save')
      assert.match(await textOf(lead), /The supply has stopped/)
    })
  })
}
