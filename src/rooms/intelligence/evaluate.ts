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

export type ItemGrade = Pick<ReportItem, 'source_evaluation' | 'intelligence_assessment' | 'basis'>

export type WaitingReport = {
  id: string
  reference: string
  title: string
  classification: Classification
  createdAt: Date
  originalGrade: string | null
}

/**
 * Writes the grades as a new version; the report no longer waits for it.
 * @param revision - ReportView.revision of what was shown
 * @param grades - one for each item, in order; what is wrong with them is said by field (`items.0.basis`)
 * @throws not-found unless it is an own report; invalid; StaleVersion; conflict `is-recalled`, `is-draft`
 */
export async function evaluateReport(
  scope: MemberScope,
  id: string,
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
    items: report.items.map((item, index) => ({ ...grades[index], text: item.text })),
  })
  if ('fields' in parsed) throw invalid(parsed.fields)
  return await writeVersion(scope, id, { revision }, parsed.report, { evaluated: true })
}

/**
 * Own reports that wait to be graded, oldest first, 50 at a time.
 * @param after - the id of the last one seen
 */
export async function evaluationQueue(scope: MemberScope, after?: string): Promise<WaitingReport[]> {
  if (after !== undefined && !z.uuid().safeParse(after).success) throw notFound()
  return await scope.tx.many<WaitingReport>(
    `select id, reference, title, classification, created_at as "createdAt", original_grade as "originalGrade"
     from intelligence.report
     where agency_id = $1 and needs_evaluation and status in ('submitted', 'disseminated')
       and ($2::uuid is null
            or (created_at, id) > (select p.created_at, p.id from intelligence.report p where p.id = $2))
     order by created_at, id
     limit 50`,
    [scope.actor.agencyId, after ?? null],
  )
}
