/** What the tests of this room share: records whose date has come, and the rules of all rooms. */
import type { TestDatabase } from '../../../test/support/database.ts'
import { fileReport, releaseReport, room as intelligence } from '../intelligence/index.ts'
import { acting, checked } from '../intelligence/reports.test-support.ts'
import { bringDue } from './reviews/bring-due.ts'
import { listReviews, type ReviewRow } from './reviews/list-reviews.ts'
import type { RecordId } from '../../wire/ids.ts'

export const officer = 'intelligence-officer@sussex-police.example'
export const second = 'intelligence-officer-2@sussex-police.example'
export const analyst = 'analyst@sussex-police.example'
export const manager = 'records-manager@sussex-police.example'
export const kent = 'intelligence-officer@kent-police.example'

export const rules = new Map((intelligence.retention ?? []).map((rule) => [rule.name, rule]))

/** A day on which all that these tests file is due, and not yet over for long. */
export const DUE = '2029-11-23'

type Filed = { id: RecordId; reference: string }

/** Files a report as the Sussex officer, and gives it to agencies. */
export async function filed(
  base: TestDatabase,
  changes: Record<string, unknown> = {},
  to: readonly string[] = [],
): Promise<Filed> {
  const as = acting(base)
  const { id, reference } = await as(officer, (scope) => fileReport(scope, checked(changes)))
  if (to.length > 0)
    await as(officer, (scope) =>
      releaseReport(scope, id, { to: { agencies: to.map(base.agency) }, reason: 'Theirs too' }),
    )
  return { id, reference }
}

/** Opens the reviews that are due, and finds that of a record, as the records manager sees it. */
export async function reviewOf(base: TestDatabase, recordId: string): Promise<ReviewRow> {
  await bringDue(base.database, rules, DUE)
  for (let cursor: string | undefined; ;) {
    const page = await acting(base)(manager, (scope) => listReviews(scope, { cursor }))
    const found = page.rows.find((one) => one.recordId === recordId)
    if (found) return found
    if (page.next === null) throw new Error('no review of this record')
    cursor = page.next
  }
}

/** Keeping, with all that it needs. */
export const keeping = {
  decision: 'keep',
  group: 3,
  criteria: ['associations'],
  reason: 'Needed for the pattern of purchases',
  ground: null,
} as const
