/** When and where something happened, in words. */
import { positionSureness, whatHappened, type PositionSureness, type WhatHappened } from '../wire/codes.ts'
import { ukDate, ukDateTime, ukMonth } from './dates.ts'

/** An event as an item of a report has it; what is not said is missing. */
export type SaidEvent = {
  kind?: string | null | undefined
  when?: string | null | undefined
  where?: string | null | undefined
  where_sure?: string | null | undefined
  within_m?: number | string | null | undefined
  place?: string | null | undefined
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/

/**
 * Writes what happened.
 * @param kind - a code of `whatHappened`
 * @returns its words; what is no code, as it was
 */
export function whatWords(kind: string | null | undefined): string {
  return kind && Object.hasOwn(whatHappened, kind) ? whatHappened[kind as WhatHappened] : (kind ?? '')
}

/**
 * Writes a time.
 * @param when - as it is kept (`src/wire/event-time.ts`): `2026-11-02`, `2026-11-02/2026-11-05~`
 * @returns like `2 November 2026 at 5:10am`, `about November 2026`, `between 2 November 2026 and 5 November 2026`;
 *   what is no such time, as it was
 */
export function timeWords(when: string | null | undefined): string {
  if (!when) return ''
  const about = when.endsWith('~')
  const parts = when.replace(/~$/, '').split('/')
  if (!parts.every((part) => MOMENT.test(part) || /^\d{4}-\d{2}(?:-\d{2})?$/.test(part))) return when
  const [first = '', last] = parts.map(partWords)
  const words = last === undefined ? first : `between ${first} and ${last}`
  return about ? `about ${words}` : words
}

function partWords(part: string): string {
  if (MOMENT.test(part)) return ukDateTime(part)
  return part.length === 7 ? ukMonth(part) : ukDate(part)
}

/**
 * Writes how sure a position is.
 * @param event - with its position
 * @returns like `within 500 metres`; empty where there is no position
 */
export function surenessWords({ where, where_sure: sure, within_m: metres }: SaidEvent): string {
  if (!where) return ''
  if (sure === 'within' && metres) return `within ${Number(metres).toLocaleString('en-GB')} metres`
  return sure && Object.hasOwn(positionSureness, sure)
    ? positionSureness[sure as PositionSureness].toLowerCase()
    : ''
}

/**
 * Writes where it was: the words before the position.
 * @param event - as it is kept
 * @returns like `Camber Sands, 50.93200 N, 0.79600 E (within 500 metres)`; empty where no place is said
 */
export function placeWords(event: SaidEvent): string {
  const sure = surenessWords(event)
  return [event.place ?? '', event.where ? `${event.where}${sure === '' ? '' : ` (${sure})`}` : '']
    .filter((one) => one !== '')
    .join(', ')
}

/**
 * Writes a whole event.
 * @param event - as it is kept, or as it was typed
 * @returns like `Landing. 2 November 2026. Camber Sands`
 */
export function eventWords(event: SaidEvent): string {
  return [whatWords(event.kind), timeWords(event.when), placeWords(event)]
    .filter((one) => one !== '')
    .join('. ')
}
