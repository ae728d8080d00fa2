/** Takes official layers into the node's own folder: what is used is copied, and nothing else. */
import { hash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { LAYER_NAMES, recogniseLayer, type LayerKind } from './recognise-layer.ts'

/** A layer in use: its copy, the file that it came from, and the SHA-256 of its bytes. */
export type LoadedLayer = {
  kind: LayerKind
  file: string
  from: string
  found: string
  digest?: string | undefined
}

export type LoadReport = {
  /** one line for each file, in the order of the names */
  files: { name: string; found: string; used: boolean; why: string }[]
  used: LoadedLayer[]
}

const MANIFEST = 'layers.json'
const manifestShape = z.object({
  layers: z.array(
    z.object({
      kind: z.enum(Object.keys(LAYER_NAMES) as [LayerKind, ...LayerKind[]]),
      file: z.string(),
      from: z.string(),
      found: z.string(),
      digest: z.string().optional(),
    }),
  ),
})

/** No official layer that Seamark uses is larger, at the detail it uses them. */
const LARGEST = 200_000_000
/** Of these one is enough, the most detailed; gazetteers, ports and attributions add to each other. */
const ONLY_ONE: ReadonlySet<LayerKind> = new Set(['police-areas', 'land', 'countries', 'force-names'])

/**
 * Recognises the files of a folder, copies what is used, and replaces what was loaded before.
 *
 * @param from - the folder with the downloads
 * @param into - where the node keeps its layers; made when it is not there
 * @returns what was found, used and left, with the reason; when nothing is usable, nothing is changed
 */
export async function loadLayers(from: string, into: string): Promise<LoadReport> {
  const names = (await readdir(from, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
  const files: LoadReport['files'] = []
  const candidates: { kind: LayerKind; name: string; found: string; detail: number }[] = []
  for (const name of names) {
    if (!/\.(geojson|topojson|json|tsv|txt)$/i.test(name)) {
      files.push({
        name,
        found: 'not read',
        used: false,
        why: 'layers are GeoJSON, TopoJSON or tab-separated text',
      })
      continue
    }
    const { size } = await stat(path.join(from, name))
    if (size > LARGEST) {
      files.push({
        name,
        found: 'not read',
        used: false,
        why: 'it is larger than 200 MB; take a generalised one',
      })
      continue
    }
    const seen = recogniseLayer(name, await readFile(path.join(from, name), 'utf8'))
    if (seen.kind === null) files.push({ name, found: seen.found, used: false, why: seen.why })
    else candidates.push({ ...seen, name })
  }
  const used: LoadedLayer[] = []
  for (const { kind, name, found, detail } of candidates) {
    const better = ONLY_ONE.has(kind)
      ? candidates.find((other) => other.kind === kind && isBetter(other, { name, detail }))
      : undefined
    const what = LAYER_NAMES[kind]
    files.push({ name, found, used: !better, why: better ? `${better.name} has more detail` : what })
    if (!better)
      used.push({ kind, file: `${kind}-${String(used.length)}${path.extname(name)}`, from: name, found })
  }
  files.sort((one, two) => (one.name < two.name ? -1 : 1))
  if (used.some(({ kind }) => kind !== 'attribution')) await keep(from, into, used)
  return { files, used }
}

function isBetter(other: { name: string; detail: number }, than: { name: string; detail: number }): boolean {
  return other.detail > than.detail || (other.detail === than.detail && other.name < than.name)
}

/** The folder changes as a whole: a node that opens it meanwhile sees the old layers or the new ones. */
async function keep(from: string, into: string, used: readonly LoadedLayer[]): Promise<void> {
  const aside = `${into}.${String(process.pid)}.part`
  await mkdir(aside, { recursive: true })
  const layers: LoadedLayer[] = []
  for (const layer of used) {
    const copy = path.join(aside, layer.file)
    await copyFile(path.join(from, layer.from), copy)
    layers.push({ ...layer, digest: hash('sha256', await readFile(copy), 'hex') })
  }
  await writeFile(path.join(aside, MANIFEST), `${JSON.stringify({ layers }, null, 1)}\n`)
  await rm(into, { recursive: true, force: true })
  await rename(aside, into)
}

/**
 * What tells the layers of two machines apart.
 * @param dataFolder - `config.dataFolder`; layers lie in its folder `geo`
 * @returns a digest of what was loaded, or `packages`; the same wherever the same files were loaded
 */
export async function layersHere(dataFolder: string): Promise<string> {
  const layers = await loadedLayers(path.join(dataFolder, 'geo'))
  if (layers.length === 0) return 'packages'
  return hash('sha256', JSON.stringify(layers.map(({ kind, digest }) => [kind, digest]).sort()), 'hex')
}

/**
 * Lists the layers that were loaded.
 * @param folder - where `seamark geo load` puts them
 * @returns none when there is no such folder
 */
export async function loadedLayers(folder: string): Promise<LoadedLayer[]> {
  let text: string
  try {
    text = await readFile(path.join(folder, MANIFEST), 'utf8')
  } catch {
    return []
  }
  return manifestShape.parse(JSON.parse(text)).layers
}
