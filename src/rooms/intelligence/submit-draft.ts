/** Submits a draft: a new report, a new version of one, or a sanitised version for its second officer. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { replaceIdentifiers, replacePersons } from '../matches/index.ts'
import { lockDraft, mayEdit, readDraft, type Draft, type Submission } from './drafts.ts'
import { agencyReferenceMustBeFree, checkReach, type FiledReport } from './file-reports.ts'
import { askFilingGuards } from './filing-guards.ts'
import { faultOfChangeReason } from './change-reason.ts'
import { finishedDraft } from './finished-draft.ts'
import { lockOwnReport, mustWrite } from './officers.ts'
import { envelopeColumns, writeContents } from './report-store.ts'
import { parseReport, type Report } from './report.ts'
import { sendToSecondOfficer } from './second-officer.ts'
import { faultOfDescription, type DescribesWithheld } from './describes-withheld.ts'
import { identifierRows, personRows, prepareReport } from './stored-report.ts'
import { writeVersion } from './write-version.ts'

export { isStaleVersion, type StaleVersion } from './stale-version.ts'

/**
 * Submits a draft.
 * @param id - of the draft
 * @param revision - of the draft that was shown
 * @param said - what its writer says beside the text. `described`: whether the text describes somebody who stays
 *   with the agency; asked where there is one. `reason`: of a new version, for its readers: why there is one
 * @returns what was filed; or what is wrong with which field, and nothing has changed. A sanitised version, and
 *   each later version of one, is filed only when its second officer approves it: until then `filed` names it as it
 *   will be
 * @throws StaleDraft, StaleVersion; conflict `agency-reference-taken`, `is-recalled`, `awaiting-check`; what the
 *   filing guards throw
 */
export async function submitDraft(
  scope: MemberScope,
  id: string,
  revision: number,
  said: { described?: DescribesWithheld | undefined; reason?: string | undefined } = {},
): Promise<Submission> {
  mustWrite(scope)
  const already = await submittedBefore(scope, id, revision)
  if (already) return { filed: already }
  const draft = await lockDraft(scope, id, revision)
  mayEdit(scope, draft)
  const parsed = parseReport(finishedDraft(draft.document))
  if ('fields' in parsed) return parsed
  const { described, reason } = said
  const fault = await faultOfDescription(scope, draft, parsed.report, described)
  if (fault !== null) return { fields: { described: fault } }
  const untold =
    draft.nextVersionOf === null
      ? null
      : await faultOfReason(scope, draft.nextVersionOf, parsed.report, reason)
  if (untold !== null) return { fields: { change_reason: untold } }
  if (draft.derivationOf !== null) return await sendToSecondOfficer(scope, draft, parsed.report, reason)
  if (draft.nextVersionOf !== null && draft.basedOn !== null) {
    const basedOn = { version: draft.basedOn }
    const filed = await writeVersion(scope, draft.nextVersionOf, basedOn, parsed.report, {
      ...(reason === undefined ? {} : { reason }),
    })
    await discardSubmitted(scope, id)
    return { filed }
  }
  return { filed: await fileDraft(scope, draft, parsed.report) }
}

/** Whoever has read the version before is told why there is another. @param reason - undefined: nobody was asked */
async function faultOfReason(
  scope: MemberScope,
  reportId: string,
  report: Report,
  reason: string | undefined,
): Promise<string | null> {
  if (reason === undefined) return null
  if (reason.length > 2_000) return 'Must be 2,000 characters or fewer'
  if (reason.trim() !== '') return await faultOfChangeReason(scope, reportId, report, reason)
  const { status } = await lockOwnReport(scope, reportId)
  return status === 'disseminated' ? 'Say what changed, and why' : null
}

/**
 * Deletes a draft that has become a version of another report.
 * @param id - of the draft
 */
export async function discardSubmitted(scope: MemberScope, id: string): Promise<void> {
  await scope.tx.run(`delete from access.record where id = $1 and status = 'draft'`, [id])
  scope.record({
    kind: 'erasure',
    subject: { kind: 'report', id },
    detail: { draft: true, submitted: true },
  })
}

/**
 * Lets a draft start from the current version, after a StaleVersion and once its author has seen both. What is
 * typed in it stays.
 * @param id - of the draft
 * @param revision - of the draft that was shown
 * @returns the draft as it is now
 * @throws not-found; StaleDraft when somebody has saved it since
 */
export async function startFromCurrent(scope: MemberScope, id: string, revision: number): Promise<Draft> {
  const draft = await lockDraft(scope, id, revision)
  if (draft.nextVersionOf === null) return draft
  const original = await lockOwnReport(scope, draft.nextVersionOf)
  if (draft.basedOn === original.version) return draft
  await scope.tx.run(`update intelligence.version set version = $2 where report_id = $1`, [
    id,
    original.version + 1,
  ])
  await scope.tx.run(`update access.record set version = $2, revision = revision + 1 where id = $1`, [
    id,
    original.version + 1,
  ])
  scope.record({ kind: 'alteration', subject: { kind: 'report', id }, detail: { draft: true } })
  return await readDraft(scope, id)
}

/**
 * Turns a draft into a filed report under the id and reference it has had from the start.
 * @param draft - locked; not of a next version
 * @param report - what the draft says, checked
 * @returns the report, version 1
 * @throws conflict `agency-reference-taken`; invalid as fileReports; what the filing guards throw
 */
export async function fileDraft(scope: MemberScope, draft: Draft, report: Report): Promise<FiledReport> {
  await checkReach(scope, report)
  if (report.agency_reference) await agencyReferenceMustBeFree(scope, report)
  const prepared = prepareReport(report, scope.now.toISOString().slice(0, 10), draft.reference)
  await askFilingGuards(scope, { reportId: draft.id, words: prepared.words })
  const content = { id: draft.id, version: 1, createdAt: scope.now, prepared }
  // While it is still a draft: the version of a filed report cannot be changed.
  await writeContents(scope, scope.actor.agencyId, [content], { isDraft: true })
  await scope.tx.run('update intelligence.report set created_at = $2, original_grade = $3 where id = $1', [
    draft.id,
    scope.now,
    report.original_grade ?? null,
  ])
  const columns = envelopeColumns(report)
  await scope.tx.run(
    `update access.record set status = 'disseminated', revision = revision + 1, created_at = $2, filed_at = $2,
       title = $3, classification = $4, handling = $5, conditions = $6, action_code = $7, sanitisation_code = $8,
       discoverable = $9, review_on = $10, agency_reference = $11, compartment_id = $12
     where id = $1`,
    [draft.id, scope.now, ...Object.values(columns)],
  )
  await replaceIdentifiers(scope, [draft.id], identifierRows(draft.id, prepared))
  await replacePersons(scope, [draft.id], personRows(draft.id, prepared))
  scope.record({
    kind: 'alteration',
    subject: { kind: 'report', id: draft.id },
    detail: { submitted: true, version: 1 },
  })
  scope.wake([scope.actor.agencyId])
  return { id: draft.id, reference: draft.reference, version: 1 }
}

/** The same press of the button, sent twice: the second time the draft is a filed report already. */
async function submittedBefore(
  scope: MemberScope,
  id: string,
  revision: number,
): Promise<FiledReport | null> {
  return await scope.tx.maybe<FiledReport>(
    `select id, reference, version from access.record
     where id = $1 and agency_id = $2 and author_id = $3 and status <> 'draft' and version = 1 and revision = $4`,
    [id, scope.actor.agencyId, scope.actor.personId, revision + 1],
  )
}
