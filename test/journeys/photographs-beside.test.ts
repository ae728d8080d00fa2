/** An officer makes an intelligence report of a public one, with its photographs in sight. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { EXERCISE_PASSPHRASE, makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { publicServices } from '../../src/rooms/reporting/arrival/arrival.test-support.ts'
import { arrivedReport } from '../../src/rooms/reporting/triage/desk.test-support.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor } from './visitor.ts'

void describe('photographs beside a draft', () => {
  let node: TestNode
  let browser: Browser
  before(async () => {
    node = await testNode()
    await makeExerciseDesks(node.database, null)
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await node.close()
  })

  for (const scripts of [true, false])
    void test(`are seen from the first word to the filed report, ${scripts ? 'with' : 'without'} scripts`, async () => {
      const bytes = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#4a6b7c' } })
        .jpeg()
        .toBuffer()
      const files = [{ bytes, media: 'image/jpeg' }]
      const { id } = await arrivedReport(node, publicServices(node.database), { files })
      const officer = await visitor({
        ...{ browser, base: node.base, email: 'intelligence-officer@sussex-police.example', scripts },
        pictures: scripts ? 'beside' : 'beside-plain',
      })
      const { page } = officer
      const seen = async () => {
        const picture = page.getByRole('img', { name: 'Photograph 1' })
        await picture.scrollIntoViewIfNeeded()
        await picture.evaluate('document.readyState')
        assert.ok((await picture.boundingBox())?.width, 'the picture is there')
      }
      await officer.go('/purpose')
      // The second time round the first purpose is offered.
      await page.locator('input[name="choice"][value="other"]').check()
      await page.getByRole('textbox', { name: 'What you are working on' }).fill('Boats at Rye')
      await officer.press('Continue')
      await officer.go('/triage/unlock')
      await page.getByLabel('passphrase', { exact: false }).first().fill(EXERCISE_PASSPHRASE)
      await officer.press(/Unlock/)
      await officer.go(`/triage/${id}/intelligence`)
      await seen()
      await officer.look('make')
      await page.getByLabel('OFFICIAL', { exact: true }).check()
      await page.getByLabel('What it says').fill('A boat on a trailer, plate QL53 XWB.')
      await page
        .getByLabel(/Known indirectly/)
        .first()
        .check()
      await page.getByLabel('Fact', { exact: true }).check()
      await officer.press('Begin the draft')
      await seen()
      await officer.look('subjects')
      const draft = /drafts\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? ''
      await officer.go(`/reports/drafts/${draft}/text`)
      await seen()
      await officer.look('text')
      await officer.go(`/reports/drafts/${draft}/check`)
      await page.getByText('Photographs of the public report').click()
      await seen()
      await officer.look('check')
      assert.deepEqual(officer.complaints, [])
      await officer.close()
    })
})
