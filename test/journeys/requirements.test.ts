/**
 * The NCA asks Kent and Sussex which yards sell engines for cash. Sussex files a report that answers it, and releases it;
 * Kent declines. The NCA's coordinator sees the line turn to answered, reads the report, and says that it helped. Every
 * page on the way is examined at both widths, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { draftReadyToFile } from '../support/drafts.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const NCA = 'coordinator@nca.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const QUESTION = 'Which yards in Kent and Sussex sell outboard engines for cash?'
const NEVER =
  /No line may ask to follow a person, to question anybody in a child’s or a victim’s path, or to task a member of the public/

for (const scripts of [true, false]) {
  void describe(`a requirement ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let nca: Visitor
    let sussex: Visitor
    let kent: Visitor
    const people: Visitor[] = []
    let requirement = ''

    const comes = async (email: string, pictures: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `requirement-${pictures}` } : {}),
      })
      people.push(person)
      return person
    }
    const mainOf = ({ page }: Visitor) => page.getByRole('main')
    const textOf = (person: Visitor) => mainOf(person).innerText()

    before(async () => {
      node = await testNode({ jobs: true })
      browser = await launchBrowser()
      nca = await comes(NCA, 'nca')
      sussex = await comes(SUSSEX, 'sussex')
      kent = await comes(KENT, 'kent')
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('the NCA writes it; a form that is refused comes back with what was typed', async () => {
      const { page, look, press } = nca
      await nca.go('/requirements/ours')
      await look('ours-empty')
      await press('Write a requirement')
      await look('write')
      await page.getByLabel('What do you need to know?').fill(`${QUESTION} And who buys them?`)
      await page.getByLabel('Kent Police').check()
      await page.getByLabel('Sussex Police').check()
      await press('File this requirement')
      await look('write-refused')
      const said = await page.getByRole('alert').innerText()
      assert.match(said, /Ask one question, in one sentence/)
      assert.match(said, /Say on what lawful basis they are asked/)
      assert.ok(await page.getByLabel('Kent Police').isChecked())
      await page.getByLabel('What do you need to know?').fill(QUESTION)
      await page.getByLabel('Why?').fill('Engines on the beaches are new. We do not know who sells them.')
      await page
        .getByLabel('Which decision does the answer serve?')
        .fill('Where to look at sales in January.')
      await page.getByLabel('Priority').fill('Organised immigration crime: supply of boats and engines')
      await page.getByLabel('Supply of boats, engines or other equipment').check()
      await page.getByLabel('In words').fill('Outboard engines of 20 horsepower and more')
      const until = new Date(Date.now() + 30 * 86_400_000)
      await page.getByLabel('Day').fill(String(until.getUTCDate()))
      await page.getByLabel('Month').fill(String(until.getUTCMonth() + 1))
      await page.getByLabel('Year').fill(String(until.getUTCFullYear()))
      await page.getByLabel(/On what lawful basis/).fill('Prevention of crime, under the sharing agreement.')
      await page.getByLabel('OFFICIAL', { exact: true }).check()
      await page.getByRole('radio', { name: /\(P\)/ }).check()
      await press('File this requirement')
      requirement = /\/requirements\/([0-9a-f-]{36})$/.exec(page.url())?.[1] ?? ''
      assert.ok(requirement, page.url())
      await look('filed')
      assert.match(await textOf(nca), /Kent Police and Sussex Police do not know yet that you ask/)
    })

    void test('before anybody knows of it, the audience is looked at; then it is released to those asked', async () => {
      const { page, look, press } = nca
      await sussex.go('/requirements')
      assert.doesNotMatch(await textOf(sussex), /outboard engines/)
      await press('Look at who would read it, and release it', 'link')
      await look('preview')
      assert.match(await textOf(nca), /shows what your agency does not know/)
      await page.getByLabel('Why is it released?').fill('They know the yards of their counties.')
      await press('Continue')
      await look('confirm')
      await sussex.go('/')
      await press('Release the requirement now')
      await look('released')
    })

    void test('Sussex is told, sees what no line may ask, and accepts it by name', async () => {
      const { look, press, page } = sussex
      await sussex.arrives(/Accept or decline, by .*outboard engines/)
      await look('home')
      await mainOf(sussex)
        .getByRole('link', { name: /Accept or decline/ })
        .first()
        .click()
      await look('line')
      assert.match(await textOf(sussex), NEVER)
      await press('Accept this line')
      await look('line-accepted')
      assert.match(await textOf(sussex), /Accepted/)
      await sussex.go(`/requirements/${requirement}`)
      await look('requirement')
      // What is asked of others is not theirs to know.
      assert.doesNotMatch(await textOf(sussex), /Kent Police/)
      await page.goto('/requirements')
      await look('asked')
    })

    void test('Kent declines with a reason, and the NCA is told', async () => {
      const { page, look, press } = kent
      await nca.go('/')
      await kent.go('/requirements')
      await mainOf(kent).getByRole('link', { name: QUESTION }).click()
      await press('Decline it', 'link')
      await look('decline')
      await press('Decline this line')
      await look('decline-refused')
      await page.getByLabel('We hold nothing on it').check()
      await page.getByLabel('In words').fill('Our yards sell none of this size.')
      await press('Decline this line')
      await look('declined')
      await nca.arrives(/They declined: .*outboard engines/)
      await nca.look('home-declined')
    })

    void test('Sussex files a report that answers it: offered before filing, linked with the filing', async () => {
      const { page, look, press } = sussex
      const draft = await draftReadyToFile(await node.signIn(SUSSEX), {
        title: {
          title: 'A yard in Newhaven sells engines for cash',
          classification: 'OFFICIAL',
          agency_reference: '',
        },
      })
      await sussex.go(`/reports/drafts/${draft}/check`)
      await look('offer')
      await page.getByLabel(QUESTION).check()
      await page.getByLabel(/Another one, by its reference/).fill('SM-0000-0000-0')
      await nca.go('/')
      await press('File this report')
      await look('offer-refused')
      assert.match(await page.getByRole('alert').innerText(), /no open requirement here that you may read/)
      await page.getByLabel(/Another one, by its reference/).fill('')
      assert.ok(await page.getByLabel(QUESTION).isChecked(), 'what was chosen stays')
      await press('File this report')
      assert.match(page.url(), /\/sent$/)
      await press('Open the report', 'link')
      await look('report')
      assert.match(await textOf(sussex), /Requirements that it answers/)
      assert.match(await textOf(sussex), new RegExp(QUESTION.replace('?', '\\?')))
    })

    void test('the NCA’s coordinator sees the line turn to answered, and that an answer is there, and no more', async () => {
      const { look } = nca
      await nca.arrives(/An answer is there: .*outboard engines/)
      await look('home-answered')
      await nca.go(`/requirements/${requirement}`)
      await look('answered')
      const seen = await textOf(nca)
      assert.match(seen, /Answered/)
      assert.match(seen, /An answer is there/)
      assert.match(seen, /Our yards sell none of this size/)
      assert.doesNotMatch(seen, /A yard in Newhaven/)
    })

    void test('once Sussex has released the report, the NCA reads it from the requirement', async () => {
      const { page, look, press } = sussex
      await press('Release')
      await page.getByRole('radio', { name: 'Named agencies' }).check()
      await page.getByLabel('National Crime Agency').check()
      await press('See who would read what')
      await page.getByLabel('Why is it released?').fill('It answers what they asked.')
      await press('Continue')
      await press('Release the report now')
      await nca.go(`/requirements/${requirement}`)
      await nca.look('answer-released')
      await nca.press('A yard in Newhaven sells engines for cash', 'link')
      await nca.look('answer-read')
      assert.match(await textOf(nca), /Requirements that it answers/)
      await look('report-released')
    })

    void test('the NCA says that it is answered, for everybody who reads it; and nothing waits for anybody', async () => {
      const { page, look, press } = nca
      await nca.go(`/requirements/${requirement}`)
      await press('Say where it stands')
      await look('state')
      await page.getByLabel('Answered', { exact: true }).check()
      await press('Save')
      await look('state-refused')
      assert.match(await page.getByRole('alert').innerText(), /Say what became of it/)
      await page.getByLabel('In words').fill('It helped: two yards were visited.')
      await press('Save')
      await look('closed')
      await sussex.go(`/requirements/${requirement}`)
      assert.match(await textOf(sussex), /It helped: two yards were visited/)
      await nca.go('/requirements/figures')
      await look('figures')
      const figures = await textOf(nca)
      assert.match(figures, /Requirements answered\s+1/)
      assert.match(figures, /Kent Police\s+We hold nothing on it\s+1/)
      await nca.go(`/requirements/${requirement}/history`)
      await look('history')
      assert.match(await textOf(nca), /Said that a report answers it/)
    })

    void test('no browser complained, and none asked anybody else', () => {
      for (const { complaints } of people) assert.deepEqual(complaints, [])
    })
  })
}
