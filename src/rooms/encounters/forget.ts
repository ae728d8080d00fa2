/** By the clock: what is kept no longer is gone. A legal hold outranks it. */
import type { Scope } from '../../platform/database/scope.ts'
import type { Task } from '../../platform/jobs/worker.ts'

export const FORGET = 'encounters.forget'

/**
 * Forgets references to children's services, then steps and places, then counts, each after its time.
 * @param scope of the service `encounters`: as anybody else the database forgets nothing
 * @returns how many encounters lost something; at most three thousand at once
 */
export async function forgetEncounters(scope: Scope): Promise<number> {
  const { forgotten } = await scope.tx.one<{ forgotten: number }>('select encounters.forget() as forgotten')
  return forgotten
}

/** Goes on until nothing is left whose time is over. */
export const forgetTask: Task = async ({ database }) => {
  const once = () =>
    database.performAsService(
      { service: 'encounters', operation: 'encounters.encounter.forget' },
      forgetEncounters,
    )
  while ((await once()) >= 1_000);
}
