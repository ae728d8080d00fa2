/** Which matches of a line a person means. */
import { invalid } from '../../platform/errors.ts'
import type { SideId } from '../../wire/ids.ts'

export const NONE_CHOSEN = 'Choose at least one of their records'

/**
 * @param matches - of the line, in the person's sight
 * @param chosen - what the agency calls those that are meant
 * @returns those of the line; what is no match of the line is as if it had not been sent
 * @throws invalid with `fields.match` where none is left
 */
export function chosenOf<T extends { id: SideId }>(matches: readonly T[], chosen: readonly SideId[]): T[] {
  const wanted = matches.filter(({ id }) => chosen.includes(id))
  if (wanted.length === 0) throw invalid({ match: NONE_CHOSEN })
  return wanted
}
