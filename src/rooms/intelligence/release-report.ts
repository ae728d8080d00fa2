/** Releases a report to named agencies or to all partners. */
import { conflict, invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import { lockOwnReport, mustDecide } from './officers.ts'
import { recipientsOf } from './write-version.ts'

export type ReleaseInput = {
  /** agencies by id */
  to: { all: true } | { agencies: readonly number[] }
  reason: string
}

/** In a delivery, all partners. */
const ALL_PARTNERS = 0

/**
 * Releases an own report. Whoever had it before keeps it: a release adds recipients.
 * @param input - to whom, and why (kept for the owner)
 * @throws not-found unless it is an own report; conflict `is-draft`, `is-recalled`, `not-checked`; invalid with
 *   `agencies` or `reason`
 */
export async function releaseReport(scope: MemberScope, id: string, input: ReleaseInput): Promise<void> {
  mustDecide(scope)
  const report = await lockOwnReport(scope, id)
  if (report.status === 'draft') throw conflict('is-draft', 'A draft cannot be released. Submit it first.')
  if (report.status === 'withdrawn')
    throw conflict('is-recalled', 'This report was recalled, so it cannot be released again. File a new one.')
  const { checked } = await scope.tx.one<{ checked: boolean }>(
    'select intelligence.is_checked($1, $2) as checked',
    [id, report.version],
  )
  if (!checked)
    throw conflict(
      'not-checked',
      'No second officer has checked this version of a sanitised report. Write a new version: a second officer checks it, and then it can be released.',
    )
  const reason = checkReason(input.reason)
  const toAll = 'all' in input.to
  const agencies = 'agencies' in input.to ? await knownPartners(scope, input.to.agencies) : []
  const recipients = toAll ? await recipientsOf(scope, { released_to_all: true, released_to: [] }) : agencies

  await scope.tx.run(
    `update intelligence.report set status = 'disseminated', revision = revision + 1,
       released_to_all = released_to_all or $2,
       released_to = (select coalesce(array_agg(distinct a order by a), '{}') from unnest(released_to || $3::integer[]) a)
     where id = $1`,
    [id, toAll, agencies],
  )
  await scope.tx.run(
    `insert into intelligence.release (id, report_id, version, to_all, agencies, reason, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), id, report.version, toAll, agencies, reason, scope.actor.personId, scope.now],
  )
  await scope.tx.run(
    `insert into intelligence.delivery (agency_id, report_id, at) select a, $1, $3 from unnest($2::integer[]) a
     on conflict do nothing`,
    [id, toAll ? [ALL_PARTNERS] : agencies, scope.now],
  )
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'report', id },
    recipients,
    detail: { version: report.version, toAll },
  })
  scope.wake([scope.actor.agencyId, ...recipients])
}

/** @throws invalid with `reason` */
export function checkReason(reason: string): string {
  const text = reason.trim()
  if (text === '') throw invalid({ reason: 'Enter a reason' })
  if (text.length > 2_000) throw invalid({ reason: 'Must be 2,000 characters or fewer' })
  return text
}

async function knownPartners(scope: MemberScope, wanted: readonly number[]): Promise<number[]> {
  const partners = [...new Set(wanted)].filter((one) => one !== scope.actor.agencyId).sort((a, b) => a - b)
  if (partners.length === 0) throw invalid({ agencies: 'Choose at least one agency other than your own' })
  const known = await scope.tx.many('select id from identity.agency where id = any ($1::integer[])', [
    partners,
  ])
  if (known.length !== partners.length) throw invalid({ agencies: 'One of these agencies is not known here' })
  return partners
}
