/** Where a report came from, in the words of the force's own plan. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { stretchOfCell } from '../../coast/index.ts'

export type InCell = { cell_lat: number | null; cell_lon: number | null; area: string | null }

/**
 * The stretch of each report, by the mile of the plan that is nearest to its cell.
 * @param rows - reports, with their cells
 * @returns in the order of `rows`; null where the plan has none
 */
export async function stretchesOf(scope: MemberScope, rows: readonly InCell[]): Promise<(string | null)[]> {
  if (rows.length === 0) return []
  const nameOf = await stretchOfCell(scope)
  return rows.map(({ cell_lat: lat, cell_lon: lon }) =>
    lat === null || lon === null ? null : nameOf({ lat, lon }),
  )
}

/**
 * Says what stands in the place of a stretch.
 * @param row - a report's cell and area
 * @param stretch - its name; null: none
 * @returns the name, or why there is none
 */
export function placeWords({ cell_lat, area }: InCell, stretch: string | null): string {
  if (stretch !== null) return stretch
  if (cell_lat === null) return 'No place given'
  return area === null ? 'Outside police areas' : 'Not in the coastal plan'
}
