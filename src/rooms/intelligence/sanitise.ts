/**
 * Sanitised versions: a derivative under a reference of its own, written by one officer, checked by
 * another, with a link back that only its owner can follow.
 */
import { conflict, forbidden, invalid, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { digestOfDraft, lockDraft, readDraft, startDraft, type Draft } from './drafts.ts'
import type { FiledReport } from './file-reports.ts'
import { finishedDraft } from './finished-draft.ts'
import { mustCheck, mustDecide } from './officers.ts'
import { readReport } from './read-report.ts'
import { parseReport } from './report.ts'
import { recordStep } from './second-officer.ts'
import { discardSubmitted, fileDraft } from './submit-draft.ts'
import { tracesOfAncestors } from './traces-of-original.ts'
import { bodyOfSubject } from './whole-report.ts'
import { writeVersion } from './write-version.ts'

/**
 * Begins a sanitised version: the texts and the subjects that may be shared are copied to be edited;
 * places and times of events, references, conditions, codes, operation and review date are not, so that each is chosen anew.
 * @param id - of the report
 * @returns the draft
 * @throws not-found; conflict `consult-originator` for a partner's report under S2, `is-draft`, `is-recalled`;
 *   forbidden `not-owner`, `wrong-role`
 */
export async function beginSanitised(scope: MemberScope, id: string): Promise<Draft> {
  mustDecide(scope)
  const view = await readReport(scope, id)
  if (view.sight !== 'full') throw notFound()
  if (!view.own && view.sanitisationCode === 'S2')
    throw conflict(
      'consult-originator',
      'Its sanitisation code is S2: ask the owner before any sanitised version is made.',
    )
  if (!view.own) throw forbidden('not-owner', 'Ask the agency that owns this report for a sanitised version.')
  if (view.status === 'draft') throw conflict('is-draft', 'This is a draft: file it first.')
  if (view.status === 'withdrawn')
    throw conflict('is-recalled', 'This report was recalled, so no sanitised version of it can be made.')
  return await startDraft(
    scope,
    {
      title: view.title,
      classification: view.classification,
      // A place and a time of the original go out only where somebody writes them here again.
      items: view.items.map(({ events: _stay, ...item }) => item),
      subjects: renumbered(view.subjects),
    },
    { sanitises: id },
  )
}

/** The subjects that may be shared, with `belongs_to` following its person to the new place. */
function renumbered(subjects: Awaited<ReturnType<typeof readReport>>['subjects']) {
  const shared = subjects.filter((one) => !one.withheld)
  const place = new Map(shared.map((one, index) => [one.number, index + 1]))
  return shared.map((one) => {
    const body = bodyOfSubject(one)
    if (body.kind === 'person' || body.belongs_to === undefined) return body
    const { belongs_to, ...rest } = body
    const owner = place.get(belongs_to)
    return owner === undefined ? rest : { ...rest, belongs_to: owner }
  })
}

/**
 * The second officer approves: the sanitised version is filed under its own reference and can be released
 * like any report; the next version of one takes the place of the version before.
 * @param draftId - of the version that waits for its check
 * @param seen - digestOfDraft of what they looked at: the check is of that and of nothing else
 * @returns the report with the version that is current now
 * @throws not-found; conflict `not-awaiting-check`, `changed-meanwhile`, `names-its-original`; forbidden
 *   `second-officer`, `wrong-role`; StaleVersion when another version of it was approved meanwhile; what the filing
 *   guards throw
 */
export async function approveSanitised(
  scope: MemberScope,
  draftId: string,
  seen: string,
): Promise<FiledReport> {
  const draft = await forSecondOfficer(scope, draftId)
  if (digestOfDraft(draft) !== seen)
    throw conflict(
      'changed-meanwhile',
      'It was changed meanwhile. Read what it says now, and check it again.',
    )
  const parsed = parseReport(finishedDraft(draft.document))
  if ('fields' in parsed) throw invalid(parsed.fields)
  const traces = await tracesOfAncestors(scope, draftId, parsed.report, draft.document.change_reason ?? null)
  // Not when it was sent; what it comes from has been given another reference since.
  if (Object.keys(traces).length > 0)
    throw conflict(
      'names-its-original',
      'It names the report that it comes from. Return the version to its writer.',
    )
  const filed =
    draft.nextVersionOf === null
      ? await fileDraft(scope, draft, parsed.report)
      : await writeVersion(scope, draft.nextVersionOf, { version: draft.basedOn ?? 0 }, parsed.report, {
          checked: { writtenBy: draft.authorId },
          reason: draft.document.change_reason ?? '',
        })
  await scope.tx.run(
    `insert into intelligence.version_check (report_id, version, written_by, checked_by, at) values ($1, $2, $3, $4, $5)`,
    [filed.id, filed.version, draft.authorId, scope.actor.personId, scope.now],
  )
  recordStep(scope, draft, 'approved')
  if (draft.nextVersionOf === null) await decide(scope, draftId, 'approved', null)
  else await discardSubmitted(scope, draftId)
  return filed
}

/**
 * The second officer sends it back.
 * @param draftId - of the version that waits for its check
 * @param note - what must be changed; 2,000 characters at most
 * @throws as approveSanitised; invalid with `note` when there is none or it is too long
 */
export async function returnSanitised(scope: MemberScope, draftId: string, note: string): Promise<void> {
  if (note.trim() === '') throw invalid({ note: 'Say what must be changed' })
  if (note.length > 2_000) throw invalid({ note: 'Must be 2,000 characters or fewer' })
  const draft = await forSecondOfficer(scope, draftId)
  await decide(scope, draftId, 'returned', note.trim())
  await scope.tx.run(`update access.record set revision = revision + 1 where id = $1`, [draftId])
  recordStep(scope, draft, 'returned')
  scope.wake([scope.actor.agencyId])
}

async function forSecondOfficer(scope: MemberScope, id: string): Promise<Draft> {
  mustCheck(scope)
  const seen = await readDraft(scope, id)
  const draft = await lockDraft(scope, id, seen.revision)
  if (draft.derivationOf === null) throw notFound()
  if (draft.derivationState !== 'awaiting-check')
    throw conflict('not-awaiting-check', 'This sanitised version does not wait for a second officer.')
  if (draft.authorId === scope.actor.personId)
    throw forbidden('second-officer', 'Another officer than the one who wrote it must check it.')
  return draft
}

async function decide(
  scope: MemberScope,
  id: string,
  state: 'approved' | 'returned',
  note: string | null,
): Promise<void> {
  await scope.tx.run(
    `update intelligence.derivation set state = $2, note = $3, checked_by = $4, changed_at = $5 where derivative_id = $1`,
    [id, state, note, scope.actor.personId, scope.now],
  )
}
