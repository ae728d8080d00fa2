/** What the clock does: drafts that nobody sent go, reports whose time has come are destroyed. */
import type { Schedule, Task } from '../../../platform/jobs/worker.ts'
import { destroyReport } from './destroy-report.ts'

const AT_ONCE = 200
const service = 'retention'

/** Drafts and receipts of browsers, after their one to two hours. */
const forgetDrafts: Task = async ({ database }) => {
  await database.performAsService({ service, operation: 'reporting.drafts.forget' }, ({ tx }) =>
    tx.run(`delete from reporting.draft where expires_at <= now()`),
  )
}

/**
 * Each report in a transaction of its own, under its agency, so that its records manager sees the erasure. By
 * their random ids: the order of the rows is the order in which the reports came.
 */
const destroyExpired: Task = async ({ database }) => {
  for (;;) {
    const due = await database.performAsService(
      { service, operation: 'reporting.reports.expire' },
      ({ tx }) =>
        tx.many<{ id: string; agencyId: number }>(
          `select id, agency_id as "agencyId" from reporting.public_report
           where expires_on < current_date and destroyed_at is null order by id limit $1`,
          [AT_ONCE],
        ),
    )
    for (const { id, agencyId } of due)
      await database.performAsService({ service, operation: 'reporting.reports.expire', agencyId }, (scope) =>
        destroyReport(scope, id, 'expired'),
      )
    if (due.length < AT_ONCE) return
  }
}

export const arrivalTasks: Record<string, Task> = {
  'reporting.forget-drafts': forgetDrafts,
  'reporting.destroy-expired': destroyExpired,
}

export const arrivalSchedule: Schedule[] = [
  { task: 'reporting.forget-drafts', pattern: '*/10 * * * *' },
  { task: 'reporting.destroy-expired', pattern: '20 2 * * *' },
]
