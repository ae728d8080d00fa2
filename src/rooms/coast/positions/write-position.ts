/** Writes a position as different readers know it. */
import { writeOsGrid } from './os-grid.ts'
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

/**
 * @param position - WGS 84, degrees
 * @returns three spellings: minutes to a hundredth (18 m), degrees to a hundred-thousandth (1 m), grid to 10 m
 */
export function writePosition(position: Position): WrittenPosition {
  const { lat, lon } = position
  return {
    mariners: `${minutes(lat, 2, 'N', 'S')} ${minutes(lon, 3, 'E', 'W')}`,
    decimal: `${lat.toFixed(5)}, ${lon.toFixed(5)}`.replace(/-(0\.0+)(?!\d)/g, '$1'),
    grid: writeOsGrid(position),
  }
}

function minutes(value: number, figures: number, positive: string, negative: string): string {
  // Rounded as a whole, so that 59.999 minutes become the next degree.
  const hundredths = Math.round(Math.abs(value) * 6_000)
  const degrees = String(Math.floor(hundredths / 6_000)).padStart(figures, '0')
  const rest = ((hundredths % 6_000) / 100).toFixed(2).padStart(5, '0')
  return `${degrees}°${rest}′ ${value < 0 && hundredths > 0 ? negative : positive}`
}
