/** Somebody of the public at a telephone: nobody signs in, and every page is examined. */
import type { Browser, Locator, Page } from 'playwright-core'
import { WIDTHS } from '../pictures/picture.ts'
import { examinePublic, examinerOf, listenTo, takeBoth } from './visitor.ts'

/** Keeps a broken run from hanging; it measures nothing. In milliseconds. */
const PATIENCE = 10_000

export type Reporter = {
  page: Page
  go: (path: string) => Promise<void>
  /** Examines the page that is open, at both widths; its picture is kept. */
  look: (name: string) => Promise<void>
  /** Presses the button that is named so, and waits for what follows. */
  press: (name: string) => Promise<void>
  /** Presses anything, and waits for what follows. */
  presses: (what: Locator, position?: { x: number; y: number }) => Promise<void>
  complaints: string[]
  close: () => Promise<void>
}

/** Opens a telephone. Close it when done. */
export async function reporter(options: {
  browser: Browser
  base: string
  scripts: boolean
  pictures?: string
}): Promise<Reporter> {
  const { browser, base, scripts, pictures } = options
  const context = await browser.newContext({
    viewport: WIDTHS.telephone,
    javaScriptEnabled: scripts,
    baseURL: base,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const complaints: string[] = []
  listenTo(context, page, base, complaints)
  const examiner = scripts ? null : await examinerOf(browser, base)

  const presses = async (what: Locator, position?: { x: number; y: number }) => {
    // A form's answer may be this page again: only a new answer of the server tells that it has come.
    const answered = page.waitForResponse(
      (response) => response.request().isNavigationRequest() || isStep(response),
    )
    await what.click(position ? { position } : {})
    const response = await answered
    // A script is told where to go, and a browser without one is sent there.
    const { 'x-next': told, location: sent } = response.headers()
    const next = told ?? sent
    if (next !== undefined) await page.waitForURL((url) => url.pathname + url.search === next)
    else await response.finished()
    await page.waitForLoadState('load')
    await page.waitForTimeout(scripts ? 50 : 0)
  }
  const isStep = (response: { request: () => { headers: () => Record<string, string> } }) =>
    response.request().headers()['x-step'] !== undefined

  return {
    page,
    complaints,
    presses,
    go: async (path) => {
      await page.goto(path)
    },
    look: async (name) => {
      await examinePublic(examiner ? await examiner.show(page) : page)
      if (!scripts && pictures !== undefined) await takeBoth(page, `${pictures}-${name}`)
      await page.setViewportSize(WIDTHS.telephone)
    },
    press: (name) => presses(page.getByRole('main').getByRole('button', { name, exact: true }).first()),
    close: async () => {
      await examiner?.close()
      await context.close()
    },
  }
}
