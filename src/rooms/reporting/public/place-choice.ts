/** A place in a list of those that were found: a button that carries the place itself. */
import { z } from 'zod'
import type { Place } from '../../coast/index.ts'

/** What a button carried. */
export const placeSchema = z.object({
  name: z.string().min(1).max(150),
  county: z.string().max(150).nullable(),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
})

/** A place as it is written: with its county where one is known. */
export const nameOf = ({ name, county }: { name: string; county: string | null }) =>
  county === null ? name : `${name}, ${county}`

/** A place as a button: it carries itself, so that what was suggested need not be kept. */
export function choiceOf({ name, county, lat, lon, coastal }: Place, inland: string) {
  return { name, county, note: coastal ? null : inland, value: JSON.stringify({ name, county, lat, lon }) }
}

/** @returns what a pressed button carried; anything else is nothing */
export function choiceIn(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : null
  } catch {
    return null
  }
}
