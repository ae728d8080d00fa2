/** The ledger's events stand in parts by month; the parts of the months to come are made before they begin. */
import type { Task } from '../jobs/worker.ts'

/** Makes the parts of this month and the next two where they are missing; is safe to run at any time and twice. */
export const makeMonths: Task = async ({ database }) => {
  await database.performAsService({ service: 'ledger', operation: 'ledger.make-months' }, (scope) =>
    scope.tx.one('select ledger.make_months() as made'),
  )
}
