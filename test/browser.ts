/** The browser that every browser test drives. */
import chromium from '@sparticuz/chromium'
import { existsSync } from 'node:fs'
import { chromium as driver } from 'playwright-core'
import type { Browser } from 'playwright-core'

const ON_THE_MACHINE = '/usr/bin/chromium'

// A browser under test talks to the server under test and to nobody else.
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts a browser: the machine's Chromium, or the one that comes with the packages where there is none.
 * `SEAMARK_BROWSER=packaged` asks for the latter.
 *
 * @returns the browser; whoever asked closes it
 * @throws Error when neither starts
 */
export async function launchBrowser(): Promise<Browser> {
  // Chromium refuses its sandbox to root, which is who runs tests in a container.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const packaged = process.env['SEAMARK_BROWSER'] === 'packaged' || !existsSync(ON_THE_MACHINE)
  return driver.launch(
    packaged
      ? {
          executablePath: await chromium.executablePath(),
          args: [...chromium.args, ...QUIET, ...sandbox],
          headless: true,
        }
      : { executablePath: ON_THE_MACHINE, args: [...QUIET, ...sandbox], headless: true },
  )
}
