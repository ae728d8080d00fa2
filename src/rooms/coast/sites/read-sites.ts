/** Sites out of a file: CSV with a line of headings, or GeoJSON with points. Each row is good, or has a reason. */
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import { siteKinds, type SiteKind } from '../plan/plan.ts'
import { parsePosition, type Position } from '../positions/index.ts'
import { readFeatures } from '../read-features.ts'
import { readCsv } from './read-csv.ts'

export type NewSite = {
  name: string
  kind: SiteKind
  position: Position
  contact: string
  telephone: string
  /** whether the public finds it by its name; they do where nothing is said */
  publicName?: boolean
}

/** `line`: of a CSV file, or the number of the feature in GeoJSON, from 1. */
export type SiteRow = { line: number } & ({ site: NewSite } | { reason: string })

const MOST_ROWS = 20_000
const text = (most: number) => z.string().trim().max(most)
const rowSchema = z.object({
  name: text(150).min(1),
  kind: text(40),
  contact: text(200),
  telephone: text(40).regex(/^(?:\+?[\d ()-]{3,40}|)$/),
})

/** Headings that mean the same, in small letters. */
const headings: Readonly<Record<string, readonly string[]>> = {
  name: ['name', 'site'],
  kind: ['kind', 'type'],
  position: ['position', 'grid', 'grid reference'],
  lat: ['lat', 'latitude', 'y'],
  lon: ['lon', 'lng', 'long', 'longitude', 'x'],
  contact: ['contact', 'organisation'],
  telephone: ['telephone', 'phone', 'tel'],
}

/**
 * Reads a file of sites.
 * @param content - the file's whole text
 * @param fileName - decides by its ending how the text is read
 * @returns one entry for each row: a site, or the reason why it is none
 * @throws invalid with what is wrong with `sites` as a whole
 */
export function readSites(content: string, fileName: string): SiteRow[] {
  const rows = /\.(geo)?json$/i.test(fileName) ? fromGeoJson(content) : fromCsv(content)
  if (rows.length === 0) throw invalid({ sites: 'The file holds no site' })
  if (rows.length > MOST_ROWS) throw invalid({ sites: `The file holds more than ${String(MOST_ROWS)} rows` })
  return rows
}

function fromCsv(content: string): SiteRow[] {
  const [head, ...rows] = readCsv(content, MOST_ROWS + 2)
  const names = head?.cells.map((one) => one.toLowerCase()) ?? []
  const columns = Object.fromEntries(
    Object.entries(headings).map(([field, known]) => [field, names.findIndex((one) => known.includes(one))]),
  )
  const has = (field: string) => (columns[field] ?? -1) >= 0
  if (!has('name') || !has('kind') || !(has('position') || (has('lat') && has('lon'))))
    throw invalid({
      sites: 'The first line must hold the headings name, kind, and either lat and lon or position',
    })
  return rows.map(({ line, cells }) => {
    const cell = (field: string) => cells[columns[field] ?? -1] ?? ''
    const written = has('position') ? cell('position') : `${cell('lat')}, ${cell('lon')}`
    return rowOf(line, Object.fromEntries(Object.keys(headings).map((field) => [field, cell(field)])), () =>
      positionOf(written),
    )
  })
}

const pointSchema = z.object({
  type: z.literal('Point'),
  coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.unknown()),
})

function fromGeoJson(content: string): SiteRow[] {
  return readFeatures(content, 'sites').map(({ geometry, properties }, index) => {
    const values = Object.fromEntries(
      Object.entries(headings).map(([field, known]) => {
        const value = known.map((one) => properties[one]).find((one) => typeof one === 'string')
        return [field, value ?? '']
      }),
    )
    return rowOf(index + 1, values, () => {
      const point = pointSchema.safeParse(geometry)
      if (!point.success) return null
      const [lon, lat] = point.data.coordinates
      return { lat, lon }
    })
  })
}

function rowOf(line: number, values: Record<string, string>, place: () => Position | null): SiteRow {
  const parsed = rowSchema.safeParse(values)
  if (!parsed.success) return { line, reason: reasonOf(String(parsed.error.issues[0]?.path[0] ?? '')) }
  const kind = kindNamed(parsed.data.kind)
  if (kind === null) return { line, reason: `The kind is none of ${Object.keys(siteKinds).join(', ')}` }
  const position = place()
  if (position === null) return { line, reason: 'The position is missing, or cannot be read' }
  return { line, site: { ...parsed.data, kind, position } }
}

function reasonOf(field: string): string {
  if (field === 'name') return 'The name is missing, or longer than 150 characters'
  if (field === 'telephone') return 'The telephone number holds something else than a number'
  return `The ${field} is too long`
}

/**
 * Finds the kind that a code or its words name, in any case.
 * @param words - as the file has them
 * @returns null when there is no such kind
 */
export function kindNamed(words: string): SiteKind | null {
  const wanted = words.trim().toLowerCase()
  const found = Object.entries(siteKinds).find(
    ([code, label]) => code === wanted || label.toLowerCase() === wanted,
  )
  return found ? (found[0] as SiteKind) : null
}

function positionOf(written: string): Position | null {
  const plain = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(written)
  if (plain) {
    const [lat, lon] = [Number(plain[1]), Number(plain[2])]
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null
  }
  const read = parsePosition(written)
  return read !== null && 'position' in read ? read.position : null
}
