/** Which subjects of the reports that were found a result leads to: those that the words name come first. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectPage, SubjectPages } from '../../platform/rooms/subject-pages.ts'
import type { RecordId } from '../../wire/ids.ts'
import { excerptOf, isMarked } from './excerpt.ts'
import { parseQuery, wordsToMark } from './search-query.ts'

/** Of one result. The report itself leads to all of them. */
const MOST_NAMED = 4

/**
 * Finds them.
 * @param pages - of the room that has a page for each subject; null where none has
 * @param results - of the page, a few dozens
 * @param typed - what was searched for
 * @returns by record: those that match, then others, each in the report's own order
 */
export async function subjectsNamed(
  scope: MemberScope,
  pages: SubjectPages | null,
  results: readonly { id: RecordId }[],
  typed: string,
): Promise<Map<RecordId, SubjectPage[]>> {
  if (pages === null || results.length === 0) return new Map()
  const all = await pages.ofRecords(
    scope,
    results.map(({ id }) => ({ id })),
  )
  const wanted = wordsToMark(parseQuery(typed))
  const isWanted = ({ written }: SubjectPage) => isMarked(excerptOf(written.join(', '), wanted))
  return new Map(
    [...all].map(([id, named]) => {
      const first = named.filter(isWanted)
      const others = named.filter((one) => !first.includes(one))
      return [id, [...first, ...others].slice(0, MOST_NAMED)]
    }),
  )
}
