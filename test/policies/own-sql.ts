/** Plain SQL of a signed-in person, past every use case, and what must be refused of it. */
import assert from 'node:assert/strict'
import { fileReport } from '../../src/rooms/intelligence/file-reports.ts'
import { acting, checked, sussex } from '../../src/rooms/intelligence/reports.test-support.ts'
import type { TestDatabase } from '../support/database.ts'
import type { RecordId } from '../../src/wire/ids.ts'

export type OwnSql = ReturnType<typeof ownSql>

export function ownSql(db: TestDatabase) {
  const as = acting(db)
  return {
    /** A report of Sussex Police. @returns its id */
    file: (changes: Record<string, unknown> = {}): Promise<RecordId> =>
      as(sussex, (scope) => fileReport(scope, checked(changes))).then(({ id }) => id),

    /** Runs statements in one transaction, with the event that would account for them. @returns rows touched */
    sql: (who: string, id: string, ...statements: [string, unknown[]?][]): Promise<number> =>
      as(who, async (scope) => {
        let touched = 0
        for (const [text, values] of statements) touched += await scope.tx.run(text, values ?? [])
        scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
        return touched
      }),
  }
}

/** By a policy that touches no row, or by a rule of the state; anything else is a fault of the test. */
export async function refused(work: Promise<number>, what: string): Promise<void> {
  const outcome = await work.then(
    (touched) => (touched === 0 ? 'refused' : `it touched ${String(touched)}`),
    (fault: unknown) =>
      ['SM003', '42501', '23514', '23503'].includes((fault as { code?: string }).code ?? '')
        ? 'refused'
        : fault,
  )
  assert.equal(outcome, 'refused', what)
}
