/** Places out of gazetteers, bathing waters and ports that were loaded. */
import type { Position } from '../positions/index.ts'
import { countyOf } from './forces.ts'
import type { PackagePlace } from './package-places.ts'
import type { Shape } from './read-shapes.ts'
import { FORCE_CODE } from './recognise-layer.ts'
import { foldName, type NamedPlace } from './search-places.ts'

/** Two sources mean the same place when the name agrees within this many degrees (about two kilometres). */
const SAME = 0.02

const textOr = <T>(value: unknown, otherwise: T): string | T =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : otherwise

/**
 * Reads the places of a gazetteer.
 * @param text - tab-separated, with a header that names at least name, lat and lon
 * @returns places whose line can be read
 */
export function gazetteerPlaces(text: string): NamedPlace[] {
  const [head = '', ...lines] = text.split(/\r?\n/)
  const columns = head.split('\t')
  const at = (name: string) => columns.indexOf(name)
  const [name, lat, lon, population, county, coast, force, country] = [
    at('name'),
    at('lat'),
    at('lon'),
    at('population'),
    at('county'),
    at('coast_m'),
    at('pfa'),
    at('country'),
  ]
  return lines.flatMap((line) => {
    const cells = line.split('\t')
    const place = {
      name: cells[name]?.trim() ?? '',
      lat: Number(cells[lat]),
      lon: Number(cells[lon]),
      population: Number(cells[population] ?? 0) || 0,
      county: textOr(cells[county], null),
      force: FORCE_CODE.test(cells[force] ?? '') ? (cells[force] ?? null) : null,
      coast: cells[coast] ? Number(cells[coast]) : Infinity,
      abroad: textOr(cells[country], 'GB') !== 'GB',
    }
    return place.name !== '' && Number.isFinite(place.lat) && Number.isFinite(place.lon) ? [place] : []
  })
}

/**
 * Lists the points of a layer that have a name and lie in the UK.
 * @param shapes - of the layer
 * @returns as places
 */
export function pointPlaces(shapes: readonly Shape[]): NamedPlace[] {
  return shapes.flatMap(({ properties, lines }) => {
    const [lon, lat] = lines[0] ?? []
    const name = textOr(properties['name'], null)
    if (name === null || lon === undefined || lat === undefined) return []
    if (textOr(properties['country'], 'GB') !== 'GB') return []
    return [
      {
        name,
        lat,
        lon,
        population: 0,
        county: textOr(properties['area'], null),
        force: null,
        coast: 0,
        abroad: false,
      },
    ]
  })
}

/**
 * Brings the places of the package into the shape of the others.
 * @param places - of the package
 * @returns in the same order
 */
export function placesOfPackage(places: readonly PackagePlace[]): NamedPlace[] {
  return places.map(({ name, lat, lon, population, country, admin2, also, coast }) => {
    const county = country === 'GB' ? countyOf(admin2) : null
    return {
      name,
      lat,
      lon,
      population,
      county: county?.name ?? null,
      force: county?.force ?? null,
      coast,
      abroad: country !== 'GB',
      also,
    }
  })
}

/**
 * Puts sources together; of the same place the first stands, and takes from the others what it lacks.
 * @param sources - lists of places; the first counts most
 * @param forceAt - the code of the force at a point, for places whose source does not say
 * @returns each place once
 */
export function mergePlaces(
  sources: readonly (readonly NamedPlace[])[],
  forceAt: (position: Position) => string | null,
): NamedPlace[] {
  const byName = new Map<string, NamedPlace[]>()
  for (const place of sources.flat()) {
    const key = foldName(place.name)
    const alike = byName.get(key)
    const same = alike?.find(
      (one) => Math.abs(one.lat - place.lat) < SAME && Math.abs(one.lon - place.lon) < SAME * 1.6,
    )
    if (same) {
      same.population = Math.max(same.population, place.population)
      same.coast = Math.min(same.coast, place.coast)
      same.county ??= place.county
      if (place.also) same.also = [...(same.also ?? []), ...place.also]
    } else if (alike) alike.push({ ...place })
    else byName.set(key, [{ ...place }])
  }
  const merged = [...byName.values()].flat()
  for (const place of merged) if (!place.abroad) place.force ??= forceAt(place)
  return merged.sort((one, two) => two.population - one.population)
}
