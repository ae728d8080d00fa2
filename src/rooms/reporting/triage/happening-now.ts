/** At which desks something is happening now. */
import type { Scope, ServiceActor } from '../../../platform/database/scope.ts'

/** @returns the agencies with a report that says so and that nobody has opened yet */
export async function agenciesWithSomethingNow(scope: Scope<ServiceActor>): Promise<number[]> {
  const rows = await scope.tx.many<{ agency: number }>(
    `select distinct agency_id as agency from reporting.public_report where happening_now and state = 'new'`,
  )
  return rows.map(({ agency }) => agency)
}
