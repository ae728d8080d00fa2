/** What is in this file? Layers are told by their content, because their names change with every download. */
import { POSTCODE_COLUMNS } from './postcodes.ts'
import { areDegrees, pointsIn, readShapes, type Shape } from './read-shapes.ts'

export type LayerKind =
  | 'police-areas'
  | 'land'
  | 'countries'
  | 'gazetteer'
  | 'postcodes'
  | 'bathing-waters'
  | 'ports'
  | 'force-names'
  | 'attribution'

/** In words for people. */
export const LAYER_NAMES: Readonly<Record<LayerKind, string>> = {
  'police-areas': 'areas of police forces',
  land: 'land of the UK',
  countries: 'neighbouring countries',
  gazetteer: 'gazetteer of places',
  postcodes: 'postcodes',
  'bathing-waters': 'bathing waters',
  ports: 'ports',
  'force-names': 'names of police forces',
  attribution: 'lines of attribution',
}

export type Recognised =
  { kind: LayerKind; found: string; detail: number } | { kind: null; found: string; why: string }

/** Territorial forces by the codes of the Office for National Statistics. */
export const FORCE_CODE = /^(?:E23|W15|N23|S23)\d{6}$/
/** Open water in the Dover Strait and the North Sea: a polygon that holds one of them is no land. */
const OPEN_SEA = [
  [1.55, 51.02],
  [2.5, 53.5],
  [-5.5, 54.6],
] as const

/**
 * Says what a file holds.
 * @param name - the file's name, for its ending alone
 * @param text - its content
 * @returns the kind and what was found; with kind null, why it is of no use
 */
export function recogniseLayer(name: string, text: string): Recognised {
  if (/^attribution\.txt$/i.test(name))
    return { kind: 'attribution', found: 'lines of attribution', detail: text.length }
  if (/\.(tsv|csv|txt)$/i.test(name)) return recogniseTable(text)
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return { kind: null, found: 'no JSON', why: 'it cannot be read: the file is cut off or of another kind' }
  }
  if (Array.isArray(document)) return recogniseList(document)
  const shapes = readShapesSafely(document)
  if (!shapes || shapes.length === 0)
    return { kind: null, found: 'JSON that is no layer', why: 'it holds no features with a geometry' }
  if (!areDegrees(shapes))
    return {
      kind: null,
      found: `${count(shapes.length, 'feature')} in metres of a national grid`,
      why: 'positions must be WGS 84 degrees (EPSG:4326); download or convert it again',
    }
  return recogniseShapes(shapes)
}

function readShapesSafely(document: unknown): Shape[] | null {
  try {
    return readShapes(document)
  } catch {
    // A topology with arcs that are not there; it is told like any other file that holds nothing.
    return null
  }
}

const count = (number: number, what: string) =>
  `${number.toLocaleString('en-GB')} ${what}${number === 1 ? '' : 's'}`

function recogniseTable(text: string): Recognised {
  const [head = '', ...lines] = text.split(/\r?\n/)
  const columns = head.split('\t')
  const rows = lines.filter((line) => line !== '').length
  if (POSTCODE_COLUMNS.every((column) => columns.includes(column)) && rows > 0)
    return { kind: 'postcodes', found: count(rows, 'postcode'), detail: rows }
  if (['name', 'lat', 'lon'].every((column) => columns.includes(column)) && rows > 0)
    return { kind: 'gazetteer', found: count(rows, 'place'), detail: rows }
  return {
    kind: null,
    found: 'a table',
    why: 'a gazetteer has tab-separated columns name, lat and lon, a table of postcodes postcode, lat and lon',
  }
}

function recogniseList(list: readonly unknown[]): Recognised {
  const coded = list.filter(
    (one) => typeof one === 'object' && one !== null && 'code' in one && FORCE_CODE.test(String(one.code)),
  )
  if (coded.length > 0 && coded.length === list.length)
    return { kind: 'force-names', found: count(coded.length, 'force'), detail: coded.length }
  return { kind: null, found: 'a list', why: 'Seamark has no use for it' }
}

function recogniseShapes(shapes: readonly Shape[]): Recognised {
  const areas = shapes.filter(({ kind }) => kind === 'area')
  const detail = pointsIn(shapes)
  const of = (what: string) => `${count(shapes.length, what)}, ${count(detail, 'point')}`
  const forces = new Set(shapes.flatMap(({ properties }) => codeIn(properties) ?? []))
  if (areas.length === shapes.length) {
    if (forces.size > 1) return { kind: 'police-areas', found: of('police area'), detail }
    if (areas.some(holdsOpenSea))
      return {
        kind: null,
        found: of('area') + ', reaching over the sea',
        why: 'limits at sea are measured from the shore, so that one rule holds with and without layers',
      }
    const countries = areas.filter(({ properties }) => countryIn(properties) !== null)
    if (
      countries.length === areas.length &&
      countries.some(({ properties }) => countryIn(properties) !== 'GB')
    )
      return { kind: 'countries', found: of('country').replace('countrys', 'countries'), detail }
    if (areas.some(holdsLandOfTheUk)) return { kind: 'land', found: of('area') + ' of land', detail }
    return { kind: null, found: of('area'), why: 'neither police areas nor countries nor the land of the UK' }
  }
  if (shapes.every(({ kind }) => kind === 'line'))
    return {
      kind: null,
      found: of('line'),
      why:
        forces.size > 1
          ? 'a coastline by force: the areas of the forces have the same shore'
          : 'lines along the coast belong to a coastal plan, not here',
    }
  return recognisePoints(shapes, of)
}

function recognisePoints(shapes: readonly Shape[], of: (what: string) => string): Recognised {
  const have = (key: string) =>
    shapes.filter(({ properties }) => key in properties).length > shapes.length / 2
  const detail = shapes.length
  if (!have('name')) return { kind: null, found: of('feature'), why: 'places without a name' }
  if (have('eubwid') || have('EUBWID')) return { kind: 'bathing-waters', found: of('bathing water'), detail }
  if (have('kind')) return { kind: null, found: of('site'), why: 'sites belong to a coastal plan, not here' }
  if (have('wpi') || have('country')) return { kind: 'ports', found: of('port'), detail }
  return { kind: null, found: of('point'), why: 'neither ports nor bathing waters' }
}

/**
 * Finds the code of a force among the properties, whatever the property is called (PFA23CD, pfa_cd, …).
 * @param properties - of a feature
 * @returns null when there is none
 */
export function codeIn(properties: Shape['properties']): string | null {
  for (const value of Object.values(properties))
    if (typeof value === 'string' && FORCE_CODE.test(value)) return value
  return null
}

/**
 * Finds the code of a country among the properties.
 * @param properties - of a feature
 * @returns two or three letters of ISO 3166-1; null when there is none
 */
export function countryIn(properties: Shape['properties']): string | null {
  for (const [key, value] of Object.entries(properties))
    if (/^(iso|iso_?a[23]|country)/i.test(key) && typeof value === 'string' && /^[A-Z]{2,3}$/.test(value))
      return value === 'GBR' ? 'GB' : value
  return null
}

const holdsOpenSea = (shape: Shape) => OPEN_SEA.some(([lon, lat]) => holds(shape, lon, lat))
/** Meriden, in the middle of England. */
const holdsLandOfTheUk = (shape: Shape) => holds(shape, -1.64, 52.44)

function holds({ lines }: Shape, lon: number, lat: number): boolean {
  let inside = false
  for (const line of lines)
    for (let at = 0; at + 3 < line.length; at += 2) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = line.subarray(at, at + 4)
      if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
    }
  return inside
}
