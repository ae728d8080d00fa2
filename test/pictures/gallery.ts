/** Renders the gallery of components and takes its picture at both widths: `node test/pictures/gallery.ts`. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, extname, join, resolve } from 'node:path'
import { ASSETS_PATH } from '../../src/design/assets.ts'
import { buildAssets } from '../../src/design/build-assets.ts'
import { galleryView } from '../../src/design/gallery-view.ts'
import { createTemplates } from '../../src/design/templates.ts'
import { openBrowser, takePicture, WIDTHS } from './picture.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const NONCE = 'bm9uY2Utb2YtdGhlLWdhbGxlcnk'
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

/** A policy at least as strict as the product's own, so that the gallery finds what it would block. */
const POLICY = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'`

/**
 * Serves one page and the built assets on a free port of this machine.
 *
 * @param render - gives the HTML of a path; `fragment` says that the page's script asked
 * @param live - answers the event stream; by default there is none
 * @returns the address, and how to stop
 */
export async function servePages(
  render: (path: string, fragment: string | undefined) => string,
  live: (response: ServerResponse) => void = (response) => response.writeHead(204).end(),
): Promise<{ address: string; stop: () => Promise<void> }> {
  const folder = join(ROOT, 'build', 'assets')
  await buildAssets(folder)
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path.startsWith(ASSETS_PATH)) {
      const name = basename(path)
      readFile(join(folder, name)).then(
        (content) => response.setHeader('content-type', TYPES[extname(name)] ?? 'text/plain').end(content),
        () => response.writeHead(404).end(),
      )
      return
    }
    if (path === '/live') {
      live(response)
      return
    }
    response.setHeader('content-security-policy', POLICY)
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(render(path, [request.headers['x-fragment']].flat()[0]))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => {
          stopped()
        })
        server.closeAllConnections()
      }),
  }
}

/** Serves the gallery at every path. */
export function serveGallery(): ReturnType<typeof servePages> {
  const templates = createTemplates({ assetsFolder: join(ROOT, 'build', 'assets'), development: false })
  return servePages(() => templates.render('design/gallery.njk', galleryView(NONCE)))
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const site = await serveGallery()
  const browser = await openBrowser()
  try {
    for (const [name, viewport] of Object.entries(WIDTHS)) {
      const page = await browser.newPage({ viewport })
      page.on('console', (message) => {
        console.error(message.text())
      })
      await page.goto(site.address)
      console.log(await takePicture(page, `gallery-${name}`))
    }
  } finally {
    await browser.close()
    await site.stop()
  }
}
