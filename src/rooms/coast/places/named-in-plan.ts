/** A site or a stretch of the viewer's own plan by its name: where something happened that is known by the name only. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { pointAtMile } from '../chainage/chainage.ts'
import { readPlan } from '../plan/read-plan.ts'
import type { Position } from '../positions/index.ts'

/** How far around a site's point counts as the site, in metres. */
const AROUND_A_SITE = 1_000
const METRES_OF_A_MILE = 1_609.344

/** `withinM`: metres around the position in which all of it lies. */
export type NamedInPlan = {
  id: string
  is: 'site' | 'stretch'
  name: string
  position: Position
  withinM: number
}

const plain = (name: string) => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

/**
 * Lists what the viewer's own plan names, with where it lies.
 * @returns sites, then stretches, each in order of chainage; a stretch by its middle, and half its length around it
 */
export async function namesOfPlan(scope: MemberScope): Promise<NamedInPlan[]> {
  const { line, stretches, sites } = await readPlan(scope)
  return [
    ...sites.map(({ id, name, position }) => ({
      ...{ id, is: 'site' as const, name, position, withinM: AROUND_A_SITE },
    })),
    ...(line === null ? [] : stretches).map(({ id, name, fromMile, toMile }) => ({
      ...{ id, is: 'stretch' as const, name },
      position: line === null ? { lat: 0, lon: 0 } : pointAtMile(line.chainage, (fromMile + toMile) / 2),
      withinM: Math.max(AROUND_A_SITE, Math.ceil(((toMile - fromMile) / 2) * METRES_OF_A_MILE)),
    })),
  ]
}

/**
 * Finds a site or a stretch of the viewer's own plan by its whole name.
 * @param name - as it was typed, in any case
 * @returns null where the plan has none of that name, or two
 */
export async function namedInPlan(scope: MemberScope, name: string): Promise<NamedInPlan | null> {
  const found = (await namesOfPlan(scope)).filter((one) => plain(one.name) === plain(name))
  return found.length === 1 ? (found[0] ?? null) : null
}

/** A stretch is a row of so many points at most: near one of them is near the stretch. */
const MOST_POINTS = 60
const MILES_BETWEEN = 0.5

/**
 * Lists points along a stretch of the viewer's own plan.
 * @param id - of the stretch
 * @returns its ends and what lies between, half a mile apart on a stretch of up to thirty miles; null where the plan
 *   has no such stretch
 */
export async function placesOfStretch(scope: MemberScope, id: string): Promise<Position[] | null> {
  const { line, stretches } = await readPlan(scope)
  const stretch = stretches.find((one) => one.id === id)
  if (line === null || stretch === undefined) return null
  const miles = stretch.toMile - stretch.fromMile
  const steps = Math.min(MOST_POINTS - 1, Math.max(1, Math.ceil(miles / MILES_BETWEEN)))
  return Array.from({ length: steps + 1 }, (_, step) =>
    pointAtMile(line.chainage, stretch.fromMile + (miles * step) / steps),
  )
}
