/** Takes GeoJSON (RFC 7946) apart into features, whatever it is wrapped in. */
import { z } from 'zod'
import { invalid } from '../../platform/errors.ts'

export type Feature = { geometry: unknown; properties: Readonly<Record<string, unknown>>; id: unknown }

/** Features of one file: no coast has so many sites, and each of more would be looked at. */
const MOST_FEATURES = 20_000

const featureSchema = z.object({
  type: z.literal('Feature'),
  geometry: z.unknown(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  id: z.unknown().optional(),
})
const collectionSchema = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) })
const geometrySchema = z.object({ type: z.string() })

/**
 * @param text - a file's whole text
 * @param field - the form's field that a fault is said at
 * @returns its features; what is no feature stands among them with no geometry, so that its place is kept
 * @throws invalid when it is no GeoJSON at all
 */
export function readFeatures(text: string, field: string): Feature[] {
  let whole: unknown
  try {
    // Files of some programs begin with a byte order mark.
    whole = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw invalid({ [field]: 'The file is not GeoJSON: it cannot be read as JSON' })
  }
  if (listOf(whole, 'features').length > MOST_FEATURES)
    throw invalid({ [field]: `The file holds more than ${MOST_FEATURES.toLocaleString('en-GB')} features` })
  const collection = collectionSchema.safeParse(whole)
  if (collection.success) return collection.data.features.map(featureOf)
  const feature = featureSchema.safeParse(whole)
  if (feature.success) return [featureOf(whole)]
  if (!geometrySchema.safeParse(whole).success)
    throw invalid({ [field]: 'The file is JSON, but not GeoJSON: it has no type' })
  return [{ geometry: whole, properties: {}, id: null }]
}

function featureOf(value: unknown): Feature {
  const { data } = featureSchema.safeParse(value)
  return { geometry: data?.geometry ?? null, properties: data?.properties ?? {}, id: data?.id ?? null }
}

/**
 * Takes a list out of an object.
 * @param value - anything; nobody vouched for it
 * @param name - of the property
 * @returns empty when there is no such list
 */
export function listOf(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return []
  const inner = (value as Record<string, unknown>)[name]
  return Array.isArray(inner) ? inner : []
}
