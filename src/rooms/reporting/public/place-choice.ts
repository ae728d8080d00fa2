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

/**
 * Writes a place, with its county where one is known.
 * @param place - name and county
 * @returns as in `Rye, East Sussex`
 */
export const nameOf = ({ name, county }: { name: string; county: string | null }) =>
  county === null ? name : `${name}, ${county}`

/**
 * Writes a place as a button. It carries itself, so that what was suggested need not be kept.
 * @param place - as it was found
 * @param inland - what is said of a place that is not on the coast
 * @returns what the template prints
 */
export function choiceOf({ name, county, lat, lon, coastal }: Place, inland: string) {
  return { name, county, note: coastal ? null : inland, value: JSON.stringify({ name, county, lat, lon }) }
}

/**
 * Reads what a pressed button carried.
 * @param value - as the form sent it
 * @returns nobody has checked it; null for anything that is no JSON
 */
export function choiceIn(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : null
  } catch {
    return null
  }
}
