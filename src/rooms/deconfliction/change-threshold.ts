/** The two settings of this room: what counts as common, and how often one person may check in a day. */
import { z } from 'zod'
import type { Database } from '../../platform/database/perform.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict } from '../../platform/errors.ts'
import type { Task } from '../../platform/jobs/worker.ts'

export type DeconflictionSetting = { common_threshold: number; checks_per_day: number; version: number }

const whole = (least: number, most: number) =>
  z.coerce
    .number({ error: 'Enter a whole number' })
    .int('Enter a whole number')
    .min(least, `Must be ${String(least)} or more`)
    .max(most, `Must be ${most.toLocaleString('en-GB')} or less`)

export const settingBody = z.strictObject({
  common_threshold: whole(2, 100_000),
  checks_per_day: whole(1, 100_000),
  version: z.coerce.number().int(),
})

export async function readSetting(scope: MemberScope): Promise<DeconflictionSetting> {
  return await scope.tx.one<DeconflictionSetting>(
    'select common_threshold, checks_per_day, version from deconfliction.setting',
  )
}

/**
 * Changes the settings of this node, for all its agencies. A changed threshold has a job judge anew the
 * values that it makes common or frees.
 * @throws conflict `stale` when somebody changed them meanwhile
 */
export async function changeThreshold(
  scope: MemberScope,
  input: z.output<typeof settingBody>,
): Promise<void> {
  // Waits until everybody who is filing under the old threshold has committed: the job must see their values.
  await scope.tx.run('select pg_advisory_xact_lock(7313, 0)')
  const before = await readSetting(scope)
  const changed = await scope.tx.run(
    `update deconfliction.setting set common_threshold = $1, checks_per_day = $2, version = version + 1
     where version = $3`,
    [input.common_threshold, input.checks_per_day, input.version],
  )
  if (changed === 0)
    throw conflict('stale', 'Somebody changed these settings meanwhile. Look at them and try again.')
  scope.record({
    kind: 'administration',
    detail: { common_threshold: input.common_threshold, checks_per_day: input.checks_per_day },
  })
  if (before.common_threshold !== input.common_threshold)
    scope.outbox({ task: 'deconfliction.rematch', payload: {}, key: 'deconfliction.rematch' })
}

/** So many are read at once: finding them reads every identifier. */
const VALUES_FOUND = 10_000
/** So many values are judged in one transaction: filing waits for no more than these. */
const VALUES_AT_ONCE = 50

const service = { service: 'rematch', operation: 'deconfliction.rematch' }

/** Opens the matches of values that are no longer common, and rests those of values that have become so. */
export const rematch: Task = async ({ database }) => {
  await judgeAnew(
    database,
    'select kind, key from deconfliction.values_to_judge($1)',
    'select deconfliction.judge_again($1, $2, $3) as affected',
  )
  await judgeAnew(
    database,
    'select kind, element as key from deconfliction.sealed_to_judge($1)',
    'select deconfliction.judge_sealed_again($1, $2, $3) as affected',
  )
}

/** @param find, judge - for values in clear, or for tokens */
async function judgeAnew(database: Database, find: string, judge: string): Promise<void> {
  for (;;) {
    const values = await database.performAsService(service, (scope) =>
      scope.tx.many<{ kind: string; key: string | Buffer }>(find, [VALUES_FOUND]),
    )
    if (values.length === 0) return
    for (let start = 0; start < values.length; start += VALUES_AT_ONCE) {
      const batch = values.slice(start, start + VALUES_AT_ONCE)
      await database.performAsService(service, async (scope) => {
        const { affected } = await scope.tx.one<{ affected: number[] }>(judge, [
          batch.map(({ kind }) => kind),
          batch.map(({ key }) => key),
          scope.operation,
        ])
        scope.wake(affected)
      })
    }
  }
}
