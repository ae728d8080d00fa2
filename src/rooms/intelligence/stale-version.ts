/** A new version starts from the current one, or is refused with both. */
import { conflict, type SeamarkError } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { OwnReport } from './officers.ts'
import { readReport, type ReportView } from './read-report.ts'

/** The report has a newer version than the one this started from; `current` is what it says now. */
export type StaleVersion = SeamarkError & { current: ReportView }

/**
 * Tells a stale version from other errors.
 * @param thrown - whatever was thrown
 * @returns whether it is the refusal because the report has a newer version
 */
export function isStaleVersion(thrown: unknown): thrown is StaleVersion {
  return thrown instanceof Error && 'current' in thrown
}

/** The version, or the revision of the envelope, that an author started from. */
export type BasedOn = { version: number } | { revision: number }

/**
 * Refuses a next version that does not start from the current one.
 * @param report - locked
 * @param basedOn - the version, or the revision of the envelope, that its author started from
 * @throws StaleVersion when it has moved on meanwhile; conflict `is-draft`, `is-recalled`
 */
export async function mustTakeNextVersion(
  scope: MemberScope,
  report: OwnReport,
  basedOn: BasedOn,
): Promise<void> {
  if (report.status === 'draft') throw conflict('is-draft', 'This is a draft: save it instead.')
  if (report.status === 'withdrawn')
    throw conflict('is-recalled', 'This report was recalled, so it cannot be changed. File a new report.')
  const moved =
    'version' in basedOn ? basedOn.version !== report.version : basedOn.revision !== report.revision
  if (!moved) return
  const current = await readReport(scope, report.id)
  const stale = conflict('stale', 'Somebody has changed this report since you opened it. Compare both below.')
  throw Object.assign(stale, { current })
}
