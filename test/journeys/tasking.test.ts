/**
 * Kent bids at a meeting of the NCA: drafted, submitted, returned, changed, adopted in part. Every page on the way is examined
 * at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const NCA = 'coordinator@nca.example'
const KENT = 'intelligence-officer@kent-police.example'

for (const scripts of [true, false]) {
  void describe(`a bid ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    const people: Visitor[] = []
    const comes = async (email: string, name: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `tasking-${name}` } : {}),
      })
      people.push(person)
      return person
    }
    const mainOf = ({ page }: Visitor) => page.getByRole('main').innerText()
    const typeDay = async (page: Page, days: number) => {
      const on = new Date(Date.now() + days * 86_400_000)
      await page.getByLabel('Day', { exact: true }).fill(String(on.getUTCDate()))
      await page.getByLabel('Month').fill(String(on.getUTCMonth() + 1))
      await page.getByLabel('Year').fill(String(on.getUTCFullYear()))
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

    void test('goes to a meeting, comes back with a reason, and is adopted in part', async () => {
      const nca = await comes(NCA, 'nca')
      await nca.go('/tasking/meetings')
      await nca.look('meetings-empty')
      await nca.press('Call a meeting')
      await nca.look('call')
      await nca.press('Call it')
      await nca.look('call-refused')
      await nca.page.getByLabel('Tactical tasking and co-ordination').check()
      await typeDay(nca.page, 5)
      await nca.page.getByLabel('Which post is in the chair?').fill('Head of Intelligence')
      await nca.page.getByLabel('OFFICIAL', { exact: true }).check()
      await nca.page.getByLabel('Kent Police').check()
      await nca.press('Call it')
      await nca.look('meeting')

      const kent = await comes(KENT, 'kent')
      await kent.go('/tasking')
      await kent.look('list-empty')
      await kent.press('Draft a bid', 'link')
      await kent.look('choose')
      await kent.page.getByRole('main').getByRole('table').getByRole('link').first().click()
      await kent.page.getByLabel('What is the problem?').fill('A slipway is used at night')
      await kent.press('Keep the draft')
      await kent.look('draft-refused')
      assert.equal(
        await kent.page.getByLabel('What is the problem?').inputValue(),
        'A slipway is used at night',
      )
      await kent.page.getByLabel('What is asked?').fill('A patrol boat on eight nights')
      await kent.page.getByLabel('National Crime Agency').check()
      await kent.page.getByLabel('What does it take?').fill('Eight crewed nights')
      await kent.page.getByLabel('Which options are there?').fill('A camera, which shows half of it')
      await kent.page.getByLabel('OFFICIAL', { exact: true }).check()
      await kent.press('Keep the draft')
      await kent.look('drafted')
      await kent.press('Submit it to the meeting')
      await kent.look('submitted')

      await nca.go('/')
      await nca.press(/Decide on a bid/, 'link')
      await nca.look('bid')
      await nca.press('Decide on it', 'link')
      await nca.page.getByLabel('Return it to its author').check()
      await nca.page.getByLabel('For which reasons?').fill('Say which nights')
      await nca.look('decide')
      await nca.press('Decide', 'button')

      await kent.go('/')
      await kent.press(/Change your bid/, 'link')
      assert.match(await mainOf(kent), /Say which nights/)
      await kent.press('Change it', 'link')
      await kent.look('change')
      await kent.page.getByLabel('What is asked?').fill('A patrol boat on the four nights of spring tides')
      await kent.press('Keep the draft')
      await kent.press('Submit it to the meeting')

      await nca.go('/')
      await nca.press(/Decide on a bid/, 'link')
      await nca.press('Decide on it', 'link')
      await nca.page.getByLabel('Adopt it in part').check()
      await nca.page.getByLabel('For which reasons?').fill('Two nights can be crewed')
      await nca.press('Decide', 'button')
      await nca.look('decide-refused')
      await typeDay(nca.page, 60)
      await nca.press('Decide', 'button')
      await kent.arrives('Two nights can be crewed')
      await kent.look('adopted')
      await kent.press('Propose an operation from it', 'link')
      await kent.look('propose')
      assert.match(await mainOf(kent), /It follows from a bid that was adopted/)
      await nca.go('/tasking/meetings')
      await nca.page.getByRole('main').getByRole('table').getByRole('link').first().click()
      await nca.press('Say that it was held', 'link')
      await nca.look('held')
      await nca.page.getByLabel('Which posts were there?').fill('Head of Intelligence, NCA')
      await nca.press('It was held')
      assert.match(await mainOf(nca), /Posts that were there/)
      await kent.go('/tasking?list=decided')
      await kent.look('list')
      assert.deepEqual([nca.complaints, kent.complaints], [[], []])
    })
  })
}
