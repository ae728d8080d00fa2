/**
 * A request to a system of record on a browser: an officer sees whom to ask and writes it, a colleague authorises it, an analyst makes
 * it and enters “possible”, the officer writes what corroborates it. Every page is examined at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { accreditFor, rankFor } from '../../src/rooms/system-requests/system-requests.test-support.ts'
import { filed } from '../../src/rooms/records/records.test-support.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const INSPECTOR = 'coordinator@sussex-police.example'
const ANALYST = 'analyst@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const MANAGER = 'records-manager@sussex-police.example'
const ADMINISTRATOR = 'administrator@sussex-police.example'

for (const scripts of [true, false]) {
  void describe(`a request to a system of record ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    const people: Visitor[] = []
    const comes = async (email: string, name: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `system-request-${name}` } : {}),
      })
      people.push(person)
      return person
    }
    before(async () => {
      node = await testNode()
      browser = await launchBrowser()
      await rankFor(node, INSPECTOR)
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('goes from whom to ask to what corroborates it', async () => {
      const administrator = await comes(ADMINISTRATOR, 'administrator')
      await administrator.go('/system-requests/operators')
      await administrator.look('nobody-accredited')
      await administrator.press('Accredit')
      await administrator.page.getByRole('heading', { name: 'There is a problem' }).waitFor()
      await administrator.look('accredit-refused')
      await accreditFor(node, ANALYST)
      await administrator.go('/system-requests/operators')
      await administrator.look('accredited')

      const officer = await comes(OFFICER, 'officer')
      const { page } = officer
      await officer.go('/operations')
      await officer.press('Requests to systems of record', 'link')
      await officer.look('list-empty')
      await page.getByRole('link', { name: 'Which systems, and whom to ask' }).first().click()
      await officer.look('systems')
      await officer.press('Write a request to PND', 'link')
      await page.getByLabel('The person or the thing').fill('Harbour Tom; Anna Quay')
      await officer.press('Save the draft')
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
      await officer.look('draft-refused')
      assert.equal(await page.getByLabel('The person or the thing').inputValue(), 'Harbour Tom; Anna Quay')
      await page.getByLabel('The person or the thing').fill('The man called Harbour Tom')
      await page.getByLabel('Reference of the matter').fill('CR/2026/118')
      await page.getByLabel('By which power?').fill('Common law policing powers')
      await page.getByLabel('For which purpose?').fill('To find who bought the engines')
      await page.getByLabel('Suspected of an offence').check()
      await page.getByLabel('What is asked?').fill('Is anything held on him?')
      await page.getByLabel('Why is it necessary?').fill('Nothing of our own says who he is')
      await page.getByLabel('Why is it proportionate?').fill('One name and one system')
      await page.getByLabel('Which less intrusive ways are there').fill('Our reports were read first')
      await page
        .getByRole('group', { name: 'Is it sensitive processing?' })
        .getByLabel('No', { exact: true })
        .check()
      await officer.press('Save the draft')
      await officer.look('draft')
      const address = new URL(page.url()).pathname
      await page.getByLabel('Who authorises it?').selectOption(INSPECTOR)
      await officer.press('Ask')
      await officer.look('asked')

      const inspector = await comes(INSPECTOR, 'inspector')
      await inspector.go('/')
      await inspector.page.getByRole('link', { name: /^Authorise request 1/ }).click()
      await inspector.look('decide')
      await inspector.page.getByLabel('I authorise it').check()
      await inspector.press('Save the decision')
      await inspector.look('authorised')

      const analyst = await comes(ANALYST, 'analyst')
      await analyst.go('/')
      await analyst.page.getByRole('link', { name: /^Make request 1/ }).click()
      await analyst.look('make')
      await analyst.page.getByLabel('Their reference').fill('PND-4471')
      await analyst.press('It is made')
      await analyst.page.getByLabel('Possible: uncorroborated').check()
      await analyst.page.getByLabel('In words').fill('A match of 93 %')
      await analyst.press('Save the answer')
      await analyst.page.getByText('Leave out scores').first().waitFor()
      await analyst.look('answer-refused')
      await analyst.page.getByLabel('In words').fill('One record may be him')
      await analyst.press('Save the answer')
      await analyst.page.getByText('May not be acted upon alone').first().waitFor()
      await analyst.look('possible')

      const { reference } = await filed(node)
      await officer.go(address)
      await officer.look('to-corroborate')
      await page.getByLabel('What corroborates it?').fill('A report of the marina names him too')
      await page.getByLabel('On which records does it rest?').fill('SUSSEX-9')
      await officer.press('Save what corroborates it')
      await page.getByText('Name records that you read').first().waitFor()
      await page.getByLabel('On which records does it rest?').fill(reference)
      await officer.press('Save what corroborates it')
      await page.getByText('It is corroborated').first().waitFor()
      await officer.look('corroborated')
      await officer.go('/system-requests?list=mine')
      await officer.look('list')

      // It was the wrong person after all: the report of ours is corrected from there, and from the first page.
      await officer.go(address)
      await page.getByLabel('What was wrong?').fill('It is his brother')
      await page.getByLabel('Which of our records are about the wrong person?').fill(reference)
      await officer.press('It was the wrong person')
      await page.getByText('not corrected yet').waitFor()
      await officer.look('wrong-person')
      await officer.go('/')
      await page.getByRole('link', { name: new RegExp(`^Correct ${reference}`) }).click()
      await officer.look('correct')
      await officer.press('Start the new version')
      await page.getByText('An earlier version was about the wrong person.').first().waitFor()

      const kent = await comes(KENT, 'kent')
      const absent = '/system-requests/00000000-0000-4000-8000-000000000000'
      const said = []
      for (const one of [address, absent]) {
        await kent.page.goto(`${node.base}${one}`)
        said.push(await kent.page.getByRole('main').innerText())
      }
      assert.equal(said[0], said[1])

      const manager = await comes(MANAGER, 'manager')
      await manager.go('/system-requests/alerts')
      await manager.look('alerts')
    })
  })
}
