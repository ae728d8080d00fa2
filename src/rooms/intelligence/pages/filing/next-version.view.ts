/** Before a new version is saved: what it changes, and who gets it. */
import { plural } from '../../../../design/words.ts'
import { asSeamarkError } from '../../../../platform/errors.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { audienceOf, sightWords, type AudienceRow, type ChangedEnvelope } from '../../../sharing/index.ts'
import type { Draft } from '../../drafts.ts'
import { readReport, type ReportView } from '../../read-report.ts'
import { reportKind } from '../../report-kind.ts'
import { wholeReport } from '../../whole-report.ts'
import { staleRows, type ComparedRow } from './stale.view.ts'

type Cell = string | { text: string; detail: string }

/** What the check page shows of a next version besides what it says. */
export type NextVersion = {
  before: number
  released: boolean
  changes: ComparedRow[]
  audience: { head: string[]; rows: Cell[][] }
}

/**
 * Reads what a next version changes, and who gets it.
 * @param draft - of a next version
 * @returns what the check page shows of it; null where the draft is of no next version, or this person no longer
 *   sees the report
 * @throws what `readReport` and `audienceOf` throw besides not-found
 */
export async function nextVersionOf(scope: MemberScope, draft: Draft): Promise<NextVersion | null> {
  const { nextVersionOf: id, document } = draft
  if (id === null) return null
  try {
    const before = await readReport(scope, id)
    const rows =
      before.status === 'disseminated'
        ? await audienceOf(scope, reportKind, id, undefined, changedEnvelope(draft))
        : []
    return {
      before: before.version,
      released: before.status === 'disseminated',
      changes: staleRows(wholeReport(before), document),
      audience: audienceView(rows, before),
    }
  } catch (thrown) {
    if (asSeamarkError(thrown).kind === 'not-found') return null
    throw thrown
  }
}

function changedEnvelope({ document, classification }: Draft): Partial<ChangedEnvelope> {
  return {
    classification,
    handling: document.handling === 'C' ? 'C' : 'P',
    discoverable: document.discoverable ?? true,
    compartmentId: document.compartment ? document.compartment : null,
    // Once it is the current version, its second officer has checked it.
    unchecked: false,
  }
}

/**
 * Makes the table of those who get the new version, and those who have the report now and would not.
 * @param rows - every partner, with what it will see
 * @param report - to whom it is released
 * @returns heads and rows
 */
export function audienceView(
  rows: readonly AudienceRow[],
  { released }: Pick<ReportView, 'released'>,
): NextVersion['audience'] {
  const has = ({ id }: AudienceRow['agency']) =>
    released !== null && (released.toAll || released.agencies.some((agency) => agency.id === id))
  return {
    head: ['Agency', 'Will see', 'Has opened the report'],
    rows: rows
      .filter(({ agency, readers, opened }) => has(agency) && (readers > 0 || opened.length > 0))
      .map(({ agency, readers, sight, reason, opened }): Cell[] => {
        const persons = new Set(opened.map(({ reader }) => reader)).size
        return [
          { text: agency.name, detail: `${plural(readers, 'person', 'people')} may read it` },
          { text: sightWords[sight], detail: reason },
          persons === 0 ? 'Nobody yet' : plural(persons, 'person', 'people'),
        ]
      }),
  }
}
