/** Where a line stands in the list from which it was opened, and what comes before and behind it there. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import type { LineQuery } from './line-filters.ts'
import { lineOfMatch } from './line-of-match.ts'
import { linesAsked } from './list-lines.ts'
import type { AgencyId, SideId } from '../../wire/ids.ts'

export type PlaceInList = {
  /** what this agency calls a match of the line by, with its place in the list from 0 */
  previous: { id: SideId; place: number } | null
  next: { id: SideId; place: number } | null
  total: number
}

/** Behind so many a page says nothing of its place; the list itself goes on. */
const MOST_LINES = 2_000

/**
 * Finds the lines around one in the list from which it was opened.
 * @param query - the filters of the list
 * @param sideId - what this agency calls any match of the line by
 * @param place - where it stood when it was opened: once it is answered it may stand in the list no more, and what
 *   has come to its place is next
 * @returns the lines before and behind, and how many there are
 */
export async function placeInList(
  scope: MemberScope,
  query: LineQuery,
  sideId: SideId,
  place: number,
): Promise<PlaceInList> {
  const here = await lineOfMatch(scope, sideId)
  const lines = await linesAsked<{ side_id: SideId; kind: SubjectKind; line: string; partner_id: AgencyId }>(
    scope,
    query,
    'select l.side_id, l.kind, l.line, l.partner_id from ASKED l order by l.ordinality',
    { skip: 0, most: MOST_LINES },
  )
  const found = lines.findIndex(
    ({ kind, line, partner_id }) =>
      kind === here.kind && line === here.line && partner_id === here.partner.id,
  )
  const at = (index: number) => {
    const line = lines[index]
    return line ? { id: line.side_id, place: index } : null
  }
  return {
    previous: at((found === -1 ? place : found) - 1),
    next: at(found === -1 ? place : found + 1),
    total: lines.length,
  }
}
