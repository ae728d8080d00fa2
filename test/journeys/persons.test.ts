/**
 * One person in two agencies' records: both confirm, the records count as one, one agency takes it back,
 * and they are apart again. Then the same person asked for by name, and in a list. In two browsers, with
 * scripts and without; every page on the way is examined.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'analyst@nca.example'

for (const scripts of [true, false]) {
  void describe(`persons ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let sussex: Visitor
    let kent: Visitor
    const people: Visitor[] = []
    let report = ''

    const comes = async (email: string, pictures: string) => {
      const person = await visitor({
        browser,
        base: node.base,
        email,
        scripts,
        ...(scripts ? { pictures } : {}),
      })
      people.push(person)
      return person
    }
    const file = async (email: string, name: string, born: string) => {
      const subjects = [{ kind: 'person', item: 1, category: 'suspected', names: [name], born }]
      const filed = await node.api(email, 'POST', '/intelligence/reports', reportBody({ subjects }))
      assert.equal(filed.status, 201, filed.text)
      return filed.json<{ id: string }>().id
    }

    before(async () => {
      node = await testNode({ jobs: true })
      browser = await launchBrowser()
      report = await file(SUSSEX, 'Mohamed Haddad', '1987-03-14')
      sussex = await comes(SUSSEX, 'persons-sussex')
      kent = await comes(KENT, 'persons-kent')
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('a pair arrives by itself, is one line at home, and leads to the queue', async () => {
      await sussex.go('/')
      await file(KENT, 'محمد حداد', '1987-03-14')
      await sussex.arrives('1 possible person match to review')
      await sussex.look('home')
      await sussex.press(/1 possible person match/, 'link')
      await sussex.look('queue')
      await sussex.press('Start with the first')
      await sussex.look('pair')
      await sussex.page.getByRole('heading', { name: 'Why these may be the same person' }).waitFor()
      assert.doesNotMatch(await sussex.page.content(), /محمد/)
    })

    void test('without a reason nothing is confirmed; with one the state says what is missing', async () => {
      const { page, look, press } = sussex
      await press('Confirm the match', 'link')
      await press('Confirm the match')
      await look('confirm-error')
      await page.getByLabel('Reason').fill('Both of us know of the tattoo on his left hand.')
      await press('Confirm the match')
      await page
        .getByText('Your agency has confirmed; Kent Police has not answered', { exact: false })
        .first()
        .waitFor()
      await look('confirmed')
    })

    void test('once both have confirmed they count as the same person, on either side’s pages', async () => {
      const { page, go, press, look } = kent
      await go('/matches/people')
      await press('Start with the first')
      await page.getByText('Sussex Police has confirmed; your agency has not answered').first().waitFor()
      await press('Confirm the match', 'link')
      await page.getByLabel('Reason').fill('Agreed.')
      await press('Confirm the match')
      await page.getByText('the two records count as the same person').first().waitFor()
      await look('both')
      await sussex.arrives('the two records count as the same person')
      await sussex.go(`/reports/${report}`)
      await sussex.page.getByRole('link', { name: 'a record of Kent Police' }).waitFor()
      await sussex.look('report')
    })

    void test('taken back, they are apart, and the other agency sees that there is no answer', async () => {
      await kent.press('Take the answer back', 'link')
      await kent.look('take-back')
      await kent.press('Take the answer back')
      await kent.page.getByText('Earlier answers of your agency').waitFor()
      await kent.look('taken-back')
      await sussex.go(`/reports/${report}`)
      assert.equal(await sussex.page.getByText('Counts as the same person').count(), 0)
      await sussex.press(/Kent Police/, 'link')
      await sussex.page.getByText('No answer: the last one was taken back').waitFor()
    })

    void test('the queue offers the next pair after an answer, and says when there is none', async () => {
      await file(SUSSEX, 'Zoran Petrovic', '1975-11-02')
      await file(KENT, 'Зоран Петровић', '1975-11-02')
      await sussex.go('/matches/people')
      await sussex.arrives('Zoran Petrovic, born 2 November 1975')
      await sussex.press(/Zoran Petrovic/, 'link')
      await sussex.press('Reject the match', 'link')
      await sussex.page.getByLabel('Reason').fill('Two men of different heights.')
      await sussex.press('Reject the match')
      await sussex.look('rejected')
      await sussex.go('/matches/people')
      await sussex.page.getByText('No person match to review').waitFor()
    })

    void test('a check by name asks for a birth, and says whom to ask', async () => {
      const { page, go, look, press } = await comes(NCA, 'persons-nca')
      await go('/check')
      await press('A person', 'link')
      await page.getByLabel('Name').fill('Muhammad Al-Haddad')
      await page.getByLabel('What is your purpose?').fill('Preventing crime')
      await press('Check')
      await look('check-person-error')
      await page.getByLabel('Born').fill('14/03/1987')
      await press('Check')
      await page.getByRole('heading', { name: /a partner may hold this person/ }).waitFor()
      await page.getByRole('heading', { name: 'Kent Police' }).waitFor()
      await page.getByRole('heading', { name: 'Sussex Police' }).waitFor()
      await look('check-person')
    })

    void test('a list as a file is answered line by line, by the keyboard alone', async () => {
      const nca = people.at(-1)
      assert.ok(nca)
      const { page, press, look } = nca
      await press('A list', 'link')
      await page.getByLabel('Or a file').setInputFiles({
        name: 'list.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'kind,value,born\nperson,محمد حداد,1987-03-14\nphone,07700 900999,\nperson,Haddad,\n',
        ),
      })
      await page.getByLabel('What is your purpose?').fill('Preventing crime')
      await page.getByLabel('What is your purpose?').press('Enter')
      await page
        .getByRole('heading', { name: '2 lines checked, 1 held by a partner; 1 line not checked' })
        .waitFor()
      await look('check-list')
    })

    void test('nothing was complained of', () => {
      for (const { complaints } of people) assert.deepEqual(complaints, [])
    })
  })
}
