/** Reports to test with. All of it is invented; telephone numbers are Ofcom's for drama. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Database } from '../../platform/database/perform.ts'
import { digestOfDraft, readDraft } from './drafts.ts'
import type { FiledReport } from './file-reports.ts'
import { approveSanitised } from './sanitise.ts'
import { parseReport, type Report } from './report.ts'

/** The body of a report under code P. */
export function aReport(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: 'Small boats bought for cash',
    classification: 'OFFICIAL',
    handling: 'P',
    discoverable: true,
    review_on: '2029-11-22',
    items: [
      {
        text: 'A white van delivered three engines to the slipway.',
        source_evaluation: '2',
        intelligence_assessment: 'C',
        basis: 'fact',
      },
    ],
    subjects: [{ kind: 'phone', item: 1, value: '+447700900123' }],
    ...changes,
  }
}

/** What turns it into one under code C. */
export const underCodeC = {
  handling: 'C',
  conditions: 'Do not act on this without asking the desk',
  action_code: 'A1',
  sanitisation_code: 'S1',
}

/** A report, checked. */
export function checked(changes: Record<string, unknown> = {}): Report {
  const parsed = parseReport(aReport(changes))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.report
}

/** As much of a test's database as these need. */
type TestDatabase = {
  database: Database
  person: (account: string) => { id: string }
  admin: <Row extends object>(sql: string, parameters?: unknown[]) => Promise<Row[]>
}

/** Does something as an exercise person, in a transaction of its own. */
export function acting(database: TestDatabase) {
  return async <T>(account: string, work: (scope: MemberScope) => Promise<T>): Promise<T> =>
    await database.database.performAs(
      { personId: database.person(account).id, operation: 'test', purpose: null },
      work,
    )
}

/** Approves a sanitised version as somebody who looked at it this moment. */
export async function approveAsSeen(scope: MemberScope, draftId: string): Promise<FiledReport> {
  return await approveSanitised(scope, draftId, digestOfDraft(await readDraft(scope, draftId)))
}

/** The events that the ledger holds about a report, as `kind` in the order of writing. */
export async function eventsOf(database: TestDatabase, id: string): Promise<string[]> {
  const rows = await database.admin<{ kind: string }>(
    'select kind from ledger.event where subject_id = $1 order by id',
    [id],
  )
  return rows.map(({ kind }) => kind)
}

export const sussex = 'intelligence-officer@sussex-police.example'
export const sussexSecond = 'intelligence-officer-2@sussex-police.example'
export const kent = 'intelligence-officer@kent-police.example'
export const kentSecond = 'intelligence-officer-2@kent-police.example'
/** cleared for OFFICIAL only */
export const kentAnalyst = 'analyst@kent-police.example'
export const nca = 'intelligence-officer@nca.example'
