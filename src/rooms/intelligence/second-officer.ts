/**
 * The way of a sanitised report to its second officer: of its first version and of each later one, from
 * whatever entrance. No partner reads a version that no other officer has checked.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import { startDraft, type Draft, type Submission } from './drafts.ts'
import { agencyReferenceMustBeFree, checkReach } from './file-reports.ts'
import { checkChangeReason, withReason } from './change-reason.ts'
import { askFilingGuards } from './filing-guards.ts'
import { lockOwnReport, mustDecide } from './officers.ts'
import type { Report } from './report.ts'
import { mustTakeNextVersion } from './stale-version.ts'
import { prepareReport } from './stored-report.ts'
import { tracesOfAncestors } from './traces-of-original.ts'

/**
 * Reads what a report is a sanitised version of.
 * @param id - of an own report
 * @returns the id of its original; null where it is none
 */
export async function sanitisedFrom(scope: MemberScope, id: string): Promise<string | null> {
  const row = await scope.tx.maybe<{ originalId: string }>(
    `select original_id as "originalId" from intelligence.derivation where derivative_id = $1`,
    [id],
  )
  return row?.originalId ?? null
}

/**
 * Sends a sanitised version, or the next version of one, to the second officer.
 * @param draft - locked, and its writer's
 * @param report - what the draft says, checked
 * @param why - of a next version, for its readers; it waits with the draft
 * @returns what it will be; or which field must be changed, and nothing has changed
 * @throws forbidden `wrong-role`; StaleVersion; conflict `is-recalled`, `agency-reference-taken`; invalid as
 *   fileReports; what the filing guards throw
 */
export async function sendToSecondOfficer(
  scope: MemberScope,
  draft: Draft,
  report: Report,
  why?: string,
): Promise<Submission> {
  mustDecide(scope)
  const reason = checkChangeReason(why)
  const next = draft.nextVersionOf === null ? null : await lockOwnReport(scope, draft.nextVersionOf)
  if (next !== null) await mustTakeNextVersion(scope, next, { version: draft.basedOn ?? 0 })
  await checkReach(scope, report)
  if (report.agency_reference) await agencyReferenceMustBeFree(scope, report, next?.id)
  const fields = await tracesOfAncestors(scope, draft.id, report, reason)
  if (Object.keys(fields).length > 0) return { fields }
  const day = (next?.filed_at ?? scope.now).toISOString().slice(0, 10)
  const { words } = prepareReport(report, day, draft.reference)
  await askFilingGuards(scope, {
    reportId: next?.id ?? draft.id,
    words: withReason(words, next === null ? null : reason),
  })
  if (next !== null)
    await scope.tx.run(
      `select intelligence.rewrite_draft(r.id, c.document || jsonb_build_object('change_reason', $2::text), $3)
       from access.record r
       join intelligence.version_content c on c.report_id = r.id and c.version = r.version where r.id = $1`,
      [draft.id, reason, scope.now],
    )
  await scope.tx.run(
    `update intelligence.derivation set state = 'awaiting-check', note = null, changed_at = $2 where derivative_id = $1`,
    [draft.id, scope.now],
  )
  await scope.tx.run(`update access.record set revision = revision + 1 where id = $1`, [draft.id])
  recordStep(scope, draft, 'awaiting-check')
  scope.wake([scope.actor.agencyId])
  if (next === null) return { filed: { id: draft.id, reference: draft.reference, version: 1 } }
  return { filed: { id: next.id, reference: next.reference, version: next.version, awaitsCheck: true } }
}

/**
 * Puts the next version of a sanitised report before the second officer, where it came without a draft: over
 * the API, or from grading.
 * @param derivative - the sanitised report, and the version that the next one starts from
 * @param from - what it is a sanitised version of
 * @param report - what the next version says, checked
 * @returns as sendToSecondOfficer
 */
export async function proposeVersion(
  scope: MemberScope,
  derivative: { id: string; version: number },
  from: string,
  report: Report,
): Promise<Submission> {
  const draft = await startDraft(scope, report, {
    nextVersionOf: derivative.id,
    basedOn: derivative.version,
    sanitises: from,
  })
  return await sendToSecondOfficer(scope, draft, report)
}

/**
 * Records a step in the history of the draft and, for a next version, in that of the report it is one of.
 * @param draft - the version that took the step
 * @param state - to which it came
 */
export function recordStep(
  scope: MemberScope,
  draft: Draft,
  state: 'awaiting-check' | 'returned' | 'approved',
): void {
  scope.record({
    kind: 'alteration',
    subject: { kind: 'report', id: draft.id },
    detail: { sanitised: true, state },
  })
  if (draft.nextVersionOf !== null)
    scope.record({
      kind: 'alteration',
      subject: { kind: 'report', id: draft.nextVersionOf },
      detail: { sanitised: true, state, version: (draft.basedOn ?? 0) + 1 },
    })
}

/**
 * Lists who could check a sanitised version of one's own agency: those who may read it and its original.
 * @param draftId - of the version
 * @returns names
 */
export async function secondOfficersFor(scope: MemberScope, draftId: string): Promise<string[]> {
  const rows = await scope.tx.many<{ name: string }>('select name from intelligence.second_officers($1)', [
    draftId,
  ])
  return rows.map(({ name }) => name)
}
