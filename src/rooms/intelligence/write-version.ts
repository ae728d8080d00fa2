/** Writes the next version of an own report: whoever holds it gets this one from now on. */
import { conflict } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { holdIdentifiers, holdPersons } from '../deconfliction/index.ts'
import { agencyReferenceMustBeFree, checkReach, type FiledReport } from './file-reports.ts'
import { lockOwnReport, mustDecide } from './officers.ts'
import { readReport } from './read-report.ts'
import { envelopeColumns, writeContents } from './report-store.ts'
import type { Report } from './report.ts'
import { identifierRows, personRows, prepareReport } from './stored-report.ts'

/**
 * Writes version n + 1. Recipients keep the report; under code C each of their people accepts again,
 * because what they accepted were the conditions of the version before.
 * @param basedOn - the version (or the revision of the envelope) that the author started from
 * @param more - `evaluated`: a person has graded it, so it no longer waits for that
 * @throws StaleVersion when it has moved on meanwhile; not-found; conflict `is-draft`, `is-recalled`,
 *   `agency-reference-taken`; invalid as fileReports
 */
export async function writeVersion(
  scope: MemberScope,
  id: string,
  basedOn: { version: number } | { revision: number },
  report: Report,
  more: { evaluated?: boolean } = {},
): Promise<FiledReport> {
  mustDecide(scope)
  const original = await lockOwnReport(scope, id)
  if (original.status === 'draft') throw conflict('is-draft', 'This is a draft: save it instead.')
  if (original.status === 'withdrawn')
    throw conflict('is-recalled', 'This report was recalled, so it cannot be changed. File a new report.')
  const moved =
    'version' in basedOn ? basedOn.version !== original.version : basedOn.revision !== original.revision
  if (moved) {
    const current = await readReport(scope, id)
    const stale = conflict(
      'stale',
      'Somebody has changed this report since you opened it. Compare both below.',
    )
    throw Object.assign(stale, { current })
  }
  await checkReach(scope, report)
  if (report.agency_reference) await agencyReferenceMustBeFree(scope, report, id)
  const version = original.version + 1
  // Who was a child when it was filed stays withheld, also in a version written years later.
  const prepared = prepareReport(report, original.filed_at.toISOString().slice(0, 10), original.reference)
  const content = { id, version, createdAt: original.created_at, prepared }
  await writeContents(scope, scope.actor.agencyId, [content])
  await scope.tx.run(
    `update intelligence.report set version = $2, revision = revision + 1, needs_evaluation = needs_evaluation and not $3,
       title = $4, classification = $5, handling = $6, conditions = $7, action_code = $8, sanitisation_code = $9,
       discoverable = $10, review_on = $11, agency_reference = $12, compartment_id = $13, original_grade = $14
     where id = $1`,
    [id, version, more.evaluated ?? false, ...Object.values(envelopeColumns(report))],
  )
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
