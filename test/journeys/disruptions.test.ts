/**
 * Sussex drafts a disruption from a group's page, shows what it rests on and claims it; Kent claims it too; the NCA, which does
 * not, returns it with a question and then accepts it; ninety days later Kent finds that the group has moved. Every page on the
 * way is examined at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'coordinator@nca.example'
const TITLE = 'Six engines taken from a lock-up'

for (const scripts of [true, false]) {
  void describe(`a disruption ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let sussex: Visitor
    let kent: Visitor
    let nca: Visitor
    const people: Visitor[] = []
    let disruption = ''
    let group = ''

    const comes = async (email: string, pictures: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `disruption-${pictures}` } : {}),
      })
      people.push(person)
      return person
    }
    const textOf = ({ page }: Visitor) => page.getByRole('main').innerText()

    before(async () => {
      node = await testNode({ jobs: true })
      browser = await launchBrowser()
      sussex = await comes(SUSSEX, 'sussex')
      kent = await comes(KENT, 'kent')
      nca = await comes(NCA, 'nca')
      const made = await node.api(SUSSEX, 'POST', '/groups', {
        ...{ name: 'The lock-up group', why_a_group: 'Three men plan together', status: 'active' },
        ...{ classification: 'OFFICIAL', handling: 'P' },
      })
      group = made.json<{ id: string }>().id
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('Sussex drafts it from the group’s page; a form that is refused comes back as it was typed', async () => {
      const { page, look, press } = sussex
      await sussex.go('/disruptions')
      await look('list-empty')
      await sussex.go(`/groups/${group}`)
      await press('Draft a disruption', 'link')
      await look('draft')
      assert.match(await textOf(sussex), /unverified/)
      await page.getByLabel('Title', { exact: true }).fill(TITLE)
      await press('Save the draft')
      await look('draft-refused')
      const said = await page.getByRole('alert').innerText()
      assert.match(said, /Choose what was done/)
      assert.match(said, /Say how it was before/)
      assert.equal(await page.getByLabel('Title', { exact: true }).inputValue(), TITLE)
      const happened = new Date(Date.now() - 3 * 86_400_000)
      const date = page.getByRole('group', { name: 'When did it happen?' })
      await date.getByLabel('Day').fill(String(happened.getUTCDate()))
      await date.getByLabel('Month').fill(String(happened.getUTCMonth() + 1))
      await date.getByLabel('Year').fill(String(happened.getUTCFullYear()))
      await page.getByLabel('Equipment seized').check()
      await page.getByLabel('In words', { exact: true }).fill('Six engines and fuel were seized.')
      await page.getByLabel('Pursue: prosecute and disrupt').check()
      await page.getByLabel('How was it before?').fill('It sent a boat each week.')
      await page.getByLabel('How was it after?').fill('No boat of it for three weeks.')
      await page.getByLabel('Moderate: noticeable, medium-term').check()
      await page.getByLabel('Why this level?').fill('It has no other engines.')
      await page.getByLabel('OFFICIAL', { exact: true }).check()
      await page.getByRole('radio', { name: /\(P\)/ }).check()
      await press('Save the draft')
      disruption = /\/disruptions\/([0-9a-f-]{36})\/evidence$/.exec(page.url())?.[1] ?? ''
      assert.ok(disruption, page.url())
    })

    void test('it is claimed once something shows how it was before and after', async () => {
      const { page, look, press } = sussex
      await look('evidence')
      for (const [side, kind, reference] of [
        ['How it was before', 'Report', 'SM-0000-0000-0'],
        ['How it was before', 'Exhibit', 'SX/1'],
        ['How it was after', 'Exhibit', 'SX/2'],
      ] as const) {
        await page.getByRole('radio', { name: side }).check()
        await page.getByRole('radio', { name: kind, exact: true }).check()
        await page.getByLabel('Its reference').fill(reference)
        await press('Add it')
        if (kind === 'Report') await look('evidence-refused')
      }
      await press('Go on, and claim it', 'link')
      await look('claim')
      await page.getByLabel('What did your agency do?').fill('We searched the lock-up.')
      await press('Claim it')
      await look('claimed')
      assert.match(await textOf(sussex), /Claimed, to be moderated/)
      await sussex.go(`/groups/${group}`)
      assert.match(await textOf(sussex), /Disruptions of this group/)
    })

    void test('the NCA is asked to moderate it, and Kent claims it too', async () => {
      const { page, look, press } = sussex
      await kent.go(`/disruptions/${disruption}`)
      assert.doesNotMatch(await textOf(kent), /lock-up/)
      await sussex.go(`/disruptions/${disruption}`)
      await press('Say who is asked to moderate it', 'link')
      await look('moderator')
      await page.getByLabel('Agency').selectOption({ label: 'National Crime Agency' })
      await press('Save')
      await look('asked')
      await nca.go('/')
      await node.api(SUSSEX, 'POST', `/disruptions/${disruption}/release`, {
        ...{ agencies: ['kent-police', 'nca'], reason: 'They worked on it too' },
      })
      await kent.go('/disruptions/partners')
      await kent.look('partners')
      await kent.page.getByRole('link', { name: TITLE }).click()
      await kent.look('partner')
      // Which group it is, and who is asked, is not theirs to know.
      assert.doesNotMatch(await textOf(kent), /The lock-up group,/)
      assert.doesNotMatch(await textOf(kent), /is asked to moderate/)
      await kent.press('Claim it')
      await kent.look('claim')
      await kent.press('Claim it')
      await kent.look('claim-refused')
      await kent.page.getByLabel('What did your agency do?').fill('We stopped the van.')
      await kent.press('Claim it')
      await kent.look('claimed')
    })

    void test('the NCA returns it with a question, Sussex answers, and the NCA accepts it', async () => {
      await nca.arrives(/Moderate: Six engines/)
      await nca.look('home')
      await nca.go(`/disruptions/${disruption}`)
      await nca.press('Moderate it')
      await nca.look('moderate')
      await nca.page.getByRole('radio', { name: /Accept it/ }).check()
      await nca.press('Say so')
      await nca.look('moderate-refused')
      assert.match(await nca.page.getByRole('alert').innerText(), /Choose the level at which you accept it/)
      await nca.page.getByRole('radio', { name: /Return it/ }).check()
      await nca.page.getByLabel('Why, or what do you ask?').fill('How do you know that no boat came?')
      await sussex.go('/')
      await nca.press('Say so')
      await nca.look('returned')
      await sussex.arrives(/Answer the question with which it came back/)
      await sussex.go(`/disruptions/${disruption}`)
      await sussex.press('Answer the question')
      await sussex.look('answer')
      await sussex.page.getByLabel('Your answer').fill('Our patrols saw none.')
      await sussex.press('Send the answer')
      await nca.go(`/disruptions/${disruption}/moderate`)
      await nca.page.getByRole('radio', { name: /Accept it/ }).check()
      await nca.page.getByRole('radio', { name: /Minor: minimal/ }).check()
      await nca.page.getByLabel('Why, or what do you ask?').fill('Three weeks is short.')
      await nca.press('Say so')
      await nca.look('accepted')
      assert.match(await textOf(nca), /Accepted: Minor/)
    })

    void test('ninety days later Kent finds that the group has moved', async () => {
      await node.admin(
        `set session_replication_role = replica;
         update disruptions.disruption set happened_on = happened_on - 90, effect_due_on = effect_due_on - 90;
         set session_replication_role = origin`,
      )
      await kent.go('/')
      assert.match(await textOf(kent), /Look at its effect, due/)
      await kent.go(`/disruptions/${disruption}`)
      await kent.press('Look at its effect')
      await kent.look('effect')
      await kent.page.getByRole('radio', { name: 'Displaced' }).check()
      await kent.press('Save')
      await kent.look('effect-refused')
      await kent.page.getByLabel(/To where, which route/).fill('The bay to the west')
      await kent.page.getByLabel('On what basis?').fill('Two reports of port staff.')
      await kent.press('Save')
      await kent.look('checked')
      assert.match(await textOf(kent), /Displaced to The bay to the west/)
      await sussex.go('/disruptions')
      await sussex.look('list')
    })
  })
}
