/** Writes the next version of an own report: whoever holds it gets this one from now on. */
import { invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { replaceIdentifiers, replacePersons } from '../matches/index.ts'
import { recipientsOf } from '../sharing/index.ts'
import { agencyReferenceMustBeFree, checkReach, type FiledReport } from './file-reports.ts'
import { checkChangeReason, faultOfChangeReason, withReason } from './change-reason.ts'
import { askFilingGuards } from './filing-guards.ts'
import { lockOwnReport, mustDecide } from './officers.ts'
import { envelopeColumns, writeContents } from './report-store.ts'
import type { Report } from './report.ts'
import { proposeVersion, sanitisedFrom } from './second-officer.ts'
import { mustTakeNextVersion, type BasedOn } from './stale-version.ts'
import { identifierRows, personRows, prepareReport } from './stored-report.ts'
import { keepVersionChange } from './version-changes.ts'
import type { RecordId } from '../../wire/ids.ts'

/**
 * Writes version n + 1. Recipients keep the report; under code C each of their people accepts again,
 * because what they accepted were the conditions of the version before. Of a sanitised report no version
 * is written without its check: it waits for a second officer, and `awaitsCheck` says so.
 * @param id - of the report
 * @param basedOn - the version (or the revision of the envelope) that the author started from
 * @param report - what the version says, checked
 * @param more - `evaluated`: a person has graded it, so it no longer waits for that. `checked`: a second officer,
 *   who acts, has checked what `writtenBy` wrote. `reason`: for its readers, why there is a new version
 * @returns the report with its new version, or with the one that stands until the check
 * @throws forbidden `wrong-role`; StaleVersion when it has moved on meanwhile; not-found; conflict `is-draft`,
 *   `is-recalled`, `agency-reference-taken`; invalid as fileReports, with what leads to a sanitised report's
 *   original, or with `change_reason`; what the filing guards throw
 */
export async function writeVersion(
  scope: MemberScope,
  id: RecordId,
  basedOn: BasedOn,
  report: Report,
  more: { evaluated?: boolean; checked?: { writtenBy: string }; reason?: string } = {},
): Promise<FiledReport> {
  mustDecide(scope)
  const reason = checkChangeReason(more.reason)
  const original = await lockOwnReport(scope, id)
  await mustTakeNextVersion(scope, original, basedOn)
  const from = more.checked === undefined ? await sanitisedFrom(scope, id) : null
  if (from !== null) {
    const sent = await proposeVersion(scope, original, from, report)
    if ('fields' in sent) throw invalid(sent.fields)
    return sent.filed
  }
  await checkReach(scope, report)
  if (report.agency_reference) await agencyReferenceMustBeFree(scope, report, id)
  const version = original.version + 1
  // Who was a child when it was filed stays withheld, also in a version written years later.
  const prepared = prepareReport(report, original.filed_at.toISOString().slice(0, 10), original.reference)
  const fault = await faultOfChangeReason(scope, id, report, reason)
  if (fault !== null) throw invalid({ change_reason: fault })
  await askFilingGuards(scope, { reportId: id, words: withReason(prepared.words, reason) })
  const content = { id, version, createdAt: original.created_at, prepared }
  await writeContents(scope, scope.actor.agencyId, [content], more.checked)
  await scope.tx.run(
    `update access.record set version = $2, revision = revision + 1,
       title = $3, classification = $4, handling = $5, conditions = $6, action_code = $7, sanitisation_code = $8,
       discoverable = $9, review_on = $10, agency_reference = $11, compartment_id = $12
     where id = $1`,
    [id, version, ...Object.values(envelopeColumns(report))],
  )
  await scope.tx.run(
    `update intelligence.report set needs_evaluation = needs_evaluation and not $2, original_grade = $3
     where id = $1 and (needs_evaluation and $2 or original_grade is distinct from $3)`,
    [id, more.evaluated ?? false, report.original_grade ?? null],
  )
  await keepVersionChange(scope, id, version, prepared.document, reason)
  await replaceIdentifiers(scope, [id], identifierRows(id, prepared))
  await replacePersons(scope, [id], personRows(id, prepared))
  const readers = original.status === 'disseminated' ? await recipientsOf(scope, original) : []
  scope.record({
    kind: 'alteration',
    subject: { kind: 'report', id },
    recipients: readers,
    detail: { version, ...(more.evaluated ? { evaluated: true } : {}) },
  })
  scope.wake([scope.actor.agencyId, ...readers])
  return { id, reference: original.reference, version }
}
