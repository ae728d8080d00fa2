/** Writes a position as different readers know it. */
import type { Position } from './position.ts'

/** The same place for a mariner, a program and somebody ashore with a map. */
export type WrittenPosition = {
  /** degrees and decimal minutes: 50°54.60′ N 000°46.50′ E */
  mariners: string
  /** 50.91000, 0.77500 */
  decimal: string
  /** TQ 9512 1598; null outside the grid of Great Britain */
  grid: string | null
}

export function writePosition(position: Position): WrittenPosition {
  return { mariners: '', decimal: `${String(position.lat)}, ${String(position.lon)}`, grid: null }
}
