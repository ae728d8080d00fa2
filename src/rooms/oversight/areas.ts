/** The areas by which a commissioner asks: their own, which gather those of the inspection. A person maps them. */
import { z } from 'zod'
import type { MemberScope, Scope } from '../../platform/database/scope.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/identifiers.ts'
import { findInspection, listAreas } from './inspections/inspection-store.ts'

export type OwnArea = {
  id: string
  place: number
  title: string
  /** ids of the areas of the inspection that it gathers */
  gathers: string[]
}

/**
 * Lists the areas by which the viewer's agency asks about an inspection.
 * @param inspectionId - of it
 * @param bodyId - whose areas
 * @returns in their order; the inspection's own areas where the agency has said none
 */
export async function areasOf(scope: Scope, inspectionId: string, bodyId: number | null): Promise<OwnArea[]> {
  const own = await scope.tx.many<OwnArea>(
    `select o.id, o.place, o.title,
            array(select g.area_id from oversight.gathering g where g.own_area_id = o.id)::text[] as gathers
     from oversight.own_area o where o.inspection_id = $1 and o.body_id = $2 order by o.place`,
    [inspectionId, bodyId],
  )
  if (own.length > 0) return own
  const areas = await listAreas(scope, inspectionId)
  return areas.map((area) => ({ ...area, gathers: [area.id] }))
}

/** Where a recommendation has no area yet. */
export const NO_AREA = 'No area entered yet'

/**
 * Groups by area.
 * @param items - each with the area of the inspection that it is in, or the own area itself
 * @param areas - the areas, in their order
 * @returns every area, also without items; what is in no area last, if there is any
 */
export function byArea<T extends { areaId: string | null }>(
  items: readonly T[],
  areas: readonly OwnArea[],
): { id: string | null; title: string; items: T[] }[] {
  const known = areas.map((area) => ({
    id: area.id,
    title: area.title,
    items: items.filter(
      ({ areaId }) => areaId !== null && (areaId === area.id || area.gathers.includes(areaId)),
    ),
  }))
  const placed = new Set(known.flatMap((one) => one.items))
  const rest = items.filter((one) => !placed.has(one))
  return rest.length > 0 ? [...known, { id: null, title: NO_AREA, items: rest }] : known
}

/** Areas that a body may have. */
const MOST = 12

export const areasSchema = z.object({ areas: z.string().max(5_000, 'Must be 5,000 characters or fewer') })

/**
 * Says by which areas the agency asks about an inspection, and which of the inspection's each of them gathers. Nothing
 * that was asked or promised before loses its area: areas keep their places.
 * @param inspectionId - of it
 * @param input - one area a line, as `Governance and direction: 1, 2` with the numbers of the inspection's areas
 * @throws not-found; invalid where a line cannot be read, or an area is gathered twice
 */
export async function setAreas(
  scope: MemberScope,
  inspectionId: string,
  input: z.output<typeof areasSchema>,
): Promise<void> {
  if (!(await findInspection(scope, inspectionId))) throw notFound()
  const known = await listAreas(scope, inspectionId)
  const lines = readLines(
    input.areas,
    known.map(({ place }) => place),
  )
  const bodyId = scope.actor.agencyId
  const before = await scope.tx.many<{ id: string; place: number }>(
    'select id, place from oversight.own_area where inspection_id = $1 and body_id = $2 order by place',
    [inspectionId, bodyId],
  )
  if (before.length > lines.length)
    throw invalid({
      areas: `There were ${String(before.length)} areas. Rename one or add one: what was asked under an area stays there`,
    })
  await scope.tx.run('delete from oversight.gathering where inspection_id = $1 and body_id = $2', [
    inspectionId,
    bodyId,
  ])
  for (const [at, { title, places }] of lines.entries()) {
    const id = before[at]?.id ?? newId()
    if (before[at]) await scope.tx.run('update oversight.own_area set title = $2 where id = $1', [id, title])
    else
      await scope.tx.run(
        'insert into oversight.own_area (id, body_id, inspection_id, place, title) values ($1, $2, $3, $4, $5)',
        [id, bodyId, inspectionId, at + 1, title],
      )
    for (const place of places)
      await scope.tx.run(
        `insert into oversight.gathering (own_area_id, area_id, body_id, inspection_id) values ($1, $2, $3, $4)`,
        [id, known.find((area) => area.place === place)?.id, bodyId, inspectionId],
      )
  }
  scope.record({
    kind: 'alteration',
    subject: { kind: 'inspection', id: inspectionId },
    detail: { areas: lines.length },
  })
}

/**
 * Reads areas as a person types them.
 * @param text - one a line: a title, and behind a colon the numbers of the inspection's areas
 * @param known - numbers of the inspection's areas
 * @returns in the order of the lines
 * @throws invalid with `areas`
 */
export function readLines(text: string, known: readonly number[]): { title: string; places: number[] }[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0) throw invalid({ areas: 'Enter one area a line' })
  if (lines.length > MOST) throw invalid({ areas: `Enter ${String(MOST)} areas or fewer` })
  const seen = new Set<number>()
  return lines.map((line, at) => {
    const fault = (what: string) => invalid({ areas: `Line ${String(at + 1)}: ${what}` })
    const cut = line.lastIndexOf(':')
    const title = (cut < 0 ? line : line.slice(0, cut)).trim()
    const numbers = cut < 0 ? '' : line.slice(cut + 1).trim()
    if (title === '' || title.length > 200) throw fault('enter a title of 200 characters or fewer')
    if (!/^[\d\s,]*$/.test(numbers))
      throw fault('behind the colon stand numbers of the inspection’s areas, like 2, 3')
    const places = numbers.split(/[\s,]+/).flatMap((one) => (one === '' ? [] : [Number(one)]))
    for (const place of places) {
      if (!known.includes(place)) throw fault(`the inspection has no area ${String(place)}`)
      if (seen.has(place)) throw fault(`area ${String(place)} is gathered twice`)
      seen.add(place)
    }
    return { title, places }
  })
}
