/** Reads which stylesheet and script the last build of assets made. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the assets folder is served, with a slash at the end. */
export const ASSETS_PATH = '/assets/'

/** Addresses of the built files, as pages link to them. */
export type Assets = { css: string; js: string; icon: string }

/** What `manifest.json` in the assets folder holds: file names, and the hash of what they were made from. */
export type Manifest = { css: string; js: string; icon: string; inputs: string }

/**
 * Reads the manifest.
 *
 * @param folder - the folder that `buildAssets` wrote to
 * @returns the addresses below `/assets/`
 * @throws Error when the assets were never built
 */
export function readAssets(folder: string): Assets {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  return {
    css: ASSETS_PATH + manifest.css,
    js: ASSETS_PATH + manifest.js,
    icon: ASSETS_PATH + manifest.icon,
  }
}
