/** After filing: says of what was found in a report's texts that it is left out on purpose. */
import { conflict, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { unnamedIn } from './found-in-text.ts'
import { mustWrite } from './officers.ts'
import { readReport } from './read-report.ts'

/**
 * Leaves out everything that the current version has found and not named. The report says the same as before, so
 * this is no new version of it.
 * @param id - of the report
 * @param seen - the version that was on the page
 * @throws forbidden `wrong-role`; not-found unless it is an own report in sight; conflict `is-recalled`,
 *   `changed-meanwhile`
 */
export async function leaveOutFinds(scope: MemberScope, id: string, seen: number): Promise<void> {
  mustWrite(scope)
  const report = await readReport(scope, id)
  if (!report.own || report.status === 'draft') throw notFound()
  if (report.status === 'withdrawn')
    throw conflict('is-recalled', 'This report was recalled, so it cannot be changed.')
  const { version } = report
  if (version !== seen)
    throw conflict(
      'changed-meanwhile',
      'This report has a newer version. Look at what was found in that one.',
    )
  const { unnamed, leftOut } = unnamedIn({ ...report, left_out: report.leftOut })
  if (unnamed.length === 0) return
  const finds = [...leftOut, ...unnamed].map(({ kind, value }) => ({ kind, value }))
  await scope.tx.run(
    `insert into intelligence.left_out (report_id, version, finds) values ($1, $2, $3)
     on conflict (report_id, version) do update set finds = excluded.finds`,
    [id, version, JSON.stringify(finds)],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'report', id },
    detail: { version, left_out: finds.length },
  })
}
