/**
 * An inspection is answered on time, and a chief constable held to account: in a browser, at both widths and on a
 * projector's, with and without scripts, each page examined by axe.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { idOf } from '../../exercise/acts/act.ts'
import { idOfDuty } from '../../exercise/oversight/ids.ts'
import { idOfLesson } from '../../exercise/oversight/learning.ts'
import { loadOversight } from '../../exercise/oversight/load-oversight.ts'
import { rooms } from '../../src/app.ts'
import { londonDay } from '../../src/platform/london-day.ts'
import { countFigures } from '../../src/rooms/oversight/index.ts'
import { launchBrowser } from '../browser.ts'
import { KEEPS_PICTURES, takePicture } from '../pictures/picture.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { examineAnyPage, listenTo, takeBoth, visitor } from './visitor.ts'

/** As many rooms have them, old and new. */
const PROJECTORS = [
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
]

void describe('oversight, in a browser', () => {
  let node: TestNode
  let browser: Browser
  before(async () => {
    ;[node, browser] = await Promise.all([testNode(), launchBrowser()])
    await loadOversight(node.database)
  })
  after(async () => {
    await browser.close()
    await node.close()
  })

  const as = (email: string, scripts = true) =>
    visitor({ browser, base: node.base, email, scripts, pictures: 'oversight' })

  void test('a chief officer signs what the coordinator entered', async () => {
    const chief = await as('chief-officer@sussex-police.example')
    try {
      await chief.go('/oversight')
      await chief.look('chief-overview')
      await chief.press(/recommendation 2: .* waits for the chief officer’s signature/, 'link')
      await chief.look('duty-unsigned')
      await chief.press('Sign the newest progress', 'button')
      await chief.look('sign')
      await chief.page.getByLabel('I have read this and stand by it').check()
      await chief.press('Sign')
      await chief.page.getByText('Signed. Those who hold').waitFor()
      assert.deepEqual(chief.complaints, [])
    } finally {
      await chief.close()
    }
  })

  void test('an inspector completes a recommendation', async () => {
    const inspector = await as('overseer@hmicfrs.example')
    try {
      await inspector.go('/oversight')
      await inspector.look('inspector-overview')
      await inspector.go(`/oversight/duties/${idOfDuty(3, 'sussex-police')}`)
      await inspector.press('Record a decision', 'button')
      await inspector.page.getByLabel('Complete', { exact: true }).check()
      await inspector.page
        .getByLabel('What does the decision rest on?')
        .fill('Invented: the inspectors have looked.')
      await inspector.look('decision')
      await inspector.press('Record the decision')
      await inspector.look('duty-complete')
      assert.deepEqual(inspector.complaints, [])
    } finally {
      await inspector.close()
    }
  })

  void test('a commissioner holds this week’s meeting on a projector, without scripts', async () => {
    const commissioner = await as('overseer@sussex-pcc.example', false)
    try {
      await commissioner.go('/oversight')
      await commissioner.look('commissioner-overview')
      const meeting = `/oversight/meetings/${idOf('meeting of this week')}`
      await commissioner.go(meeting)
      await commissioner.look('meeting')
      const letters: number[] = []
      for (const projector of PROJECTORS) {
        await commissioner.page.setViewportSize(projector)
        if (KEEPS_PICTURES)
          await takePicture(commissioner.page, `oversight-meeting-projector-${String(projector.width)}`)
        const main = commissioner.page.getByRole('main')
        const isWider = await main.evaluate(
          (one: { scrollWidth: number; clientWidth: number }) => one.scrollWidth > one.clientWidth,
        )
        assert.equal(isWider, false, `nothing is cut off on a projector of ${String(projector.width)}`)
        const agenda = await main.getByRole('heading', { name: 'Agenda' }).boundingBox()
        letters.push(agenda?.height ?? 0)
      }
      assert.ok(
        (letters[1] ?? 0) > (letters[0] ?? 0) * 1.2,
        `letters grow with the screen: ${letters.join()}`,
      )
      await commissioner.page.setViewportSize({ width: 1280, height: 900 })
      await commissioner.press('Ask a question', 'link')
      await commissioner.page
        .getByLabel('Question', { exact: true })
        .fill('Invented: when will it be signed?')
      await commissioner.look('question')
      await commissioner.press('Save')
      await commissioner.press('Note a promise', 'link')
      await commissioner.page.getByLabel('What was promised?').fill('Invented: it is signed on Friday')
      await commissioner.page.getByLabel('Which post promised it?').fill('Deputy Chief Constable')
      await commissioner.page.getByLabel('Day').fill('1')
      await commissioner.page.getByLabel('Month').fill('2')
      await commissioner.page.getByLabel('Year').fill('2031')
      await commissioner.press('Save')
      await commissioner.press('The meeting was held')
      await commissioner.look('meeting-held')
    } finally {
      await commissioner.close()
    }
  })

  void test('the commissioner signs the response, and everybody reads the public page', async () => {
    const commissioner = await as('overseer@sussex-pcc.example')
    const response = `/oversight/responses/${idOf('response of sussex-pcc')}`
    try {
      await commissioner.go(response)
      await commissioner.look('response-draft')
      await commissioner.press('Recommendation 3', 'link')
      await commissioner.page.getByLabel('Your words').fill('Invented: I have seen it.')
      await commissioner.look('paragraph')
      await commissioner.press('Save')
      await commissioner.press('Read it and sign', 'button')
      await commissioner.page.getByLabel('I have read the letter and sign it').check()
      await commissioner.press('Sign')
      await commissioner.look('response-signed')
      await commissioner.press('Publish it', 'button')
      await commissioner.page.getByLabel('Yes').check()
      await commissioner.press('Save')
      await commissioner.go('/oversight/public-page')
      await commissioner.page.getByLabel('Yes').check()
      await commissioner.look('public-switch')
      await commissioner.press('Save')
      await commissioner.page.getByText('The page is on').waitFor()
      await commissioner.go('/oversight')
      await commissioner.press('Packs', 'link')
      await commissioner.press('Make the packs', 'button')
      await commissioner.look('packs-new')
      await commissioner.press('Make the packs')
      await commissioner.look('packs')
      await commissioner.press('Meeting pack', 'link')
      await commissioner.press('Make it again and compare', 'link')
      await commissioner.page.getByText('Both files are byte for byte').waitFor()
      await commissioner.look('pack-compared')
      // What is handed out is opened without the node: from a mail, with no network.
      const href = await commissioner.page.getByText('Download the page (HTML)').getAttribute('href')
      const file = await commissioner.page.request.get(`${node.base}${href ?? ''}`)
      const alone = await browser.newPage()
      await alone.setContent(await file.text())
      await examineAnyPage(alone)
      await takeBoth(alone, 'oversight-pack-html')
      await alone.close()
      assert.deepEqual(commissioner.complaints, [])
    } finally {
      await commissioner.close()
    }
    const context = await browser.newContext({ baseURL: node.base })
    const complaints: string[] = []
    const page = await context.newPage()
    listenTo(context, page, node.base, complaints)
    for (const [name, path] of [
      ['public-list', '/accountability'],
      ['public', '/accountability/sussex-pcc/EXERCISE%201'],
      ['public-response', '/accountability/sussex-pcc/EXERCISE%201/response'],
      ['public-welsh', '/cy/accountability/sussex-pcc/EXERCISE%201'],
    ] as const) {
      await page.goto(path)
      await examineAnyPage(page)
      await takeBoth(page, `oversight-${name}`)
    }
    assert.deepEqual(complaints, [])
    await context.close()
  })

  void test('a chief officer reads figures, and a coordinator has a lesson checked by another force', async () => {
    await node.admin(
      `set session_replication_role = 'replica';
       insert into access.record (id, kind, agency_id, reference, title, status, classification, handling, review_on, created_at)
       select gen_random_uuid(), 'report', $1, gen_random_uuid()::text, 'Invented', 'disseminated', 'OFFICIAL', 'P',
         '2040-01-01', now() - make_interval(days => 120 + 90 * (n % 5))
       from generate_series(1, 83) as n;
       set session_replication_role = 'origin'`.replace('$1', String(node.agency('sussex-police'))),
    )
    await countFigures(
      node.database,
      rooms.flatMap(({ figureTables = [] }) => figureTables),
      londonDay(new Date()),
    )
    const chief = await as('chief-officer@sussex-police.example')
    const kent = await as('coordinator@kent-police.example', false)
    try {
      await chief.go('/oversight/figures')
      await chief.look('figures-list')
      await chief.press('Sussex Police', 'link')
      await chief.page.getByText('A number of 1 to 4 is not shown').waitFor()
      await chief.look('figures')
      await chief.go('/oversight/lessons')
      await chief.look('lessons')
      await chief.go('/oversight/training')
      await chief.look('training')
      await chief.press('First response to a landing', 'link')
      await chief.look('course')
      await kent.go(`/oversight/lessons/${idOfLesson('interpreters')}`)
      await kent.look('lesson')
      await kent.press('Say whether it is learned', 'button')
      await kent.look('lesson-check')
      await kent.page.getByLabel('It is learned').check()
      await kent.page.getByLabel('What did you look at').fill('Invented: We saw twenty cards.')
      await kent.press('Record it')
      await kent.page.getByText('Another agency has looked').waitFor()
      assert.deepEqual([...chief.complaints, ...kent.complaints], [])
    } finally {
      await chief.close()
      await kent.close()
    }
  })

  void test('the task force sees where it is stuck, and the inspection that is not entered yet', async () => {
    const desk = await as('coordinator@taskforce.example')
    try {
      await desk.go('/oversight/national')
      await desk.look('national')
      const [real] = await node.admin<{ id: string }>(
        `select id from oversight.inspection where reference = 'OIC 2025'`,
      )
      await desk.go(`/oversight/inspections/${real?.id ?? ''}`)
      await desk.look('inspection')
      assert.deepEqual(desk.complaints, [])
    } finally {
      await desk.close()
    }
  })
})
