/**
 * What filing says: that something in the text is named by nobody, that a text describes somebody who is held back,
 * that what is typed is kept. In a browser, with scripts and without.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const TEXT = `A van, QT74 BCS, came to the slipway. The driver gave the number 07700 900461.
A girl of about 15 in a red coat was with them.`

/** From the first page to the list of what is named, with everything before it answered. */
async function writes({ page, press, go }: Visitor, text: string): Promise<string> {
  await go('/reports/new')
  await page.getByLabel('Title').fill('A van at the slipway')
  await page.getByLabel('OFFICIAL', { exact: true }).check()
  await press('Save and continue')
  await page.getByLabel('What it says').fill(text)
  await press('Save and continue')
  for (const legend of ['The source is', 'The information is', 'It is'])
    await page.getByRole('group', { name: legend, exact: true }).getByRole('radio').nth(1).check()
  await press('Save and continue')
  return /drafts\/([0-9a-f-]{36})\/subjects/.exec(page.url())?.[1] ?? assert.fail(page.url())
}

/** The rest, up to the check. */
async function finishes({ page, press }: Visitor): Promise<void> {
  await page.getByRole('radio', { name: /\(P\)/ }).check()
  await press('Save and continue')
  await page.getByRole('radio').nth(1).check()
  await press('Save and continue')
  assert.match(page.url(), /\/check$/)
}

for (const scripts of [true, false]) {
  void describe(`filing says what it does ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    let officer: Visitor
    before(async () => {
      node = await testNode({})
      browser = await launchBrowser()
      officer = await visitor({
        browser,
        base: node.base,
        email: SUSSEX,
        scripts,
        ...(scripts ? { pictures: 'filing' } : {}),
      })
    })
    after(async () => {
      await officer.close()
      await browser.close()
      await node.close()
      assert.deepEqual(officer.complaints, [])
    })
    const main = async () => await officer.page.getByRole('main').innerText()

    void test('who ticks nothing is told what is not named, and names it with one press', async () => {
      const { press, look, page } = officer
      await writes(officer, TEXT)
      await look('subjects-offered')
      await press('Save and continue')
      assert.match(page.url(), /\/subjects\/found$/)
      assert.match(
        await main(),
        /2 things found in the text are not named: QT74 BCS, 07700 900461\. They will not be matched\./,
      )
      await look('found')
      await press('Name them')
      assert.match(page.url(), /\/handling$/)
      await finishes(officer)
      assert.match(await main(), /QT74 BCS/)
      assert.doesNotMatch(await main(), /not named|Nobody and nothing/)
    })

    void test('what is left out is not asked for again, what a changed text brings is, and each page says which', async () => {
      const { press, look, page, go } = officer
      const draft = await writes(officer, TEXT)
      await press('Save and continue')
      await press('Leave them out')
      await finishes(officer)
      assert.match(await main(), /left out on purpose: QT74 BCS, 07700 900461\. They are not matched/)
      assert.doesNotMatch(await main(), /are not named/)
      await go(`/reports/drafts/${draft}/text?return=check`)
      await page.getByLabel('What it says').fill(`${TEXT}\nAlso +33 6 12 34 56 78.`)
      await press('Save and check answers')
      assert.match(await main(), /1 thing found in the text is not named: \+33 6 12 34 56 78/)
      assert.doesNotMatch(await main(), /not named: QT74/)
      await go(`/reports/drafts/${draft}/check`)
      assert.match(await main(), /1 thing found in the text is not named: \+33 6 12 34 56 78/)
      await look('check-unnamed')
      await press('File this report')
      assert.match(page.url(), /\/sent$/)
      assert.match(
        await main(),
        /1 thing found in the text is not named: \+33 6 12 34 56 78\. It is not matched/,
      )
      assert.match(await main(), /left out on purpose: QT74 BCS, 07700 900461/)
      await look('sent-unnamed')
      await press('Open the report', 'link')
      assert.match(await main(), /1 thing found in the text is not named: \+33 6 12 34 56 78/)
      await look('report-unnamed')
      await press('Name it in a new version')
      assert.match(await main(), /\+33 6 12 34 56 78/)
      assert.doesNotMatch(await main(), /is not named/)
    })

    void test('a child is named: what to do is said, and nothing is filed before the text was read for her', async () => {
      const { press, look, page, go } = officer
      const draft = await writes(officer, TEXT)
      await page.getByText('Tick all 2').click()
      assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 2)
      await press('Add a person')
      await page.getByRole('radio', { name: /Victim/ }).check()
      await press('Continue')
      await page.getByLabel('Names').fill('unknown girl')
      await page.getByLabel('Year').fill('2011')
      await look('person')
      await press('Add this person')
      assert.match(await main(), /Safeguarding: a child is named/)
      assert.match(await main(), /children’s services/)
      assert.match(await main(), /National Referral Mechanism/)
      await look('subjects-child')
      await press('Save and continue')
      await finishes(officer)
      assert.match(await main(), /Read the text again/)
      await look('check-described')
      await press('File this report')
      assert.match(await main(), /Say whether the text describes somebody who stays with your agency/)
      await look('check-described-error')
      await page.getByRole('radio', { name: /^Yes, the text/ }).check()
      await press('File this report')
      assert.match(page.url(), /\/sent$/)
      // Released as it is, it would go out whole.
      await go(`/reports/${draft}/release/preview?to=all`)
      assert.match(await main(), /A girl of about 15/)
      await page.getByLabel('Why is it released?').fill('They must know')
      await press('Continue')
      assert.match(await main(), /Say whether the text describes/)
      await page.getByRole('radio', { name: /^Yes, the text/ }).check()
      await press('Continue')
      assert.match(await main(), /Do not release a text that describes them/)
      await look('release-described')
      await page.getByRole('radio', { name: /^No, the text/ }).check()
      await press('Continue')
      await press('Release the report now')
      assert.match(page.url(), /\/holders$/)
      await go(`/reports/${draft}`)
      await look('report-by-kind')
      await go('/search?from-day=31&from-month=2&from-year=2026')
      await look('search-dates')
    })

    void test('a subject that was removed is put back, with what belonged to it', async () => {
      const { press, look, page } = officer
      await writes(officer, TEXT)
      await page.getByText('Tick all 2').click()
      await press('Add the ticked ones')
      await press(/^Remove Vehicle/)
      assert.match(await main(), /Vehicle QT74 BCS is removed/)
      await look('subjects-removed')
      await press('Put it back')
      assert.match(await main(), /QT74 BCS/)
      assert.doesNotMatch(await main(), /is removed/)
    })

    void test('a number that is too short and the same thing twice are asked about, and kept when that is meant', async () => {
      const { press, look, page } = officer
      await writes(officer, 'Nothing to find here.')
      await press('Add something else')
      await page.getByLabel('What is it?').selectOption('phone')
      await page.getByLabel('As it was written').fill('0770090')
      await press('Add this')
      assert.match(await main(), /has ten figures after \+44, and this has 7\. Correct the value/)
      await look('thing-doubt')
      await page.getByLabel('As it was written').fill('07700 900461')
      await press('Add this')
      await press('Add something else')
      await page.getByLabel('What is it?').selectOption('phone')
      await page.getByLabel('As it was written').fill('+44 7700 900 461')
      await press('Add this')
      assert.match(await main(), /You have named this already: telephone 07700 900461/)
      await page.getByRole('checkbox', { name: /keep it as it is written/ }).check()
      await press('Add this')
      assert.match(await main(), /Telephone \(2\)/)
    })
  })
}

void describe('what is typed is kept', () => {
  let node: TestNode
  let browser: Browser
  let officer: Visitor
  before(async () => {
    node = await testNode({})
    browser = await launchBrowser()
    officer = await visitor({ browser, base: node.base, email: SUSSEX, pictures: 'filing' })
  })
  after(async () => {
    await officer.close()
    await browser.close()
    await node.close()
  })
  const main = async () => await officer.page.getByRole('main').innerText()
  /** What was just typed is kept. Asked for before it is typed: a page says `Saved` from the start. */
  const kept = async (type: () => Promise<void>) => {
    const answer = officer.page.waitForResponse(/\/typing/)
    await type()
    assert.equal((await answer).status(), 200)
    await officer.page.locator('[data-typing-saved]', { hasText: /^Saved \d{1,2}:\d\d[ap]m$/ }).waitFor()
  }
  const events = async (id: string) =>
    (
      await node.admin<{ kind: string }>('select kind from ledger.event where subject_id = $1 order by id', [
        id,
      ])
    ).map(({ kind }) => kind)

  void test('a draft begins with the first words, and what is typed is there after a press elsewhere', async () => {
    const { page, go, press } = officer
    await go('/reports/new')
    await kept(() => page.getByLabel('Title').pressSequentially('Engines in a lock-up', { delay: 1 }))
    await page.waitForURL(/\/drafts\/[0-9a-f-]{36}\/title$/)
    const id = /drafts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    await go('/reports/drafts')
    await press('Engines in a lock-up', 'link')
    await go(`/reports/drafts/${id}/text`)
    await kept(() => page.getByLabel('What it says').fill('Ten minutes of typing.'))
    await kept(() => page.getByLabel('What it says').fill('Ten minutes of typing, and one more.'))
    assert.deepEqual(await events(id), ['collection'], 'the ledger has no line for each pause')
    await go('/matches')
    await go(`/reports/drafts/${id}/check`)
    assert.match(await main(), /Ten minutes of typing, and one more\./)
    assert.deepEqual((await events(id)).filter((kind) => kind === 'alteration').length, 1)
    const [left] = await node.admin<{ n: number }>('select count(*)::int as n from intelligence.typing')
    assert.equal(left?.n, 0)
  })

  void test('what somebody else saved meanwhile is never written over: it is said, and both are shown', async () => {
    const { page, go, press } = officer
    await go('/reports/new')
    await page.getByLabel('Title').fill('Two at once')
    await page.getByLabel('OFFICIAL', { exact: true }).check()
    await press('Save and continue')
    const id = /drafts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const colleague = await node.signIn('intelligence-officer-2@sussex-police.example')
    const shown = await colleague.get(`/reports/drafts/${id}/text`)
    const revision = /name="revision" value="(\d+)"/.exec(shown.text)?.[1] ?? ''
    await colleague.post(`/reports/drafts/${id}/text`, {
      revision,
      'items.0.text': 'What the colleague wrote',
    })
    await page.getByLabel('What it says').fill('What the author wrote')
    await page.locator('[data-typing-saved]', { hasText: /saved in another window/ }).waitFor()
    await press('Save and continue')
    assert.match(await main(), /What the colleague wrote/)
    assert.match(await main(), /What the author wrote/)
  })

  void test('a person half entered waits on the page, and the list says so', async () => {
    const { page, go, press } = officer
    const id = await writes(officer, 'Nothing to find here.')
    await go(`/reports/drafts/${id}/subjects/person?category=suspected`)
    await kept(() => page.getByLabel('Names').fill('Besnik'))
    await go(`/reports/drafts/${id}/check`)
    assert.match(await main(), /A person is begun and not added/)
    await press('Go on with it', 'link')
    assert.equal(await page.getByLabel('Names').inputValue(), 'Besnik')
    await officer.look('person-waits')
    await press('Add this person')
    assert.match(await main(), /Person \(1\)/)
    assert.doesNotMatch(await main(), /begun and not added/)
  })

  void test('somebody who leaves with words that are not kept yet is asked first', async () => {
    const { page, go } = officer
    await go('/reports/new')
    await page.route('**/typing**', (route) => route.abort())
    await page.getByLabel('Title').pressSequentially('Lost?')
    const asked = page.waitForEvent('dialog')
    const leaving = page.close({ runBeforeUnload: true })
    const dialog = await asked
    assert.equal(dialog.type(), 'beforeunload')
    await dialog.dismiss()
    await leaving
  })
})
