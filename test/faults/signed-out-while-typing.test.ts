/** The session ends while somebody is typing, in a real browser: what was typed is not lost on the way to sign in. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { visitor, type Visitor } from '../journeys/visitor.ts'
import { testNode, type TestNode } from '../support/node.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const TYPED = 'Operation Larkspur & "others"'

void describe('a session that ends while somebody is typing', () => {
  let node: TestNode
  let browser: Browser
  let officer: Visitor
  before(async () => {
    node = await testNode()
    browser = await launchBrowser()
    officer = await visitor({ browser, base: node.base, email: OFFICER })
  })
  after(async () => {
    await officer.close()
    await browser.close()
    await node.close()
  })

  /** Types, lets the session end, and has the page ask for itself, as it does when somebody comes back to it. */
  async function typeUntil(ends: string) {
    await officer.go('/purpose')
    await officer.page.getByLabel('An operation, an enquiry or a request').check()
    await officer.page.getByRole('textbox', { name: 'What you are working on' }).fill(TYPED)
    await node.admin(`update identity.session set ${ends} where person_id = $1 and ended_at is null`, [
      node.person(OFFICER).id,
    ])
    await officer.page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
    await officer.page.getByRole('alert').waitFor()
  }

  void test('what was typed is kept and comes back after signing in, when it has run out', async () => {
    await typeUntil(`seen_at = now() - interval '31 minutes'`)
    await officer.page.getByRole('link', { name: 'Sign in again' }).click()
    await officer.page.getByText('What you had typed is kept').waitFor()
    await officer.page.getByRole('button', { name: 'Sign in' }).click()
    await officer.page.waitForURL(/carry-on|demo-identity/)
    const person = officer.page.locator(`button[value="${OFFICER}"]`)
    if (await person.count()) await person.click()
    await officer.page.getByText('Nothing you typed is lost').waitFor()
    assert.ok(await officer.page.getByText(TYPED).first().isVisible())
  })

  void test('what was typed stays on the page, which says to copy it, when it was ended for good', async () => {
    await typeUntil('ended_at = now()')
    await officer.page.getByRole('link', { name: 'Sign in again' }).click()
    await officer.page.getByText('could not be kept. Copy it before you sign in').waitFor()
    assert.equal(
      await officer.page.getByRole('textbox', { name: 'What you are working on' }).inputValue(),
      TYPED,
    )
  })
})
