/** What only a report's history says: its grading, its sanitised versions and their checks. */
import type { MemberScope } from '../../../../platform/database/scope.ts'
import type { RecordEvent, RecordHeading, Slot } from '../../../../platform/rooms/record-kind.ts'
import { readReport } from '../../read-report.ts'
import { checksOf, type VersionCheck } from '../../version-checks.ts'
import { nextVersionLinks } from './report.view.ts'

/**
 * Reads a report whose history is shown.
 * @param id - of a report
 * @returns its heading; of a sanitised one the checks of its versions, and those that wait for theirs
 * @throws not-found
 */
export async function beforeHistory(
  scope: MemberScope,
  id: string,
): Promise<{ heading: RecordHeading; above: Slot | null }> {
  const checks = checkSentences(await checksOf(scope, id))
  const report = await readReport(scope, id)
  const waiting = nextVersionLinks(report)
  const above = { template: 'rooms/intelligence/pages/report/version-checks.njk', slot: { checks, waiting } }
  return { heading: report, above: checks.length + waiting.length > 0 ? above : null }
}

/** Which version of a sanitised report was checked by whom. */
const checkSentences = (checks: readonly VersionCheck[]) =>
  checks.map(({ version, writtenBy, checkedBy, at }) => ({
    at,
    by: checkedBy,
    text: `Checked version ${String(version)}, which ${writtenBy} wrote.`,
  }))

/**
 * Writes an event of a report's history as a sentence.
 * @param event - of the report
 * @returns the sentence; null for an event that every kind of record has
 */
export function reportSentence({ kind, detail }: RecordEvent): string | null {
  if (kind !== 'alteration') return null
  const version = typeof detail['version'] === 'number' ? String(detail['version']) : null
  if (detail['sanitised'] === true) return sanitised(detail['state'], version)
  if (detail['evaluated'] === true) return `Graded it, as version ${version ?? ''}.`
  if (detail['left_out'] !== undefined) return 'Left out what was found in the text.'
  return null
}

/** @param version - of the next version of a sanitised report */
function sanitised(state: unknown, version: string | null): string {
  if (version !== null) {
    if (state === 'awaiting-check') return `Sent version ${version} to a second officer.`
    if (state === 'approved') return `Approved version ${version}.`
    return `Returned version ${version} to its writer.`
  }
  if (state === 'awaiting-check') return 'Sent the sanitised version to a second officer.'
  if (state === 'approved') return 'Approved the sanitised version.'
  if (state === 'returned') return 'Returned the sanitised version.'
  return 'Worked on the sanitised version.'
}
