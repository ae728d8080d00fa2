/**
 * The signal goes while an encounter is typed: with a script all of it is kept on the telephone, under a key that nobody can read
 * out, sent once when there is a signal, and gone when its author signs out. Without a script the page says that nothing is kept.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { WIDTHS } from '../pictures/picture.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const COLLEAGUE = 'analyst@sussex-police.example'

void describe('an encounter without a signal', () => {
  let node: TestNode
  let browser: Browser
  const people: Visitor[] = []
  before(async () => {
    node = await testNode()
    browser = await launchBrowser()
  })
  after(async () => {
    for (const person of people) await person.close()
    await browser.close()
    await node.close()
  })
  const comes = async (email: string, scripts = true) => {
    const person = await visitor({ browser, base: node.base, email, scripts, pictures: 'encounter-whole' })
    people.push(person)
    await person.page.setViewportSize(WIDTHS.telephone)
    return person
  }
  const type = async (page: Page, place: string) => {
    await page.getByLabel('Adults', { exact: true }).fill('3')
    await page.getByLabel('Where were they found?').fill(place)
    await page.getByLabel('On foot, or on a beach').check()
    await page.locator('input[name="s1-answer"][value="done"]').check()
    await page.locator('input[name="s1-by_whom"]').fill('Duty sergeant')
    await page.locator('input[name="s2-answer"][value="not-needed"]').check()
    await page.locator('textarea[name="s2-reason"]').fill('All spoke English')
    await page.getByText('Kept on this telephone').waitFor()
  }
  const recordedAt = async (place: string) => {
    const [row] = await node.admin<{ encounters: number; steps: number }>(
      `select count(distinct e.id)::integer as encounters, count(s.number)::integer as steps
       from encounters.encounter e left join encounters.step s on s.encounter_id = e.id where e.place = $1`,
      [place],
    )
    return row
  }

  void test('is typed, kept, and sent once when the signal is back', async () => {
    const officer = await comes(OFFICER)
    const { page } = officer
    await officer.go('/encounters/whole')
    await officer.look('form')
    await page.context().setOffline(true)
    await type(page, 'Pett Level')
    await page.getByRole('button', { name: 'Save all of it' }).click()
    await page.getByText('There is no signal.').waitFor()
    assert.deepEqual(await recordedAt('Pett Level'), { encounters: 0, steps: 0 })
    await page.context().setOffline(false)
    await page.waitForURL(/\/encounters\/[0-9a-f-]{36}$/)
    assert.deepEqual(await recordedAt('Pett Level'), { encounters: 1, steps: 2 })
  })

  void test('is sent twice by a bad network, and recorded once', async () => {
    const officer = await comes(OFFICER)
    const { page } = officer
    await officer.go('/encounters/whole')
    await type(page, 'Cliff End')
    // The first answer never comes back.
    await page.route(
      '**/encounters/whole',
      async (route) => {
        await route.fetch()
        await route.abort('connectionreset')
      },
      { times: 1 },
    )
    await page.getByRole('button', { name: 'Save all of it' }).click()
    await page.getByText('There is no signal.').waitFor()
    await page.getByRole('button', { name: 'Save all of it' }).click()
    await page.waitForURL(/\/encounters\/[0-9a-f-]{36}$/)
    assert.deepEqual(await recordedAt('Cliff End'), { encounters: 1, steps: 2 })
  })

  void test('is put back when the page is opened again, lies under a key that cannot be read out, and dies at sign-out', async () => {
    const officer = await comes(OFFICER)
    const { page } = officer
    await officer.go('/encounters/whole')
    await type(page, 'Fairlight Cove')
    await officer.go('/encounters/whole')
    await page.getByText('What you had typed is put back.').waitFor()
    assert.equal(await page.getByLabel('Where were they found?').inputValue(), 'Fairlight Cove')
    const kept = String(await page.evaluate(readDatabase))
    assert.match(kept, /"extractable":false/)
    assert.doesNotMatch(kept, /Fairlight|sergeant/)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForLoadState('load')
    await page.goto('/signed-out')
    await page.waitForTimeout(300)
    assert.doesNotMatch(
      String(await page.evaluate('indexedDB.databases().then((all) => JSON.stringify(all))')),
      /seamark-encounters/,
    )
  })

  void test('is nobody else’s: whoever signs in next is not shown it', async () => {
    const officer = await comes(OFFICER)
    await officer.go('/encounters/whole')
    await type(officer.page, 'Rye Harbour')
    await officer.page.context().clearCookies()
    const colleague = await comes(COLLEAGUE)
    await officer.page.context().addCookies(await colleague.page.context().cookies())
    await officer.go('/encounters/whole')
    await officer.page.waitForTimeout(300)
    assert.equal(await officer.page.getByLabel('Where were they found?').inputValue(), '')
  })

  void test('without script is said to be kept nowhere', async () => {
    const officer = await comes(OFFICER, false)
    await officer.go('/encounters/whole')
    await officer.page.getByText('This browser runs no script: nothing is kept').waitFor()
    await officer.go('/encounters/new')
    await officer.page.getByText('Without a signal nothing is kept').waitFor()
  })
})

/** Everything in the browser's database, as far as a script can read it. */
const readDatabase = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('seamark-encounters')
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const store = opening.result.transaction('kept').objectStore('kept')
    const all = store.getAll()
    all.onsuccess = () => {
      resolve(JSON.stringify(all.result.map((one) => one instanceof CryptoKey
        ? { extractable: one.extractable }
        : { owner: one.owner, data: new TextDecoder('latin1').decode(one.data) })))
      opening.result.close()
    }
  }
})`
