import type { Classification } from '../wire/codes.ts'

/**
 * Finds the highest classification among what a page lists.
 * @param rows - of the page
 * @returns OFFICIAL where it lists nothing
 */
export function highest(rows: readonly { classification: string }[]): Classification {
  return rows.some(({ classification }) => classification === 'OFFICIAL-SENSITIVE')
    ? 'OFFICIAL-SENSITIVE'
    : 'OFFICIAL'
}
