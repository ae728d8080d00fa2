/**
 * An administrator attests a rank and ends it; somebody in an operation adds what it works on, and the duty post of the task force
 * rings two desks. Every page on the way is examined at both widths, empty and full.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import type { OperationId } from '../../src/rooms/operations/ids.ts'
import { operationsOf } from '../../src/rooms/operations/operations.test-support.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { fileReport, phone } from '../support/plain-reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const ADMINISTRATOR = 'administrator@sussex-police.example'
const LEAD = 'intelligence-officer@sussex-police.example'
const POST = 'coordinator@taskforce.example'

void describe('ranks and interests', () => {
  let node: TestNode
  let browser: Browser
  let operation: OperationId
  const people: Visitor[] = []
  const comes = async (email: string, name: string) => {
    const person = await visitor({ browser, base: node.base, email, pictures: `ranks-interests-${name}` })
    people.push(person)
    return person
  }
  const mainOf = ({ page }: Visitor) => page.getByRole('main').innerText()

  before(async () => {
    node = await testNode()
    browser = await launchBrowser()
    operation = await operationsOf(node).open()
    await fileReport(node, { agency: 'kent-police', values: [phone('0651')] })
  })
  after(async () => {
    for (const person of people) await person.close()
    await browser.close()
    await node.close()
  })

  void test('a rank is attested, seen by its holder, and ended', async () => {
    const administrator = await comes(ADMINISTRATOR, 'administrator')
    const { page } = administrator
    await administrator.go('/people/ranks')
    await administrator.look('ranks-empty')
    await administrator.go(`/people/${node.person(LEAD).id}`)
    await administrator.press('Which rank is attested, and attest one', 'link')
    await administrator.look('rank-empty')
    await administrator.press('Attest this rank')
    await administrator.look('rank-refused')
    assert.match(await page.getByRole('alert').innerText(), /Choose one rank, or one grade/)
    await page.getByLabel('Inspector', { exact: true }).check()
    await administrator.press('Attest this rank')
    await administrator.look('rank')
    await administrator.go('/people/ranks')
    await administrator.look('ranks')
    await administrator.go('/people')
    await administrator.look('people')
    const lead = await comes(LEAD, 'lead-account')
    await lead.go('/account')
    await lead.look('account')
    assert.match(await mainOf(lead), /Inspector, until/)
    await administrator.go(`/people/${node.person(LEAD).id}/rank`)
    await administrator.press('End it Inspector', 'link')
    await administrator.look('end')
    await page.getByLabel('Why does it end?').fill('Attested by mistake')
    await administrator.press('End it')
    await administrator.look('ended')
    assert.match(await mainOf(administrator), /Ended/)
  })

  void test('an interest is added, and the duty post rings both desks', async () => {
    const lead = await comes(LEAD, 'lead')
    const { page } = lead
    const post = await comes(POST, 'post')
    await post.go('/operations/interests/cards')
    await post.look('cards-empty')
    await lead.go(`/operations/${operation}/interests`)
    await lead.look('interests-empty')
    await lead.press('Add an interest')
    await lead.look('add')
    await lead.press('Add this interest')
    await lead.look('add-refused')
    await page.getByLabel('What is it?').selectOption({ label: 'Telephone' })
    await page.getByLabel('The value, or the name of the person').fill('+44 (0)7700 900651')
    await page.getByLabel('Somebody who is suspected of an offence').check()
    await page.getByLabel('On what basis').fill('Named as the buyer’s in two reports')
    await page.getByLabel('By the duty post').check()
    const review = page.getByRole('group', { name: 'When is it reviewed?' })
    const on = new Date(Date.now() + 9 * 86_400_000)
    await review.getByLabel('Day').fill(String(on.getUTCDate()))
    await review.getByLabel('Month').fill(String(on.getUTCMonth() + 1))
    await review.getByLabel('Year').fill(String(on.getUTCFullYear()))
    await lead.press('Add this interest')
    await lead.look('interest')
    assert.match(await mainOf(lead), /Kent Police/)
    await lead.press('Kent Police', 'link')
    await lead.look('match')
    assert.match(await mainOf(lead), /An interest of an operation that you are in/)
    await lead.go(`/operations/${operation}`)
    await lead.look('operation')
    await lead.go(`/operations/${operation}/interests`)
    await lead.look('interests')

    await post.go('/operations/interests/cards')
    await post.look('cards')
    assert.doesNotMatch(await mainOf(post), /900651/)
    await post.page
      .getByRole('link', { name: /Note the call/ })
      .first()
      .click()
    await post.look('tell')
    await post.page.getByLabel('Who answered?').fill('Night desk')
    await post.page.getByLabel('What were they told?').fill('Another agency works on the same')
    await post.press('Note the call')
    await post.look('told')
    assert.match(await mainOf(post), /Night desk/)
  })
})
