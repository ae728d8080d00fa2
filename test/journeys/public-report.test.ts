/**
 * What the public meets, on a telephone: the whole journey with scripts and without, in both languages, every
 * page examined. A report with two photographs from a pin off Rye Harbour reaches Sussex and offers Kent.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { pixelOf } from '../../src/rooms/coast/index.ts'
import { cy } from '../../src/rooms/reporting/wording/cy.ts'
import { en } from '../../src/rooms/reporting/wording/en.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reporter, type Reporter } from './reporter.ts'

/** At sea, a mile and a half off the mouth of the Rother. */
const OFF_RYE_HARBOUR = { lat: 50.915, lon: 0.79 }
const WORDS = 'A grey boat without lights lay off the harbour. Two men counted lifejackets.'

let photographs: { name: string; mimeType: string; buffer: Buffer }[]

for (const words of [en, cy])
  for (const scripts of [false, true])
    void describe(`a report in ${words.name} ${scripts ? 'with' : 'without'} scripts`, () => {
      const base = words.code === 'en' ? '/report' : '/cy/report'
      let node: TestNode
      let browser: Browser
      let person: Reporter
      let receipt = ''
      let broken = false

      /** A step stands on the one before: after a fault the others would only wait for what never comes. */
      const step = (name: string, work: () => Promise<void>) =>
        void test(name, async (t) => {
          if (broken) {
            t.skip('a step before failed')
            return
          }
          broken = true
          await work()
          broken = false
        })

      before(async () => {
        node = await testNode()
        await makeExerciseDesks(node.database, null)
        browser = await launchBrowser()
        person = await reporter({ browser, base: node.base, scripts, pictures: `public-${words.code}` })
        photographs = await Promise.all(
          ['#446', '#664'].map(async (background, index) => ({
            name: `photograph (${String(index)}).jpg`,
            mimeType: 'image/jpeg',
            buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background } })
              .jpeg()
              .toBuffer(),
          })),
        )
      })
      after(async () => {
        await person.close()
        await browser.close()
        await node.close()
      })

      step('danger comes first, and “yes” leads to numbers and to no form', async () => {
        const { page, look, press, go } = person
        await go(base)
        await look('first')
        const main = await page.getByRole('main').innerText()
        assert.ok(main.indexOf('999') < main.indexOf(words.danger.title), 'the number stands before all else')
        await press(words.danger.yes)
        await look('danger')
        assert.equal(await page.getByRole('main').locator('form, input').count(), 0)
        assert.equal(await page.getByRole('main').locator('a:not([href^="tel:"])').count(), 0)
        await page.goBack()
        await press(words.danger.no)
        await look('start')
      })

      step('what it was and where are asked for; a pin off Rye Harbour is set', async () => {
        const { page, look, press, go, presses } = person
        await press(words.start.begin)
        await press(words.layout.continue)
        await look('kind-error')
        await page.getByLabel(words.kind.choices.boat).check()
        await press(words.layout.continue)
        await look('where')
        await press(words.where.find)
        await look('where-error')
        await page.getByLabel(words.where.search).fill('Rye')
        await press(words.where.find)
        await look('places')
        await presses(page.getByRole('main').locator('.choice').first())
        await look('chosen')
        await go(`${base}/where/map`)
        await press(words.where.mapOut)
        for (let closer = 0; closer < 3; closer++) await pressMap()
        await look('map')
        await press(words.where.mapDone)
        assert.match(await page.getByRole('main').innerText(), /50°54\.\d\d′ N 000°47\.\d\d′ E/)
        assert.match(await page.getByRole('main').innerText(), /Sussex Police.*Kent Police/s)
        await press(words.layout.continue)

        async function pressMap() {
          const number = async (name: string) => Number(await page.locator(`[name="${name}"]`).inputValue())
          const { x, y } = pixelOf(
            {
              centre: { lat: await number('lat'), lon: await number('lon') },
              zoom: await number('zoom'),
              width: 340,
              height: 400,
            },
            OFF_RYE_HARBOUR,
          )
          const picture = page.locator('input[type=image]')
          await presses(picture, { x: Math.round(x) + 1, y: Math.round(y) + 1 })
        }
      })

      step('each question is a page; a mistake comes back with what was typed', async () => {
        const { page, look, press } = person
        await page.getByLabel(words.when.earlier).check()
        await page.getByLabel(words.when.dayPart.day, { exact: true }).fill('45')
        await press(words.layout.continue)
        await look('when-error')
        assert.equal(await page.getByLabel(words.when.dayPart.day, { exact: true }).inputValue(), '45')
        await page.getByLabel(words.when.now).check()
        await look('when')
        await press(words.layout.continue)
        await page.getByLabel(words.seen.prompts['no-lights']).check()
        await page.getByLabel(words.seen.words).fill(WORDS)
        await look('seen')
        await press(words.layout.continue)
        await page.getByLabel(words.vessel.colour).fill('Grey')
        await look('vessel')
        await press(words.layout.continue)
        await page.getByLabel(words.people.number).fill('2')
        await look('people')
        await press(words.layout.continue)
        await page.getByLabel(words.know.choices.saw).check()
        await look('know')
        await press(words.layout.continue)
        await look('again')
        await press(words.layout.continue)
      })

      step('two photographs are added', async () => {
        const { page, look, press } = person
        await look('photographs')
        await page.locator('input[type=file]').setInputFiles(photographs)
        await page.getByRole('main').getByRole('button', { name: words.photographs.add }).click()
        await page.getByText(words.photographs.ready).nth(1).waitFor()
        await look('photographs-added')
        await press(words.layout.continue)
      })

      step('the language is changed in the middle, and the place is kept', async () => {
        const { page, presses } = person
        await presses(page.getByRole('link', { name: words.layout.otherLanguage }))
        assert.ok(page.url().endsWith(words.code === 'en' ? '/cy/report/contact' : '/report/contact'))
        const other = words.code === 'en' ? cy : en
        await presses(page.getByRole('link', { name: other.layout.otherLanguage }))
      })

      step('who wants to be reached says how; everything is checked, and changed', async () => {
        const { page, look, press, presses } = person
        await page.getByLabel(words.contact.contactable).check()
        await press(words.layout.continue)
        await look('contact-error')
        await page.getByLabel(words.contact.anonymous).check()
        await press(words.layout.continue)
        await look('check')
        const checked = await page.getByRole('main').innerText()
        for (const said of [WORDS, 'Grey', words.photographs.added(2), words.check.anonymous])
          assert.ok(checked.includes(said), said)
        await presses(page.getByRole('link', { name: `${words.layout.change} (${words.check.rows.vessel})` }))
        await page.getByLabel(words.vessel.colour).fill('Dark grey')
        await press(words.layout.continue)
        assert.ok(page.url().endsWith('/check'), 'a change leads back')
      })

      step('it is sent: at once it is with Sussex, and Kent is offered', async () => {
        const { page, look, press } = person
        // A form that is filled in faster than anybody reads is noted; and this one is not.
        await page.waitForTimeout(4_100)
        await press(words.check.send)
        await look('sent')
        const [report] = await node.admin<{ slug: string; offered: string; files: number }>(
          `select a.slug, o.slug as offered, r.id,
             (select count(*)::int from reporting.sealed_part p where p.report_id = r.id and p.part = 'file') as files
           from reporting.public_report r join identity.agency a on a.id = r.agency_id
           left join identity.agency o on o.id = r.offered_agency_id`,
        )
        assert.deepEqual(
          { ...report, id: undefined },
          { slug: 'sussex-police', offered: 'kent-police', files: 2, id: undefined },
        )
        const officer = await node.signIn('triage-officer@sussex-police.example')
        assert.match((await officer.get('/triage')).text, /Kent Police/)
      })

      step('the receipt is shown, copied and confirmed', async () => {
        const { page, look, press } = person
        receipt = (await page.locator('.receipt').innerText()).replaceAll(/\s+/g, '-')
        await page.reload()
        assert.ok(
          (await page.locator('.receipt').innerText()).includes(receipt.slice(0, 5)),
          'after a reload too',
        )
        await page.getByLabel(words.sent.confirm).fill('0000')
        await press(words.sent.go)
        await look('sent-error')
        await page.getByLabel(words.sent.confirm).fill(receipt.slice(-4).toLowerCase())
        await press(words.sent.go)
        await look('end')
        assert.match(await page.getByRole('main').innerText(), /999/)
        assert.deepEqual(await page.context().cookies(), [])
      })

      step('the receipt opens the way back: an answer, a photograph, and taking it back', async () => {
        const { page, look, press, presses, go } = person
        await go(`${base}/receipt`)
        await page.getByLabel(words.receipt.label).fill('00000-00000-00000-00000')
        await press(words.receipt.go)
        await look('receipt-error')
        await page.getByLabel(words.receipt.label).fill(` ${receipt.toLowerCase().replaceAll('-', ' ')} `)
        await press(words.receipt.go)
        await look('thread')
        await page.getByLabel(words.thread.answer).fill('It had a red flag.')
        await press(words.thread.send)
        await look('answered')
        await presses(page.getByRole('link', { name: words.thread.photographs }))
        await page.locator('input[type=file]').setInputFiles(photographs.slice(0, 1))
        await page.getByRole('main').getByRole('button', { name: words.photographs.add }).click()
        await page.getByText(words.photographs.withDesk(3)).waitFor()
        await look('photographs-later')
        await press(words.layout.continue)
        await presses(page.getByRole('link', { name: words.thread.withdraw }))
        await look('withdraw')
        await press(words.thread.withdrawYes)
        await look('withdrawn')
        await go(`${base}/receipt`)
        await page.getByLabel(words.receipt.label).fill(receipt)
        await press(words.receipt.go)
        assert.ok((await page.getByRole('main').innerText()).includes(words.receipt.wrong))
      })

      step('what is said about the service, and pages that are not there', async () => {
        for (const path of ['privacy', 'cookies', 'accessibility', 'expired', 'nowhere', 'thread/closed']) {
          await person.go(`${base}/${path}`)
          await person.look(path.replaceAll('/', '-'))
        }
      })

      step('no browser complained, and nobody else was asked', async () => {
        assert.deepEqual(person.complaints, [])
      })
    })
