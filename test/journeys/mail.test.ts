/** Somebody chooses which mail they get, with and without scripts. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor } from './visitor.ts'

const EMAIL = 'triage-officer@sussex-police.example'

void describe('mail that one asks for', () => {
  let node: TestNode
  let browser: Browser
  before(async () => {
    node = await testNode({ env: { SMTP_URL: 'smtp://localhost:2525', MAIL_FROM: 'seamark@node.example' } })
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await node.close()
  })

  for (const scripts of [true, false])
    void test(`is chosen on one’s own account, ${scripts ? 'with' : 'without'} scripts`, async () => {
      const pictures = scripts ? 'mail' : 'mail-plain'
      const officer = await visitor({ browser, base: node.base, email: EMAIL, scripts, pictures })
      await officer.go('/account')
      await officer.look('account')
      await officer.press('Choose which mail Seamark sends you', 'link')
      const { page } = officer
      const now = page.getByLabel('Send me a mail when the public reports something that is happening now')
      await now.setChecked(scripts)
      await page.getByLabel('Each morning after 7am').check()
      await officer.press('Save')
      await page.getByText('Your choice is saved.').waitFor()
      assert.equal(await now.isChecked(), scripts)
      assert.equal(await page.getByLabel('Each morning after 7am').isChecked(), true)
      await officer.look('choice')
      assert.deepEqual(officer.complaints, [])
      await officer.close()
    })
})
