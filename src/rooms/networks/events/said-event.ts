/** A row of the list as an item of a report says it, for the words that both share. */
import type { SaidEvent } from '../../../design/event-words.ts'
import type { EventRow } from './list-events.ts'

/**
 * @param row - of the list
 * @returns what the item says
 */
export function saidOf({ kind, when, lat, lon, sure, withinM, place }: EventRow): SaidEvent {
  const side = (value: number, positive: string, negative: string) =>
    `${Math.abs(value).toFixed(5)} ${value < 0 ? negative : positive}`
  return {
    ...{ kind, when, place, where_sure: sure, within_m: withinM },
    where: lat === null || lon === null ? null : `${side(lat, 'N', 'S')}, ${side(lon, 'E', 'W')}`,
  }
}
