/** A person grades a report whose grade was translated from another system. */
import { z } from 'zod'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification } from '../../wire/codes.ts'
import type { FiledReport } from './file-reports.ts'
import { lockOwnReport, mustDecide } from './officers.ts'
import { readReport } from './read-report.ts'
import { parseReport, type ReportItem } from './report.ts'
import { wholeReport } from './whole-report.ts'
import { writeVersion } from './write-version.ts'
import type { RecordId } from '../../wire/ids.ts'

export type ItemGrade = Pick<ReportItem, 'source_evaluation' | 'intelligence_assessment' | 'basis'>

export type WaitingReport = {
  id: RecordId
  reference: string
  title: string
  classification: Classification
  createdAt: Date
  originalGrade: string | null
}

/**
 * Writes the grades as a new version; the report no longer waits for it.
 * @param id - of the report
 * @param revision - ReportView.revision of what was shown
 * @param grades - one for each item, in order; what is wrong with them is said by field (`items.0.basis`)
 * @returns the new version; `awaitsCheck` where a second officer must approve it first
 * @throws forbidden `wrong-role`; not-found unless it is an own report; invalid; StaleVersion; conflict
 *   `is-recalled`, `is-draft`
 */
export async function evaluateReport(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  grades: readonly { [name in keyof ItemGrade]: string }[],
): Promise<FiledReport> {
  mustDecide(scope)
  const original = await lockOwnReport(scope, id)
  if (original.status === 'draft') throw conflict('is-draft', 'This is a draft: grade it there.')
  const view = await readReport(scope, id)
  const report = wholeReport(view)
  const parsed = parseReport({
    ...report,
    items: report.items.map((item, index) => ({
      ...grades[index],
      text: item.text,
      ...(item.events === undefined ? {} : { events: item.events }),
    })),
  })
  if ('fields' in parsed) throw invalid(parsed.fields)
  return await writeVersion(scope, id, { revision }, parsed.report, { evaluated: true })
}

/**
 * Lists own reports that wait to be graded.
 * @param after - the id of the last one seen
 * @returns oldest first, 50 at a time; none behind the last
 * @throws not-found when `after` is no id
 */
export async function evaluationQueue(scope: MemberScope, after?: string): Promise<WaitingReport[]> {
  if (after !== undefined && !z.uuid().safeParse(after).success) throw notFound()
  return await scope.tx.many<WaitingReport>(
    `select r.id, r.reference, r.title, r.classification, p.created_at as "createdAt", p.original_grade as "originalGrade"
     from intelligence.report p join access.record r on r.id = p.id
     where p.agency_id = $1 and p.needs_evaluation and r.status = 'disseminated'
       and ($2::uuid is null
            or (p.created_at, p.id) > (select b.created_at, b.id from intelligence.report b where b.id = $2))
     order by p.created_at, p.id
     limit 50`,
    [scope.actor.agencyId, after ?? null],
  )
}
