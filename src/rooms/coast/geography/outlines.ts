/** Outlines of countries around the UK: Natural Earth, as the package world-atlas carries it. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { readShapes, type Line, type Shape } from './read-shapes.ts'

/** ISO 3166-1 numeric. Jersey, Guernsey and the Isle of Man have numbers and police of their own. */
const UNITED_KINGDOM = '826'
/** Ireland, France, Belgium, Netherlands, Luxembourg, Germany, Denmark, Norway, Jersey, Guernsey, Isle of Man. */
const NEIGHBOURS = new Set(['372', '250', '056', '528', '442', '276', '208', '578', '832', '831', '833'])

/** Degrees. Nothing outside it can be nearer to a UK shore than that shore's own country. */
export const WINDOW = { west: -12, south: 48, east: 9, north: 62.5 }

export type Outlines = { home: Line[]; abroad: Line[] }

/** Rises when what is kept changes, or the package does, so that no older extract is read. */
const EXTRACT = 'coast-outlines-1.json'

/**
 * Reads our extract of the package; where there is none, makes it first and keeps it: the package holds the
 * whole world, and reading that costs a node two hundred megabytes for a moment.
 *
 * @param folder - a folder of the build; where it cannot be written, the extract is made anew each time
 * @returns rings in degrees, those of the UK and those of everybody else in the window; about a kilometre exact
 */
export async function packageOutlines(folder: string): Promise<Outlines> {
  const kept = await readKept(path.join(folder, EXTRACT))
  if (kept) return kept
  const outlines = await extract()
  await keepFile(
    folder,
    EXTRACT,
    JSON.stringify(outlines, (_key, value: unknown) => (value instanceof Float64Array ? [...value] : value)),
  )
  return outlines
}

async function readKept(file: string): Promise<Outlines | null> {
  try {
    const { home, abroad } = JSON.parse(await readFile(file, 'utf8')) as {
      home: number[][]
      abroad: number[][]
    }
    return {
      home: home.map((ring) => Float64Array.from(ring)),
      abroad: abroad.map((ring) => Float64Array.from(ring)),
    }
  } catch {
    // Not made yet.
    return null
  }
}

/**
 * Keeps what was made from a package. A read-only installation works as well, only slower at its first question.
 * @param folder - of the build; it is made
 * @param name - of the file
 * @param text - all of it
 */
export async function keepFile(folder: string, name: string, text: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    const file = path.join(folder, name)
    const aside = `${file}.${String(process.pid)}.part`
    await writeFile(aside, text)
    await rename(aside, file)
  } catch {
    // Said above.
  }
}

async function extract(): Promise<Outlines> {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json')
  const topology = JSON.parse(await readFile(file, 'utf8')) as {
    objects: {
      countries: { geometries: { id?: string; properties: Record<string, unknown> }[] }
      land?: unknown
    }
  }
  // Properties survive the reading, ids do not; and the outline of all land together is not needed.
  const { countries } = topology.objects
  countries.geometries = countries.geometries.filter(
    ({ id }) => id === UNITED_KINGDOM || NEIGHBOURS.has(id ?? ''),
  )
  for (const one of countries.geometries) one.properties = { id: one.id }
  delete topology.objects.land
  const shapes = readShapes(topology) ?? []
  const rings = (wanted: (id: unknown) => boolean) =>
    shapes.filter(({ properties }) => wanted(properties['id'])).flatMap(ringsInWindow)
  return { home: rings((id) => id === UNITED_KINGDOM), abroad: rings((id) => id !== UNITED_KINGDOM) }
}

/**
 * Picks the rings that reach into the window.
 * @param shape - of a country
 * @returns those rings, whole
 */
export function ringsInWindow({ lines }: Shape): Line[] {
  return lines.filter((line) => {
    for (let at = 0; at + 1 < line.length; at += 2) if (isInWindow(line, at)) return true
    return false
  })
}

function isInWindow(line: Line, at: number): boolean {
  const [lon = Number.NaN, lat = Number.NaN] = [line[at], line[at + 1]]
  return lon >= WINDOW.west && lon <= WINDOW.east && lat >= WINDOW.south && lat <= WINDOW.north
}

/**
 * Cuts a line to the window, so that an index of shores stays small.
 * @param line - longitude and latitude in turn
 * @returns the parts that lie in it
 */
export function partsInWindow(line: Line): Line[] {
  const parts: Line[] = []
  let from = -1
  for (let at = 0; at + 1 < line.length; at += 2) {
    if (isInWindow(line, at)) {
      if (from < 0) from = at
    } else if (from >= 0) {
      parts.push(line.subarray(from, at))
      from = -1
    }
  }
  if (from >= 0) parts.push(line.subarray(from))
  return parts.filter((part) => part.length >= 4)
}
