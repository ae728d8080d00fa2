/** A records manager answers for how long records are kept; partners are told; nobody sees more than they must. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openReview } from '../../src/rooms/records/fixtures/plant.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import { visitor, type Visitor } from './visitor.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const MANAGER = 'records-manager@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
/** Of a report that nobody has filed. */
const NOBODYS = '019a7c3e-5b1f-7d44-9a52-3f0c1f6f2d10'
/** More than a page of a review has. */
const MOST_STOPS = 80

void describe('records', () => {
  let node: TestNode
  let browser: Browser
  const open: Visitor[] = []
  before(async () => {
    node = await testNode()
    browser = await launchBrowser()
  })
  after(async () => {
    for (const one of open) await one.close()
    await browser.close()
    await node.close()
  })
  const as = async (email: string): Promise<Visitor> => {
    const one = await visitor({ browser, base: node.base, email, pictures: 'records' })
    open.push(one)
    return one
  }
  const filed = async (title: string): Promise<{ id: string; reference: string }> => {
    const made = await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody({ title }))
    return made.json<{ id: string; reference: string }>()
  }

  void test('twenty reviews are worked through by the keyboard alone', async () => {
    for (let one = 0; one < 20; one += 1) {
      const { id } = await filed(`Zqtitle ${String(one)}`)
      await openReview(node, id, 'sussex-police')
    }
    const manager = await as(MANAGER)
    const { page } = manager
    await manager.go('/reviews')
    await manager.look('reviews')
    assert.ok(!(await page.content()).includes('Zqtitle'), 'no title is shown to who reads no content')
    await manager.go('/reviews/next')
    await manager.look('review')
    for (let one = 0; one < 20; one += 1) {
      await tabTo(page, 'decision')
      await page.keyboard.press('Space')
      await tabTo(page, 'criteria')
      await page.keyboard.press('Space')
      await tabTo(page, 'reason')
      await page.keyboard.type('The group is under investigation')
      await page.keyboard.press('Tab')
      const before = page.url()
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.href !== before)
      await page.waitForLoadState('load')
    }
    assert.equal(new URL(page.url()).pathname, '/reviews')
    const decided = await node.admin(`select from records.review where decision = 'keep'`)
    assert.equal(decided.length, 20)
  })

  void test('more than a page of reviews is decided at once on the page, one event each', async () => {
    for (let one = 0; one < 60; one += 1)
      await openReview(node, (await filed(`Of many ${String(one)}`)).id, 'sussex-police')
    const manager = await as(MANAGER)
    const { page } = manager
    await manager.go('/reviews')
    await manager.press('Show 200 on a page', 'link')
    await manager.press('Choose all on this page', 'link')
    await manager.look('reviews-many')
    assert.equal(await page.locator('input[name="review"]:checked').count(), 60)
    await page.getByLabel('Keep it until the next review').check()
    await page.getByLabel('Group', { exact: true }).selectOption({ value: '3' })
    await page.getByLabel('The period of its group has not run out').check()
    await page.getByLabel('Reason').fill('Needed for the pattern')
    await manager.press('Save the decision')
    await page.getByText('60 records decided').first().waitFor()
    const events = await node.admin(
      `select from ledger.event where operation = 'records.reviews.decide' and detail ->> 'reviewed' = 'keep'`,
    )
    assert.equal(events.length, 60)
  })

  void test('an erased report is gone from a partner’s search, and the partner is told and answers', async () => {
    const { id, reference } = await filed('Engines for the Larkfield boat')
    await node.api(OFFICER, 'POST', `/intelligence/reports/${id}/release`, {
      ...{ agencies: ['kent-police'], reason: 'Theirs too' },
    })
    const kent = await as(KENT)
    await kent.go(`/search?q=${reference}`)
    await kent.arrives('Engines for the Larkfield boat')
    const review = await openReview(node, id, 'sussex-police')

    const manager = await as(MANAGER)
    const { page } = manager
    await manager.go(`/reviews/${review}`)
    await page.getByLabel('Ask for its erasure').check()
    await page.getByLabel('It is no longer needed for a policing purpose').check()
    await manager.look('review-erase')
    await manager.press('Save and open the next one')
    await manager.go('/erasures')
    await manager.look('erasures-own')
    assert.equal(await page.getByRole('button', { name: `Erase ${reference}` }).count(), 0)

    const officer = await as(OFFICER)
    await officer.go('/')
    await officer.press(new RegExp(`Erasure of ${reference}`), 'link')
    await officer.look('erasures')
    await officer.press(`Erase ${reference}`)
    await officer.page.getByText('Erased. 1 partner told').first().waitFor()

    await kent.go(`/search?q=${reference}`)
    assert.ok(!(await kent.page.content()).includes('Larkfield'))
    await kent.go(`/reports/${id}`)
    assert.match(new URL(kent.page.url()).pathname, /^\/notices\//, 'its old address says what became of it')
    const never = await node.signIn('intelligence-officer@nca.example')
    const [theirs, nobodys] = [await never.get(`/reports/${id}`), await never.get(`/reports/${NOBODYS}`)]
    assert.deepEqual(
      [theirs.status, nobodys.status],
      [404, 404],
      'to whom it was never given it is not there',
    )
    await kent.go('/')
    await kent.press(new RegExp(`${reference} was erased`), 'link')
    await kent.look('notice')
    await kent.page.getByLabel('We have destroyed our copies').check()
    await kent.press('Save the answer')
    await kent.go('/notices')
    await kent.look('notices')
    for (const one of open) assert.deepEqual(one.complaints, [])
  })

  void test('a subject’s request is answered in time by two people, neither of whom sees more than they must', async () => {
    const subjects = [{ kind: 'person', item: 1, category: 'victim', names: ['Merryn Askew'] }]
    await node.api(
      OFFICER,
      'POST',
      '/intelligence/reports',
      reportBody({ title: 'Zqcontent of a request', subjects }),
    )
    const manager = await as(MANAGER)
    const { page } = manager
    await manager.go('/requests')
    await manager.look('requests-none')
    await manager.go('/requests/new')
    await page.getByLabel('Access to what is held on them').check()
    await fillDay(page, 'received_on', -1)
    await page.getByLabel('By letter').check()
    await manager.press('Take it in')
    await manager.look('request-faults')
    await page.getByLabel('Name', { exact: true }).fill('Merryn Askew')
    await page.getByLabel('What do they ask, in their words?').fill('All that you hold on me')
    await page.getByLabel('Where does the answer go?').fill('1 Invented Street')
    await manager.press('Take it in')
    const address = new URL(page.url()).pathname
    await manager.look('request-new')
    assert.equal(await page.getByRole('button', { name: 'Search for them' }).count(), 0)
    await page.getByLabel('It is them', { exact: true }).check()
    await fillDay(page, 'identity_on', 0)
    await page.getByLabel('What was looked at?').fill('Passport, seen at the front desk')
    await manager.press('Save')
    await page.getByLabel('Who reads and decides?').selectOption({ value: node.person(OFFICER).id })
    await manager.press('Name this person')
    await manager.press('Search for them')
    await manager.look('request-found')
    assert.ok((await page.content()).includes('1 record may be about them'))
    assert.ok(!(await page.content()).includes('Zqcontent'), 'references and counts alone')

    const officer = await as(OFFICER)
    await officer.go('/')
    await officer.press(/read, decide and make the answer ready/, 'link')
    await officer.look('request-officer')
    await officer.press(/^SM-/, 'link')
    await officer.page.getByLabel('Yes, it is about them').check()
    await officer.press('Save the decision')
    await officer.look('request-item-faults')
    for (const one of await officer.page.getByLabel('Give it', { exact: true }).all()) await one.check()
    await officer.page.getByLabel('Leave it out', { exact: true }).first().check()
    await officer.page.getByLabel('Why is it left out?').first().selectOption({ value: 'others' })
    await officer.page.getByLabel('Reason').first().fill('It would tell of somebody else')
    await officer.look('request-item')
    await officer.press('Save the decision')
    await officer.page.getByLabel('Yes', { exact: true }).check()
    await officer.press('The answer is ready')
    await officer.press('Look at the answer, print it or take it along', 'link')
    await officer.look('request-answer')
    assert.ok((await officer.page.content()).includes('Merryn Askew'))
    assert.ok(!(await officer.page.content()).includes('Zqcontent'), 'what is left out is not in the answer')

    await manager.go(address)
    await fillDay(page, 'answered_on', 0)
    await page.getByLabel('How was it sent?').fill('Recorded delivery')
    await manager.look('request-send')
    await manager.press('It was sent')
    await page.getByText('The request is answered').first().waitFor()
    await manager.look('request-answered')
    const refused = await page.goto(`${address}/answer`)
    assert.equal(refused?.status(), 403, 'whoever sends the answer does not read it')
    for (const one of open)
      assert.deepEqual(
        one.complaints.filter((said) => !said.includes('403')),
        [],
      )
  })

  void test('an incident is entered, its records are named, and the ledger says who saw them', async () => {
    const { id, reference } = await filed('A report that went astray')
    const officer = await as(OFFICER)
    await officer.go(`/reports/${id}`)
    const manager = await as(MANAGER)
    const { page } = manager
    await manager.go('/incidents')
    await manager.look('incidents-none')
    await manager.go('/incidents/new')
    await manager.press('Enter it')
    await manager.look('incident-faults')
    await page.getByLabel('What happened, in a line').fill('A list went to a wrong address')
    await page.getByLabel('Somebody saw or received what they should not have').check()
    await page.getByLabel('At what time?').fill('00:01')
    await page.getByLabel('Who was involved?').fill('An analyst of the desk')
    await page.getByLabel('Facts').fill('One mail with one reference')
    await manager.press('Enter it')
    await page.getByLabel('Reference of a record').fill(reference)
    await manager.press('Add this record')
    await manager.look('incident')
    await manager.press('Read in the ledger who saw them', 'link')
    await manager.look('incident-who-saw')
    assert.ok((await page.content()).includes('Robin Ashdown'))
    await manager.go('/')
    await manager.press(/decide whether to tell the Commissioner/, 'link')
    await manager.press('Change', 'button')
    await manager.look('incident-change')
    for (const one of open)
      assert.deepEqual(
        one.complaints.filter((said) => !said.includes('403')),
        [],
      )
  })

  void test('registers: an entry is added, comes due on the first page, and is changed in versions', async () => {
    const manager = await as(MANAGER)
    const { page } = manager
    await manager.go('/registers')
    await manager.look('registers-none')
    await manager.press('Add an entry to: Sharing agreements', 'link')
    await manager.press('Add it')
    await manager.look('register-faults')
    await page.getByLabel('What it is called').fill('With the harbour authorities')
    for (const label of ['Parties', 'Purposes', 'What is shared', 'Where the agreement is kept'])
      await page.getByLabel(label).fill('Invented')
    await fillDay(page, 'due_on', 10)
    await manager.press('Add it')
    await manager.look('register-entry')
    await manager.go('/')
    await manager.press(/With the harbour authorities: ends on/, 'link')
    await manager.press('Change', 'button')
    await fillDay(page, 'due_on', 375)
    await page.getByLabel('What changed').fill('Agreed for another year')
    await manager.press('Save as the next version')
    await page.getByRole('heading', { name: 'Version 2' }).waitFor()
    await manager.look('register-versions')
    await manager.go('/registers')
    await manager.look('registers')
    for (const one of open)
      assert.deepEqual(
        one.complaints.filter((said) => !said.includes('403')),
        [],
      )
  })

  void test('a corrected report: its partner is told which version was wrong', async () => {
    const { id } = await filed('Three engines')
    await node.api(OFFICER, 'POST', `/intelligence/reports/${id}/release`, {
      ...{ agencies: ['kent-police'], reason: 'Theirs too' },
    })
    const officer = await as(OFFICER)
    await officer.go(`/reports/${id}`)
    await officer.look('report-with-corrections')
    await officer.press('Say that a version was wrong, and see who was told', 'link')
    await officer.look('correct-nothing')
    const put = await node.api(OFFICER, 'POST', `/intelligence/reports/${id}/recall`, {
      reason: 'The source was mistaken',
    })
    assert.equal(put.status, 200)
    await officer.go(`/corrections/${id}`)
    await officer.page.getByLabel('Version 1').check()
    await officer.page.getByLabel('What was wrong').fill('It was two engines')
    await officer.press('Say that it was wrong')
    await officer.look('correct-said')
    const kent = await as(KENT)
    await kent.go('/notices')
    await kent.arrives('Version 1 was wrong')
  })
})

/** Presses the tabulator key until a control of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate<string>('document.activeElement.name ?? ""')) === name) return
  }
  assert.fail(`the tabulator key never reached ${name} on ${page.url()}`)
}

/** A day in three boxes, so many days from now. */
async function fillDay(page: Page, name: string, days: number): Promise<void> {
  const [year = '', month = '', day = ''] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
    .format(new Date(Date.now() + days * 86_400_000))
    .split('-')
  await page.locator(`[name="${name}-day"]`).fill(day)
  await page.locator(`[name="${name}-month"]`).fill(month)
  await page.locator(`[name="${name}-year"]`).fill(year)
}
