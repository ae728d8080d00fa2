/** The stretches of the coastal plan as lines, for a room that lets somebody choose one. */
import type { Scope } from '../../../platform/database/scope.ts'
import { sliceBetween } from '../chainage/chainage.ts'
import type { Position } from '../positions/index.ts'
import { findLine, listStretches } from './plan-store.ts'

export type StretchLine = { id: string; name: string; fromMile: number; toMile: number; points: Position[] }

/**
 * Reads the stretches of the own agency's plan with the shore that each lies along.
 * @returns in order of chainage; none where there is no line, and for whoever does not read the plan
 */
export async function stretchLines(scope: Scope): Promise<StretchLine[]> {
  const line = await findLine(scope)
  if (line === null) return []
  return (await listStretches(scope)).map(({ id, name, fromMile, toMile }) => ({
    ...{ id, name, fromMile, toMile },
    points: sliceBetween(line.chainage, fromMile, toMile),
  }))
}
