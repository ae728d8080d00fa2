/** Reads which stylesheet and script the last build of assets made. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the assets folder is served, with a slash at the end. */
export const ASSETS_PATH = '/assets/'

/** Addresses of the built files, as pages link to them. */
export type Assets = {
  css: string
  js: string
  icon: string
  /** the map that moves (src/islands/map): a script for the pages that have one */
  map: string
}

/** What `manifest.json` in the assets folder holds: file names, and the hash of what they were made from. */
export type Manifest = {
  css: string
  js: string
  icon: string
  mapJs: string
  publicCss: string
  publicScripts: Record<string, string>
  inputs: string
}

/** What the public's pages stand on: the stylesheet itself, and the addresses of their scripts by name. */
export type PublicAssets = { css: string; scripts: Readonly<Record<string, string>> }

/**
 * Reads the manifest.
 *
 * @param folder - the folder that `buildAssets` wrote to
 * @returns the addresses below `/assets/`
 * @throws Error when the assets were never built
 */
export function readAssets(folder: string): Assets {
  const manifest = readManifest(folder)
  return {
    css: ASSETS_PATH + manifest.css,
    js: ASSETS_PATH + manifest.js,
    icon: ASSETS_PATH + manifest.icon,
    map: ASSETS_PATH + manifest.mapJs,
  }
}

/**
 * Reads what the public's pages stand on.
 * @param folder - to which `buildAssets` wrote
 * @returns the stylesheet as text, and the address of each script
 * @throws Error when the assets were never built
 */
export function readPublicAssets(folder: string): PublicAssets {
  const manifest = readManifest(folder)
  return {
    css: readFileSync(join(folder, manifest.publicCss), 'utf8').trim(),
    scripts: Object.fromEntries(
      Object.entries({ ...manifest.publicScripts, map: manifest.mapJs }).map(([name, file]) => [
        name,
        ASSETS_PATH + file,
      ]),
    ),
  }
}

const readManifest = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
