/** Inspections, areas, recommendations and who they are addressed to: the statements. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { Area, Inspection, Recommendation } from './inspection.ts'

const columns = `i.id, i.agency_id as "agencyId", a.name as "agencyName", i.reference, i.title, i.publisher,
  i.published_on::text as "publishedOn", i.invented, i.version`

/**
 * Lists the inspections.
 * @returns the newest first, at most 200
 */
export const listInspections = (scope: Scope): Promise<Inspection[]> =>
  scope.tx.many<Inspection>(
    `select ${columns} from oversight.inspection i join identity.agency a on a.id = i.agency_id
     order by i.published_on desc, i.id limit 200`,
  )

/**
 * Finds an inspection.
 * @param id - of it
 * @returns null where there is none
 */
export const findInspection = (scope: Scope, id: string): Promise<Inspection | null> =>
  scope.tx.maybe<Inspection>(
    `select ${columns} from oversight.inspection i join identity.agency a on a.id = i.agency_id where i.id = $1`,
    [id],
  )

/**
 * Finds the inspection that is called so, in any case.
 * @param reference - as people call it
 * @returns null where there is none
 */
export const findByReference = (scope: Scope, reference: string): Promise<{ id: string } | null> =>
  scope.tx.maybe<{ id: string }>('select id from oversight.inspection where lower(reference) = lower($1)', [
    reference,
  ])

/**
 * Writes a new inspection.
 * @param one - all of it; whoever keeps it is `agencyId`
 */
export async function insertInspection(
  scope: Scope,
  one: Omit<Inspection, 'version' | 'agencyName'>,
): Promise<void> {
  await scope.tx.run(
    `insert into oversight.inspection (id, agency_id, reference, title, publisher, published_on, invented)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [one.id, one.agencyId, one.reference, one.title, one.publisher, one.publishedOn, one.invented],
  )
}

/**
 * Writes title, publisher and day anew.
 * @param one - as it is from now on; its version is the one that the person was looking at
 * @returns false when somebody changed it since
 */
export async function updateInspection(
  scope: Scope,
  one: Pick<Inspection, 'id' | 'title' | 'publisher' | 'publishedOn' | 'version'>,
): Promise<boolean> {
  const changed = await scope.tx.run(
    `update oversight.inspection set title = $2, publisher = $3, published_on = $4, version = version + 1
     where id = $1 and version = $5`,
    [one.id, one.title, one.publisher, one.publishedOn, one.version],
  )
  return changed === 1
}

/**
 * Lists the areas of an inspection.
 * @param inspectionId - of it
 * @returns in its own order
 */
export const listAreas = (scope: Scope, inspectionId: string): Promise<Area[]> =>
  scope.tx.many<Area>('select id, place, title from oversight.area where inspection_id = $1 order by place', [
    inspectionId,
  ])

/**
 * Writes an area.
 * @param inspectionId - of the inspection
 * @param area - with its place, from 1
 */
export async function insertArea(scope: Scope, inspectionId: string, area: Area): Promise<void> {
  await scope.tx.run('insert into oversight.area (id, inspection_id, place, title) values ($1, $2, $3, $4)', [
    area.id,
    inspectionId,
    area.place,
    area.title,
  ])
}

const recommendationColumns = `r.id, r.inspection_id as "inspectionId", r.number, r.text, r.addressed_to as "addressedTo",
  r.source, r.due_on::text as "dueOn", r.area_id as "areaId", r.version`

/**
 * Lists the recommendations of an inspection.
 * @param inspectionId - of it
 * @returns by number
 */
export const listRecommendations = (scope: Scope, inspectionId: string): Promise<Recommendation[]> =>
  scope.tx.many<Recommendation>(
    `select ${recommendationColumns} from oversight.recommendation r where r.inspection_id = $1 order by r.number`,
    [inspectionId],
  )

/**
 * Finds a recommendation.
 * @param id - of it
 * @returns null where there is none
 */
export const findRecommendation = (scope: Scope, id: string): Promise<Recommendation | null> =>
  scope.tx.maybe<Recommendation>(
    `select ${recommendationColumns} from oversight.recommendation r where r.id = $1`,
    [id],
  )

/**
 * Writes a new recommendation.
 * @param one - all of it
 */
export async function insertRecommendation(
  scope: Scope,
  one: Omit<Recommendation, 'version'>,
): Promise<void> {
  await scope.tx.run(
    `insert into oversight.recommendation (id, inspection_id, number, text, addressed_to, source, due_on, area_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.id, one.inspectionId, one.number, one.text, one.addressedTo, one.source, one.dueOn, one.areaId],
  )
}

/**
 * Writes a recommendation anew.
 * @param one - as it is from now on; its version is the one that the person was looking at
 * @returns false when somebody changed it since
 */
export async function updateRecommendation(scope: Scope, one: Recommendation): Promise<boolean> {
  const changed = await scope.tx.run(
    `update oversight.recommendation set text = $2, addressed_to = $3, source = $4, due_on = $5, area_id = $6,
       version = version + 1
     where id = $1 and version = $7`,
    [one.id, one.text, one.addressedTo, one.source, one.dueOn, one.areaId, one.version],
  )
  return changed === 1
}

/**
 * Makes an agency an addressee.
 * @param duty - the new line's id, its recommendation and inspection, and the agency
 * @returns false when it is one already
 */
export async function insertDuty(
  scope: Scope,
  duty: { id: string; recommendationId: string; inspectionId: string; agencyId: number },
): Promise<boolean> {
  const there = await scope.tx.maybe(
    'select from oversight.duty where recommendation_id = $1 and agency_id = $2',
    [duty.recommendationId, duty.agencyId],
  )
  if (there) return false
  await scope.tx.run(
    'insert into oversight.duty (id, recommendation_id, inspection_id, agency_id) values ($1, $2, $3, $4)',
    [duty.id, duty.recommendationId, duty.inspectionId, duty.agencyId],
  )
  return true
}

/** An agency to which a recommendation can be addressed. */
export type Addressee = { id: number; name: string; kind: string }

/**
 * Lists the agencies to which a recommendation can be addressed: all but those that hold others to account.
 * @returns by name
 */
export const listPossibleAddressees = (scope: Scope): Promise<Addressee[]> =>
  scope.tx.many<Addressee>(
    `select id, name, kind from identity.agency where kind not in ('commissioner', 'inspectorate') order by name`,
  )

/**
 * Says what the viewer's agency is.
 * @returns `force`, `agency`, `task-force`, `commissioner` or `inspectorate`
 */
export async function kindOfViewer(scope: Scope): Promise<string> {
  const row = await scope.tx.maybe<{ kind: string }>('select kind from identity.agency where id = $1', [
    scope.actor.agencyId,
  ])
  return row?.kind ?? 'agency'
}
