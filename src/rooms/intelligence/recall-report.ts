/** Recalls a report: every agency that had it is told and asked to acknowledge. */
import { asSeamarkError, conflict, invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { holdIdentifiers, holdPersons } from '../matches/index.ts'
import { faultOfNaming } from './change-reason.ts'
import { askFilingGuards } from './filing-guards.ts'
import { lockOwnReport, mustDecide } from './officers.ts'
import { checkReason } from './release-report.ts'
import { tracesInWords } from './traces-of-original.ts'
import { recipientsOf } from './write-version.ts'

/**
 * Recalls an own report for good: nobody but its owner sees it any more, it is no longer matched, and each
 * agency that had it finds a notice.
 * @param reason - goes to the agencies that had it; where it cannot be compared with the public report that this one
 *   descends from, it stays with the owner, because nothing may keep a recall back
 * @throws not-found unless it is an own report; conflict `is-draft`, `is-recalled`; invalid with `reason`
 */
export async function recallReport(scope: MemberScope, id: string, reason: string): Promise<void> {
  mustDecide(scope)
  const report = await lockOwnReport(scope, id)
  if (report.status === 'draft') throw conflict('is-draft', 'A draft is not recalled. Discard it.')
  if (report.status === 'withdrawn') throw conflict('is-recalled', 'This report was recalled already.')
  const text = checkReason(reason)
  const recipients = report.status === 'disseminated' ? await recipientsOf(scope, report) : []
  const told = recipients.length === 0 ? text : await wordsToPartners(scope, id, text)
  await scope.tx.run(
    `update intelligence.report set status = 'withdrawn', revision = revision + 1 where id = $1`,
    [id],
  )
  await scope.tx.run(
    `insert into intelligence.recall (report_id, reason, person_id, at) values ($1, $2, $3, $4)`,
    [id, text, scope.actor.personId, scope.now],
  )
  await scope.tx.run(
    `insert into intelligence.recall_notice (report_id, agency_id, owner_id, reference, classification, compartment_id, reason, at)
     select $1, a, $3, $4, $5, $6, $7, $8 from unnest($2::integer[]) a`,
    [
      id,
      recipients,
      scope.actor.agencyId,
      report.reference,
      report.classification,
      report.compartment_id,
      told,
      scope.now,
    ],
  )
  await holdIdentifiers(scope, [id], [])
  await holdPersons(scope, [id], [])
  scope.record({
    kind: 'alteration',
    subject: { kind: 'report', id },
    recipients,
    detail: { recalled: true, version: report.version },
  })
  scope.wake([scope.actor.agencyId, ...recipients])
}

/** What partners read where the reason is not told; the database takes no other that was not compared (reporting.require_comparison_of_recall). */
const NOT_SAID = 'Ask our desk why. It is not said here.'

/** @throws invalid with `reason` when they must not read it */
async function wordsToPartners(scope: MemberScope, id: string, reason: string): Promise<string> {
  const fault = (await tracesInWords(scope, id, reason)) ?? (await faultOfNaming(scope, id, reason))
  if (fault !== null) throw invalid({ reason: fault })
  try {
    await askFilingGuards(scope, { reportId: id, words: { recall_reason: reason } })
    return reason
  } catch (thrown) {
    const { kind, code } = asSeamarkError(thrown)
    if (code === 'reporter-detail')
      throw invalid({ reason: 'Take out the reporter’s details: nothing may show who reported' })
    if (kind === 'forbidden') return NOT_SAID
    throw thrown
  }
}
