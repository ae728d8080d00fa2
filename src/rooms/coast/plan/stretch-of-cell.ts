/** Which stretch of the plan a cell of about a kilometre lies nearest to: the words for a place in a queue. */
import type { Scope } from '../../../platform/database/scope.ts'
import { COUNTED_WITHIN } from '../picture/read-picture.ts'
import { nearestMile } from '../chainage/chainage.ts'
import { cellCentre, type Cell } from '../positions/index.ts'
import { stretchAt } from './plan.ts'
import { findLine, listStretches } from './plan-store.ts'

/**
 * Reads the agency's plan once, for as many cells as are asked about.
 * @returns the name of the stretch by whose miles a cell lies; null where the plan has none, or the cell is
 *   further from the line than the picture of reports counts
 */
export async function stretchOfCell(scope: Scope): Promise<(cell: Cell) => string | null> {
  const line = await findLine(scope)
  const stretches = line ? await listStretches(scope) : []
  if (!line || stretches.length === 0) return () => null
  const known = new Map<string, string | null>()
  return (cell) => {
    const key = `${String(cell.lat)} ${String(cell.lon)}`
    let name = known.get(key)
    if (name === undefined) {
      const { mile, metres } = nearestMile(line.chainage, cellCentre(cell))
      name = metres > COUNTED_WITHIN ? null : (stretchAt(stretches, mile)?.name ?? null)
      known.set(key, name)
    }
    return name
  }
}
