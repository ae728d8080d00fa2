/**
 * Builds the stylesheet and the script: compiled, minified, named by their content, compressed beforehand.
 * Run by hand: `node src/design/build-assets.ts [FOLDER]`.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { ASSETS_PATH } from './assets.ts'
import type { Manifest } from './assets.ts'

const DESIGN = import.meta.dirname
const ROOT = join(DESIGN, '..', '..')
const PHOTOGRAPHS = join(ROOT, 'src', 'rooms', 'reporting', 'photographs', 'client')
const ENCOUNTERS = join(ROOT, 'src', 'rooms', 'encounters', 'client')
/** Scripts of the public's pages: each alone, because a question needs neither map nor uploads. */
const PUBLIC_SCRIPTS = (
  [
    ['public', join(DESIGN, 'public', 'client', 'main.ts')],
    ['prove', join(DESIGN, 'public', 'client', 'prove.ts')],
    ['photographs', join(PHOTOGRAPHS, 'main.ts')],
    ['photographs-uploader', join(PHOTOGRAPHS, 'uploader.ts')],
    ['encounter', join(ENCOUNTERS, 'main.ts')],
  ] as const
).filter(([, entry]) => existsSync(entry))
const INPUT_ENDINGS = new Set(['.scss', '.css', '.ts', '.svg', '.json'])
/** The map that moves: a script of its own, its styles inside, for the few pages that have one. */
const MAP = join(ROOT, 'src', 'islands', 'map')

/**
 * Builds the assets, unless those in the folder were made from the same sources.
 *
 * @param outFolder - where to write; made when it is not there. Several may build at once, in one process
 *   or in many: each file appears whole, the manifest last
 * @returns the addresses of the stylesheet and the script, as pages link to them
 * @throws Error when a stylesheet or the script does not compile
 */
export async function buildAssets(outFolder: string): Promise<{ css: string; js: string }> {
  const inputs = await hashOfInputs()
  const standing = await readManifest(outFolder)
  if (standing?.inputs === inputs && (await allExist(outFolder, standing))) return addresses(standing)

  await mkdir(outFolder, { recursive: true })
  const [style, script, icon, mapScript, publicStyle, ...publicScripts] = await Promise.all([
    compileStyle(join('styles', 'main.scss')),
    compileScript(join(DESIGN, 'client', 'main.ts')),
    readFile(join(DESIGN, 'marks', 'favicon.svg')),
    // A constructed stylesheet needs no address and no exception in the content policy.
    mapStyles().then((styles) => compileScript(join(MAP, 'main.ts'), { MAP_STYLES: JSON.stringify(styles) })),
    compileStyle(join('public', 'style.scss')),
    ...PUBLIC_SCRIPTS.map(([, entry]) => compileScript(entry)),
  ])
  const manifest: Manifest = {
    css: await writeAsset(outFolder, 'seamark', '.css', style),
    js: await writeAsset(outFolder, 'seamark', '.js', script),
    icon: await writeAsset(outFolder, 'favicon', '.svg', icon),
    mapJs: await writeAsset(outFolder, 'map', '.js', mapScript),
    publicCss: await writeAsset(outFolder, 'public', '.css', publicStyle),
    publicScripts: {},
    inputs,
  }
  for (const [index, [name]] of PUBLIC_SCRIPTS.entries())
    manifest.publicScripts[name] = await writeAsset(
      outFolder,
      name,
      '.js',
      publicScripts[index] ?? Buffer.alloc(0),
    )
  await writeWhole(join(outFolder, 'manifest.json'), Buffer.from(JSON.stringify(manifest, null, 2) + '\n'))
  return addresses(manifest)
}

// Compilers are loaded only where something is to be compiled: a node whose assets stand holds 38 MB less.
async function compileStyle(entry: string): Promise<Buffer> {
  const { compileAsync } = await import('sass')
  const { css } = await compileAsync(join(DESIGN, entry), {
    style: 'compressed',
    // No byte order mark: the public's stylesheet stands inside its pages.
    charset: false,
    // MOJ Frontend names its dependency from the root of the checkout.
    loadPaths: [ROOT],
    quietDeps: true,
    silenceDeprecations: ['if-function'],
  })
  return Buffer.from(css)
}

async function compileScript(entry: string, define: Record<string, string> = {}): Promise<Buffer> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [entry],
    define,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  })
  const [file] = outputFiles
  if (file === undefined) throw new Error('The build of the script gave no file')
  return Buffer.from(file.contents)
}

/** Leaflet's rules without its pictures, which we draw ourselves, and our own few. */
async function mapStyles(): Promise<string> {
  const leaflet = await readFile(join(ROOT, 'node_modules', 'leaflet', 'dist', 'leaflet.css'), 'utf8')
  const { transform } = await import('esbuild')
  const own = await readFile(join(MAP, 'map.css'), 'utf8')
  const { code } = await transform(leaflet.replace(/[\w-]+:\s*url\([^)]*\);?/g, '') + own, {
    loader: 'css',
    minify: true,
  })
  return code
}

/** Everything the result depends on: our sources, and the versions of what compiles them and what they include. */
async function hashOfInputs(): Promise<string> {
  const hash = createHash('sha256')
  const folders = ['styles', 'components', 'client', 'marks', 'public']
  for (const folder of [
    ...folders,
    '../rooms/reporting/photographs/client',
    '../rooms/encounters/client',
    '../islands',
  ]) {
    const names = await readdir(join(DESIGN, folder), { recursive: true }).catch(() => [])
    for (const name of names.filter((one) => INPUT_ENDINGS.has(extname(one))).sort()) {
      hash.update(`${folder}/${name}\n`).update(await readFile(join(DESIGN, folder, name)))
    }
  }
  for (const name of ['govuk-frontend', '@ministryofjustice/frontend', 'leaflet', 'sass', 'esbuild']) {
    const text = await readFile(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')
    hash.update(`${name} ${(JSON.parse(text) as { version: string }).version}\n`)
  }
  return hash.update(await readFile(import.meta.filename)).digest('hex')
}

async function writeAsset(folder: string, name: string, ending: string, content: Buffer): Promise<string> {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12)
  const file = `${name}-${hash}${ending}`
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  })
  await writeWhole(join(folder, `${file}.br`), brotli)
  await writeWhole(join(folder, `${file}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }))
  await writeWhole(join(folder, file), content)
  return file
}

/** A reader never meets half a file: it is written aside and renamed. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const aside = `${path}.${randomUUID()}.part`
  await writeFile(aside, content)
  await rename(aside, path)
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
  } catch {
    // Never built, or cut off: build anew.
    return undefined
  }
}

async function allExist(folder: string, manifest: Manifest): Promise<boolean> {
  try {
    await Promise.all(
      [
        manifest.css,
        manifest.js,
        manifest.icon,
        manifest.mapJs,
        manifest.publicCss,
        ...Object.values(manifest.publicScripts),
      ].map((name) => stat(join(folder, name))),
    )
    return true
  } catch {
    return false
  }
}

function addresses(manifest: Manifest): { css: string; js: string } {
  return { css: ASSETS_PATH + manifest.css, js: ASSETS_PATH + manifest.js }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  process.stdout.write(
    `${JSON.stringify(await buildAssets(process.argv[2] ?? join(ROOT, 'build', 'assets')))}\n`,
  )
}
