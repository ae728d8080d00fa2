/** A person at a browser: signs in as people do, and has every page that they meet examined. */
import axe from 'axe-core'
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { KEEPS_PICTURES, takePicture, WIDTHS } from '../pictures/picture.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** With landmarks, the order of headings, and what else is good practice and no rule. */
const ADVISED = [...TAGS, 'best-practice']

/** Keeps a broken run from hanging; it measures nothing. In milliseconds. */
const PATIENCE = 20_000

export type Visitor = {
  page: Page
  /** Goes to a page of the node. */
  go: (path: string) => Promise<void>
  /** Examines the page that is open, at both widths; with a name its picture is kept. */
  look: (name?: string) => Promise<void>
  /** Presses what is named so, and waits for the page that follows. */
  press: (name: string | RegExp, role?: 'button' | 'link') => Promise<void>
  /** Waits until a text appears by itself; without scripts the page is loaded again until it does. */
  arrives: (text: string | RegExp) => Promise<void>
  /** What the browser complained of, and whom else it asked. Empty when all is well. */
  complaints: string[]
  close: () => Promise<void>
}

export type VisitorOptions = {
  browser: Browser
  base: string
  email: string
  scripts?: boolean
  /** put before the names of pictures */
  pictures?: string
}

/** Signs somebody in, in a browser context of their own. Close it when done. */
export async function visitor({
  browser,
  base,
  email,
  scripts = true,
  pictures,
}: VisitorOptions): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: WIDTHS.desk,
    javaScriptEnabled: scripts,
    baseURL: base,
  })
  const complaints: string[] = []
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  listenTo(context, page, base, complaints)

  const examiner = scripts ? null : await examinerOf(browser, base)

  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator(`button[value="${email}"]`).click()
  // Asked once after signing in: what these people work on is no matter of most journeys.
  await page.getByLabel('No particular purpose').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(`${base}/`)
  return {
    page,
    complaints,
    go: async (path) => {
      await page.goto(path)
    },
    look: async (name) => {
      await examine(examiner ? await examiner.show(page) : page)
      if (name !== undefined && pictures !== undefined) await takeBoth(page, `${pictures}-${name}`)
    },
    press: async (name, role = 'button') => {
      const exact = typeof name === 'string'
      await page.getByRole('main').getByRole(role, { name, exact }).first().click()
      await page.waitForLoadState('load')
    },
    arrives: async (text) => {
      const found = page.getByRole('main').getByText(text).first()
      if (scripts) {
        // A page that was loaded anew would have lost this mark.
        await page.evaluate('window.notReloaded = true')
        await found.waitFor()
        assert.equal(await page.evaluate('window.notReloaded'), true, 'the page was loaded again')
        return
      }
      for (let tries = 0; tries < 20 && !(await found.isVisible()); tries++) await page.reload()
      assert.equal(await found.isVisible(), true, `${String(text)} never arrived`)
    },
    close: async () => {
      await examiner?.close()
      await context.close()
    },
  }
}

/**
 * axe is a script: what a browser without scripts shows is examined in one that has them, with the page's
 * own taken out.
 */
export async function examinerOf(browser: Browser, base: string) {
  const context = await browser.newContext({ baseURL: base })
  const page = await context.newPage()
  let html = ''
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.continue(),
  )
  return {
    show: async (shown: Page): Promise<Page> => {
      html = (await shown.content()).replaceAll(/<script[\s\S]*?<\/script>/g, '')
      await page.goto(shown.url())
      return page
    },
    close: () => context.close(),
  }
}

/** Everything a page must not do: complain, be blocked by the policy, or ask anybody else. */
export function listenTo(context: BrowserContext, page: Page, base: string, complaints: string[]): void {
  page.on('console', (message) => {
    // A refused form comes back with 422: the browser notes it, and it is meant.
    if (/status of (404|409|422)/.test(message.text())) return
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  context.on('request', (request) => {
    const { origin } = new URL(request.url())
    if (origin !== new URL(base).origin && !request.url().startsWith('data:'))
      complaints.push(`asked ${origin}`)
  })
}

/**
 * Examines the page that is open: what axe finds, at the width of a desk and of a telephone; that it does
 * not scroll sideways; one heading of the first level; a title that begins with the task; the marking at
 * the top and the bottom.
 *
 * A page brings itself up to date, perhaps while it is examined, and then half of it is gone. So a fault is
 * looked for a second time, and only one that is still there counts.
 */
export async function examine(page: Page): Promise<void> {
  await twice(page, async () => {
    const where = await examineAnyPage(page)
    assert.match(
      await page.title(),
      /^(?:\([\d,]+\+? happening now\) )?(?:\([\d,]+\+?\) )?(?:Error: )?\p{Lu}.* – Seamark$/u,
      `${where} has no title of its own`,
    )
    const markings = await page.locator('.seamark-classification').allInnerTexts()
    assert.equal(markings.length, 2, `${where} is not marked at the top and the bottom`)
    for (const marking of markings) assert.match(marking, /OFFICIAL(-SENSITIVE)?$/, where)
    assert.equal(markings[0]?.split('\n').at(-1), markings[1]?.split('\n').at(-1), where)
  })
}

/** A page of the public: no marking, but the emergency number and the way out in sight, wherever it is scrolled. */
export async function examinePublic(page: Page): Promise<void> {
  await twice(page, async () => {
    const where = await examineAnyPage(page, ADVISED)
    assert.match(
      await page.title(),
      /^(Error: |Gwall: )?[\p{Lu}\d].* – (Report from the coast|Adrodd o’r arfordir)$/u,
      `${where} has no title of its own`,
    )
    await page.setViewportSize(WIDTHS.telephone)
    await page.evaluate('window.scrollTo(0, 4000)')
    for (const always of ['.top__urgent', '.govuk-exit-this-page__button']) {
      const box = await page.locator(always).boundingBox()
      assert.ok(box && box.y >= 0 && box.y < 120, `${where}: ${always} is out of sight`)
    }
    assert.equal(await page.locator('.top__urgent').getAttribute('href'), 'tel:999')
  })
}

async function twice(page: Page, look: () => Promise<void>): Promise<void> {
  try {
    await look()
  } catch {
    await page.waitForLoadState('load')
    await page.waitForTimeout(500)
    await look()
  }
}

/** What holds for every page. @returns its address, for what else is said of it */
export async function examineAnyPage(page: Page, tags: readonly string[] = TAGS): Promise<string> {
  const where = new URL(page.url()).pathname.replaceAll(/[0-9a-f-]{36}/g, ':id')
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    await page.setViewportSize(viewport)
    // What stands half behind the bar at the top would be called too small.
    await page.evaluate('window.scrollTo(0, 0)')
    assert.deepEqual(await faultsOf(page, tags), [], `${where} at the width of a ${width}`)
    const wider = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'))
    assert.ok(wider <= 0, `${where} is ${String(wider)} px wider than a ${width}: ${await widest(page)}`)
  }
  await page.setViewportSize(WIDTHS.desk)
  assert.equal(await page.locator('h1').count(), 1, `${where} has not one first heading`)
  return where
}

/** What axe finds, as sentences. Evaluated, not added as a script element, which the policy would refuse. */
async function faultsOf(page: Page, tags: readonly string[]): Promise<string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source)
  const found = await page.evaluate<axe.AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] })`,
  )
  return found.violations.flatMap((fault) =>
    fault.nodes.map((node) => `${fault.id}: ${fault.help}: ${node.html.slice(0, 300)}`),
  )
}

async function widest(page: Page): Promise<string> {
  return String(
    await page.evaluate(`[...document.body.querySelectorAll('*')]
      .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(-3).map((one) => one.outerHTML.slice(0, 150)).join(' | ')`),
  )
}

/** The page's picture at both widths, in artefacts/, where they are asked for. */
export async function takeBoth(page: Page, name: string): Promise<void> {
  if (!KEEPS_PICTURES) return
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    await page.setViewportSize(viewport)
    await takePicture(page, `${name}-${width}`)
  }
  await page.setViewportSize(WIDTHS.desk)
}
