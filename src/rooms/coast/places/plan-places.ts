/**
 * Sites and stretches as places that are found by their names. The desk finds those of its own plan. The public finds
 * those that an agency lets it find: a name and a point, and not whose plan it stands in.
 */
import type { Database } from '../../../platform/database/perform.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { measure, pointAtMile } from '../chainage/chainage.ts'
import type { Geography, Place } from '../geography/index.ts'
import { searchOver, type FindPlaces, type NamedPlace } from '../geography/search-places.ts'
import { readPlan } from '../plan/read-plan.ts'
import type { Position } from '../positions/index.ts'

const asPlace = (name: string, position: Position): NamedPlace => ({
  name,
  ...position,
  county: null,
  force: null,
  population: 0,
  coast: 0,
  abroad: false,
})

/** @returns what finds among the viewer's own plan; a stretch is found at its middle */
export async function findInOwnPlan(scope: MemberScope): Promise<FindPlaces> {
  const { line, stretches, sites } = await readPlan(scope)
  return searchOver([
    ...sites.map(({ name, position }) => asPlace(name, position)),
    ...(line === null
      ? []
      : stretches.map(({ name, fromMile, toMile }) =>
          asPlace(name, pointAtMile(line.chainage, (fromMile + toMile) / 2)),
        )),
  ])
}

/** Names change when somebody changes a plan; the public may find a new one a minute later. */
const FRESH_MS = 60_000

/**
 * The search of the public's pages: coastal plans first, then places, then postcodes where they are loaded.
 * @param geography - opens what is known of the coast
 * @returns a function of the text and the most places that are wanted
 */
export function publicPlaceSearch(
  database: Database,
  geography: () => Promise<Geography>,
): (text: string, most: number) => Promise<Place[]> {
  let known: { until: number; find: Promise<FindPlaces> } | null = null
  const plans = (): Promise<FindPlaces> => {
    if (known && Date.now() < known.until) return known.find
    const find = readPublicPlaces(database).then(searchOver)
    const asked = { until: Date.now() + FRESH_MS, find }
    known = asked
    // A database that did not answer is asked again; the places of the country are found meanwhile.
    find.catch(() => {
      if (known === asked) known = null
    })
    return find
  }
  return async (text, most) => {
    const plan = await plans().catch(() => null)
    return (await geography()).searchPlaces(text, most, plan)
  }
}

type SiteRow = { name: string } & Position
type StretchRow = { name: string; agencyId: number; middle: number }

/** It is the program that reads them: the public's role may read no plan, and learns only what it finds. */
async function readPublicPlaces(database: Database): Promise<NamedPlace[]> {
  const { sites, stretches, lines } = await database.performAsService(
    { service: 'coast', operation: 'coast.places.read' },
    async ({ tx }) => ({
      sites: await tx.many<SiteRow>(`select name, lat, lon from coast.site where public_name`),
      stretches: await tx.many<StretchRow>(
        `select name, agency_id as "agencyId", ((from_mile + to_mile) / 2)::float8 as middle
         from coast.stretch where public_name`,
      ),
      lines: await tx.many<{ agencyId: number; points: [number, number][] }>(
        `select agency_id as "agencyId", points from coast.line`,
      ),
    }),
  )
  const measured = new Map(
    lines.map(({ agencyId, points }) => [agencyId, measure(points.map(([lon, lat]) => ({ lat, lon })))]),
  )
  return [
    ...sites.map(({ name, lat, lon }) => asPlace(name, { lat, lon })),
    ...stretches.flatMap(({ name, agencyId, middle }) => {
      const line = measured.get(agencyId)
      return line ? [asPlace(name, pointAtMile(line, middle))] : []
    }),
  ]
}
