/**
 * From what somebody checked to the page of the subject. A value has one page wherever it is written. A person has one
 * for each report of ours that names them, until somebody joins them.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectPages } from '../../platform/rooms/subject-pages.ts'
import { subjectKind } from '../../wire/codes.ts'
import type { OwnHolding } from './own-holdings.ts'

export type LedTo = { text: string; href: string }

/**
 * Finds the pages.
 * @param pages - of the room that has a page for each subject; null where none has
 * @param holdings - as our own agency's were asked, in any order; null for what was not asked
 * @returns for each holding, in its place, the pages that this person may open, the newest report first; of a value also
 *   where only a partner's report in sight names it
 */
export async function subjectsOfHoldings(
  scope: MemberScope,
  pages: SubjectPages | null,
  holdings: readonly (OwnHolding | null)[],
): Promise<LedTo[][]> {
  if (pages === null) return holdings.map(() => [])
  const values = holdings.flatMap((one) =>
    one === null || one.key === null ? [] : [{ kind: one.kind, key: one.key }],
  )
  const persons = holdings.flatMap((one) => (one === null || one.key !== null ? [] : one.reports))
  const byValue = await pages.ofValues(scope, values)
  const byRecord = await pages.ofRecords(scope, persons)
  return holdings.map((one) => {
    if (one === null) return []
    if (one.key !== null) {
      const href = byValue.get(`${one.kind} ${one.key}`)
      return href === undefined ? [] : [{ text: `${subjectKind[one.kind]} ${one.value}`, href }]
    }
    return one.reports.flatMap(({ id, reference, number }) => {
      const page = byRecord.get(id)?.find((each) => each.number === number)
      return page === undefined ? [] : [{ text: `the person in ${reference}`, href: page.href }]
    })
  })
}
