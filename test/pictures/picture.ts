/** Pictures of pages, kept as artefacts so that people can look at them. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../browser.ts'

/** Where pictures go. It is not kept in git. */
export const ARTEFACTS = join(import.meta.dirname, '..', '..', 'artefacts')

/** Whether journeys keep a picture of each page: `SEAMARK_PICTURES=1 npm test PART`. */
export const KEEPS_PICTURES = process.env['SEAMARK_PICTURES'] === '1'

/** The two widths that every page is looked at, in CSS pixels: a telephone and a desk. */
export const WIDTHS = { telephone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } } as const

/** Starts the browser that pictures are taken with. Whoever opened it closes it. */
export function openBrowser(): Promise<Browser> {
  return launchBrowser()
}

/**
 * Takes a picture of the whole page, as tall as it is.
 *
 * @param page - an open page
 * @param name - the file's name without its ending
 * @param options.wholePage - false for what fits the window only
 * @returns where the picture is
 */
export async function takePicture(
  page: Page,
  name: string,
  options: { wholePage?: boolean } = {},
): Promise<string> {
  await mkdir(ARTEFACTS, { recursive: true })
  const path = join(ARTEFACTS, `${name}.png`)
  await page.screenshot({ path, fullPage: options.wholePage ?? true, animations: 'disabled' })
  return path
}
