/** Lines and stretches: the statements. Agencies are always named, because the program itself works here too. */
import type { Scope } from '../../../platform/database/scope.ts'
import { bug } from '../../../platform/errors.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { measure } from '../chainage/chainage.ts'
import type { Position } from '../positions/index.ts'
import type { Line, Stretch } from './plan.ts'

/**
 * Says on whose plan a scope works: the person's own agency, or the one that an operator named.
 * @returns the agency's id
 * @throws bug when the program works for no agency
 */
export function agencyOf(scope: Scope): number {
  const { agencyId } = scope.actor
  if (agencyId === null) throw bug('The plan of no agency was asked for')
  return agencyId
}

type LineRow = { id: string; name: string; points: [number, number][]; loadedAt: Date; version: number }

/**
 * Reads the agency's line.
 * @returns null before one is loaded
 */
export async function findLine(scope: Scope): Promise<Line | null> {
  const row = await scope.tx.maybe<LineRow>(
    `select id, name, points, loaded_at as "loadedAt", version from coast.line where agency_id = $1`,
    [agencyOf(scope)],
  )
  if (!row) return null
  const { points, ...line } = row
  return { ...line, chainage: measure(points.map(([lon, lat]) => ({ lat, lon }))) }
}

/**
 * Writes the agency's line, in place of an earlier one.
 * @param line - name, points in order, and length in statute miles
 * @returns the line's id; it stays the same however often a line is loaded
 */
export async function putLine(
  scope: Scope,
  line: { name: string; points: readonly Position[]; miles: number },
): Promise<string> {
  const { id } = await scope.tx.one<{ id: string }>(
    `insert into coast.line (agency_id, name, points, miles, loaded_at) values ($1, $2, $3, $4, $5)
     on conflict (agency_id) do update
       set name = excluded.name, points = excluded.points, miles = excluded.miles, loaded_at = excluded.loaded_at,
           version = coast.line.version + 1
     returning id`,
    [
      agencyOf(scope),
      line.name,
      JSON.stringify(line.points.map(({ lat, lon }) => [lon, lat])),
      line.miles,
      scope.now,
    ],
  )
  return id
}

const stretchColumns = `s.id, s.name, s.from_mile::float8 as "fromMile", s.to_mile::float8 as "toMile",
  s.lead_id as "leadId", p.name as "leadName", coalesce(p.active, false) as "leadActive", s.cover, s.vulnerabilities,
  s.reviewed_on::text as "reviewedOn", s.review_on::text as "reviewOn", s.public_name as "publicName", s.version`

/**
 * Lists the agency's stretches.
 * @returns in order of chainage
 */
export const listStretches = (scope: Scope): Promise<Stretch[]> =>
  scope.tx.many<Stretch>(
    `select ${stretchColumns} from coast.stretch s left join identity.person p on p.id = s.lead_id
     where s.agency_id = $1 order by s.from_mile`,
    [agencyOf(scope)],
  )

/**
 * Finds a stretch of the agency's own plan.
 * @param id - of the stretch
 * @returns null when there is none
 */
export const findStretch = (scope: Scope, id: string): Promise<Stretch | null> =>
  scope.tx.maybe<Stretch>(
    `select ${stretchColumns} from coast.stretch s left join identity.person p on p.id = s.lead_id
     where s.agency_id = $1 and s.id = $2`,
    [agencyOf(scope), id],
  )

export type StretchValues = Omit<Stretch, 'leadName' | 'leadActive' | 'version' | 'publicName'> &
  Partial<Pick<Stretch, 'publicName'>>

const valuesOf = (one: StretchValues) => [
  one.id,
  one.name,
  one.fromMile,
  one.toMile,
  one.leadId,
  one.cover,
  one.vulnerabilities,
  one.reviewedOn,
  one.reviewOn,
  // A beach is no secret: unless somebody says so, the public finds it by its name.
  one.publicName ?? true,
]

/**
 * Writes a new stretch.
 * @param stretch - with its id
 * @returns 1
 */
export const insertStretch = (scope: Scope, stretch: StretchValues): Promise<number> =>
  scope.tx.run(
    `insert into coast.stretch (id, name, from_mile, to_mile, lead_id, cover, vulnerabilities, reviewed_on, review_on, public_name,
       agency_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [...valuesOf(stretch), agencyOf(scope)],
  )

/**
 * Writes a stretch anew.
 * @param stretch - all of it, as it is from now on
 * @param version - that the person was looking at
 * @returns false when somebody changed the stretch since `version`
 */
export async function updateStretch(scope: Scope, stretch: StretchValues, version: number): Promise<boolean> {
  const changed = await scope.tx.run(
    `update coast.stretch set name = $2, from_mile = $3, to_mile = $4, lead_id = $5, cover = $6, vulnerabilities = $7,
       reviewed_on = $8, review_on = $9, public_name = $10, version = version + 1
     where id = $1 and agency_id = $11 and version = $12`,
    [...valuesOf(stretch), agencyOf(scope), version],
  )
  return changed === 1
}

/**
 * Deletes a stretch.
 * @param id - of the stretch
 * @param version - that the person was looking at
 * @returns false when somebody changed the stretch since `version`
 */
export async function deleteStretch(scope: Scope, id: string, version: number): Promise<boolean> {
  const gone = await scope.tx.run(
    `delete from coast.stretch where id = $1 and agency_id = $2 and version = $3`,
    [id, agencyOf(scope), version],
  )
  return gone === 1
}

/**
 * Lets the next statements move several stretches through one another; the last one must leave them apart.
 * @returns nothing that is used
 */
export const moveTogether = (scope: Scope): Promise<number> =>
  scope.tx.run('set constraints coast.stretches_do_not_overlap deferred')

/**
 * Lists the stretches of one lead whose review is overdue.
 * @param personId - of the lead
 * @param today - YYYY-MM-DD
 * @param most - how many
 * @returns the oldest first
 */
export const overdueOf = (scope: Scope, personId: string, today: string, most: number) =>
  scope.tx.many<{ id: string; name: string; reviewOn: string }>(
    `select id, name, review_on::text as "reviewOn" from coast.stretch
     where lead_id = $1 and review_on < $2 order by review_on limit $3`,
    [personId, today, most],
  )

/**
 * Lists who may lead: people of the agency who can open the plan.
 * @returns by name
 */
export const listPossibleLeads = (scope: Scope) =>
  scope.tx.many<{ id: string; name: string; roles: string[] }>(
    `select id, name, roles from identity.person
     where agency_id = $1 and active and roles && $2::text[]
     order by name`,
    [agencyOf(scope), whoever.leadsStretches],
  )
