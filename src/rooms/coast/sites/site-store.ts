/** Sites: the statements. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { Site } from '../plan/plan.ts'
import { agencyOf } from '../plan/plan-store.ts'

const columns = `id, name, kind, json_build_object('lat', lat, 'lon', lon) as position, mile::float8 as mile,
  coast_metres as "coastMetres", contact, telephone,
  public_name as "publicName", version`

/**
 * Lists the agency's sites.
 * @returns in order of chainage; those without a mile last
 */
export const listSites = (scope: Scope): Promise<Site[]> =>
  scope.tx.many<Site>(
    `select ${columns} from coast.site where agency_id = $1 order by coast.site.mile, name`,
    [agencyOf(scope)],
  )

/**
 * Finds a site of the agency's own plan.
 * @param id - of the site
 * @returns null when there is none
 */
export const findSite = (scope: Scope, id: string): Promise<Site | null> =>
  scope.tx.maybe<Site>(`select ${columns} from coast.site where agency_id = $1 and id = $2`, [
    agencyOf(scope),
    id,
  ])

export type SiteValues = Omit<Site, 'version' | 'publicName'> & Partial<Pick<Site, 'publicName'>>

const valuesOf = (one: SiteValues) => [
  one.id,
  one.name,
  one.kind,
  one.position.lat,
  one.position.lon,
  one.mile,
  one.coastMetres,
  one.contact,
  one.telephone,
  // A harbour is no secret: unless somebody says so, the public finds it by its name.
  one.publicName ?? true,
]

/**
 * Writes a new site.
 * @param site - with its id
 * @returns false when the agency has a site of this kind and name already
 */
export async function insertSite(scope: Scope, site: SiteValues): Promise<boolean> {
  const added = await scope.tx.run(
    `insert into coast.site (id, name, kind, lat, lon, mile, coast_metres, contact, telephone, public_name, agency_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (agency_id, kind, lower(name)) do nothing`,
    [...valuesOf(site), agencyOf(scope)],
  )
  return added === 1
}

/**
 * Writes a site anew.
 * @param site - all of it, as it is from now on
 * @param version - that the person was looking at
 * @returns false when somebody changed the site since `version`
 */
export async function updateSite(scope: Scope, site: SiteValues, version: number): Promise<boolean> {
  const changed = await scope.tx.run(
    `update coast.site set name = $2, kind = $3, lat = $4, lon = $5, mile = $6, coast_metres = $7, contact = $8,
       telephone = $9, public_name = $10, version = version + 1
     where id = $1 and agency_id = $11 and version = $12`,
    [...valuesOf(site), agencyOf(scope), version],
  )
  return changed === 1
}

/**
 * Gives a site its mile on a new line. The site did not move: its version stays, so that nobody's open form
 * becomes stale.
 * @param id - of the site
 * @param place - statute miles, and metres to the line
 * @returns 1; 0 when there is no such site
 */
export const moveSite = (
  scope: Scope,
  id: string,
  place: { mile: number; coastMetres: number },
): Promise<number> =>
  scope.tx.run('update coast.site set mile = $3, coast_metres = $4 where id = $1 and agency_id = $2', [
    id,
    agencyOf(scope),
    place.mile,
    place.coastMetres,
  ])

/**
 * Deletes a site.
 * @param id - of the site
 * @param version - that the person was looking at
 * @returns false when somebody changed the site since `version`
 */
export async function deleteSite(scope: Scope, id: string, version: number): Promise<boolean> {
  const gone = await scope.tx.run(
    'delete from coast.site where id = $1 and agency_id = $2 and version = $3',
    [id, agencyOf(scope), version],
  )
  return gone === 1
}
