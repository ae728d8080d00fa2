/** Recalls a report: every agency that had it is told and asked to acknowledge. */
import { conflict, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { holdIdentifiers, holdPersons } from '../deconfliction/index.ts'
import type { Classification } from '../../wire/codes.ts'
import { lockOwnReport, mustDecide } from './officers.ts'
import type { AgencyName } from './read-report.ts'
import { checkReason } from './release-report.ts'
import { recipientsOf } from './write-version.ts'

/**
 * Recalls an own report for good: nobody but its owner sees it any more, it is matched no more, and each
 * agency that had it finds a notice.
 * @param reason - goes to the agencies that had it
 * @throws not-found unless it is an own report; conflict `is-draft`, `is-recalled`; invalid with `reason`
 */
export async function recallReport(scope: MemberScope, id: string, reason: string): Promise<void> {
  mustDecide(scope)
  const report = await lockOwnReport(scope, id)
  if (report.status === 'draft') throw conflict('is-draft', 'A draft is not recalled. Discard it.')
  if (report.status === 'withdrawn') throw conflict('is-recalled', 'This report was recalled already.')
  const text = checkReason(reason)
  const recipients = report.status === 'disseminated' ? await recipientsOf(scope, report) : []
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
      text,
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

/**
 * Says for this agency that the recall was seen and copies are destroyed. Doing it twice changes nothing.
 * @throws not-found unless this agency was told of it
 */
export async function acknowledgeRecall(scope: MemberScope, reportId: string): Promise<void> {
  const notice = await scope.tx.maybe<{ owner_id: number; acknowledged_at: Date | null }>(
    `select owner_id, acknowledged_at from intelligence.recall_notice
     where report_id = $1 and agency_id = $2`,
    [reportId, scope.actor.agencyId],
  )
  if (!notice) throw notFound()
  if (notice.acknowledged_at !== null) return
  const acknowledged = await scope.tx.run(
    `update intelligence.recall_notice set acknowledged_at = $3, acknowledged_by = $4
     where report_id = $1 and agency_id = $2 and acknowledged_at is null`,
    [reportId, scope.actor.agencyId, scope.now, scope.actor.personId],
  )
  // A colleague did at the same moment.
  if (acknowledged === 0) return
  scope.record({
    kind: 'alteration',
    subject: { kind: 'report', id: reportId },
    recipients: [notice.owner_id],
    detail: { recallAcknowledged: true },
  })
  scope.wake([scope.actor.agencyId, notice.owner_id])
}

export type RecallRow = {
  reportId: string
  reference: string
  classification: Classification
  owner: AgencyName
  reason: string
  at: Date
  acknowledged: { at: Date; who: string } | null
}

/** Recalls that this agency was told of: open ones first, then the newest; 100 at most. */
export async function listRecalls(scope: MemberScope): Promise<RecallRow[]> {
  const rows = await scope.tx.many<
    Omit<RecallRow, 'acknowledged'> & { acknowledgedAt: Date | null; who: string | null }
  >(
    `select n.report_id as "reportId", n.reference, n.classification, n.reason, n.at,
            jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) as owner,
            n.acknowledged_at as "acknowledgedAt", identity.person_label(n.acknowledged_by) as who
     from intelligence.recall_notice n join identity.agency a on a.id = n.owner_id
     where n.agency_id = $1
     order by n.acknowledged_at is not null, n.at desc
     limit 100`,
    [scope.actor.agencyId],
  )
  return rows.map(({ acknowledgedAt, who, ...row }) => ({
    ...row,
    acknowledged: acknowledgedAt === null ? null : { at: acknowledgedAt, who: who ?? '' },
  }))
}
