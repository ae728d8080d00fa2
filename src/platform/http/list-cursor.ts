/** Where a page of a list ended: opaque to whoever carries it, and no secret. */
import { z } from 'zod'
import { invalid } from '../errors.ts'

const cursor = z.tuple([z.iso.datetime({ offset: true }), z.uuid()])

/** Of a row: where it stands in its list, to the microsecond. */
export type Placed = { cursorAt: string }

/**
 * Writes SQL that gives a moment as the database has it. A Date ends at the millisecond: at the turn of a page, rows that
 * were made in the same one would be left out.
 * @param column - of a moment by which a list is ordered
 * @returns an expression, as `cursorAt`
 */
export const placedAt = (column: string): string => `to_json(${column}) #>> '{}' as "cursorAt"`

/**
 * Writes where a page ended.
 * @param at - time of its last row; as `cursorAt` where the database said when it was
 * @param id - of its last row
 * @returns base64url
 */
export function writeCursor(at: Date | string, id: string): string {
  return Buffer.from(JSON.stringify([typeof at === 'string' ? at : at.toISOString(), id])).toString(
    'base64url',
  )
}

/**
 * Reads where the page before ended.
 * @param text - as the address has it; left out or empty: the first page
 * @returns null for the first page
 * @throws invalid with `cursor` when it is not one of ours
 */
export function readCursor(text: string | undefined): { at: string; id: string } | null {
  if (text === undefined || text === '') return null
  try {
    const [at, id] = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return { at, id }
  } catch {
    throw invalid({ cursor: 'This list cannot be continued here. Start it again.' })
  }
}

/** How many rows a page of a list has. */
export const ROWS_OF_A_PAGE = 50

/** Where a list that pages both ways begins: behind a row, or before it. */
export type ListPlace = { cursor?: string | undefined; back?: boolean }

/**
 * Cuts a page of a list that pages both ways.
 * @param found - of a statement that was asked for one more row than a page has, towards `at.back`
 * @param at - where the statement began
 * @param cursorOf - where a row stands in the list
 * @returns the page's rows in the list's order, and the cursors of the pages beside it; null where there is none
 */
export function pageBothWays<Row>(
  found: readonly Row[],
  at: ListPlace,
  cursorOf: (row: Row) => string,
): { rows: Row[]; next: string | null; previous: string | null } {
  const from = at.cursor !== undefined && at.cursor !== ''
  const back = from && at.back === true
  const further = found.length > ROWS_OF_A_PAGE
  const page = found.slice(0, ROWS_OF_A_PAGE)
  const rows = back ? page.toReversed() : page
  const [first, last] = [rows.at(0), rows.at(-1)]
  return {
    rows,
    next: last !== undefined && (back || further) ? cursorOf(last) : null,
    previous: first !== undefined && (back ? further : from) ? cursorOf(first) : null,
  }
}

/**
 * Cuts a page.
 * @param rows - of a statement that was asked for one more than a page has
 * @param cursorOf - where a row stands in the list
 * @returns the page's rows, and the cursor of the next page; null on the last
 */
export function pageOf<Row>(
  rows: readonly Row[],
  cursorOf: (row: Row) => string,
): { rows: Row[]; cursor: string | null } {
  const shown = rows.slice(0, ROWS_OF_A_PAGE)
  const last = shown.at(-1)
  return { rows: shown, cursor: rows.length > ROWS_OF_A_PAGE && last ? cursorOf(last) : null }
}
