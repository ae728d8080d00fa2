/** Writes the next version of an own report: whoever holds it gets this one from now on. */
import { invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { holdIdentifiers, holdPersons } from '../matches/index.ts'
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

/**
 * Writes version n + 1. Recipients keep the report; under code C each of their people accepts again,
 * because what they accepted were the conditions of the version before. Of a sanitised report no version
 * is written without its check: it waits for a second officer, and `awaitsCheck` says so.
 * @param basedOn - the version (or the revision of the envelope) that the author started from
 * @param more - `evaluated`: a person has graded it, so it no longer waits for that. `checked`: a second
 *   officer, who acts, has checked what `writtenBy` wrote. `reason`: for its readers, why there is a new version
 * @throws StaleVersion when it has moved on meanwhile; not-found; conflict `is-draft`, `is-recalled`,
 *   `agency-reference-taken`; invalid as fileReports, with what leads to a sanitised report's original, or with
 *   `change_reason`;
 *   what the filing guards throw
 */
export async function writeVersion(
  scope: MemberScope,
  id: string,
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
    `update intelligence.report set version = $2, revision = revision + 1, needs_evaluation = needs_evaluation and not $3,
       title = $4, classification = $5, handling = $6, conditions = $7, action_code = $8, sanitisation_code = $9,
       discoverable = $10, review_on = $11, agency_reference = $12, compartment_id = $13, original_grade = $14
     where id = $1`,
    [id, version, more.evaluated ?? false, ...Object.values(envelopeColumns(report))],
  )
  await keepVersionChange(scope, id, version, prepared.document, reason)
  await holdIdentifiers(scope, [id], identifierRows(id, prepared))
  await holdPersons(scope, [id], personRows(id, prepared))
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

/** The agencies, other than the owner, that hold a report. */
export async function recipientsOf(
  scope: MemberScope,
  report: { released_to_all: boolean; released_to: readonly number[] },
): Promise<number[]> {
  if (!report.released_to_all) return report.released_to.filter((id) => id !== scope.actor.agencyId)
  const all = await scope.tx.many<{ id: number }>(
    'select id from identity.agency where id <> $1 order by id',
    [scope.actor.agencyId],
  )
  return all.map(({ id }) => id)
}
