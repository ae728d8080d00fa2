/**
 * The settings of this room that count for all agencies of a node. They are its operator's: no member may
 * change them, and the database writes each change into every agency's ledger (db/code/deconfliction/settings.sql).
 */
import type { Scope, ServiceActor } from '../../platform/database/scope.ts'
import { invalid } from '../../platform/errors.ts'
import type { RoomSetting } from '../../platform/rooms/room.ts'

export type SettingName = 'common_threshold' | 'checks_per_day' | 'sealed_days'

/** What a setting means and between what it may be; the database holds the same bounds. */
export const nodeSettings: Readonly<Record<SettingName, RoomSetting>> = {
  // Under 10, what several agencies hold is at rest, and stepping it downwards counts other agencies' reports.
  // Over 1,000, one value has more reports beside it than anybody reads.
  common_threshold: {
    ...{ least: 10, most: 1_000 },
    what: 'a value in more reports than this is common: it says nothing and opens no match',
    told: 'a value is common above',
  },
  // More than one a minute, day and night, is no person's work; the quota makes guessing slow and visible.
  checks_per_day: {
    ...{ least: 1, most: 2_000 },
    what: 'checks that one person may make in a day, which begins at midnight UTC',
    told: 'checks a person and day',
  },
  sealed_days: {
    ...{ least: 1, most: 3_660 },
    what: 'days for which a sealed record stands unless its agency seals it again',
    told: 'days that a sealed record stands',
  },
}

/** A setting as it stands. `since` null: as delivered. */
export type NodeSetting = { name: SettingName; value: number; since: Date | null }

/**
 * Reads all settings, in the order in which they are shown.
 * @returns each with its value, and since when it is so
 */
export async function readSettings(scope: Pick<Scope, 'tx'>): Promise<NodeSetting[]> {
  return await scope.tx.many<NodeSetting>(
    `select n.name, n.value, n.since
     from deconfliction.setting s, deconfliction.sealed_setting d,
       lateral (values (1, 'common_threshold', s.common_threshold, s.common_threshold_since),
                       (2, 'checks_per_day', s.checks_per_day, s.checks_per_day_since),
                       (3, 'sealed_days', d.days_kept, d.days_kept_since)) as n (place, name, value, since)
     order by n.place`,
  )
}

/**
 * Tells the name of a setting from other text.
 * @param name - as it is kept, with underscores
 * @returns whether a setting is called so
 */
export const isSettingName = (name: string): name is SettingName => Object.hasOwn(nodeSettings, name)

export type SettingChange = { name: SettingName; from: number; to: number }

/**
 * Changes settings, all or none. After a change of the threshold a job opens the matches of the values that are no
 * longer common, and lets the matches of those rest that have become so.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param wanted - the new values, by name
 * @returns what has another value than before
 * @throws invalid, naming the setting, when a value is out of its bounds
 */
export async function changeSettings(
  scope: Scope<ServiceActor>,
  wanted: Partial<Record<SettingName, number>>,
): Promise<SettingChange[]> {
  for (const [name, value] of Object.entries(wanted)) requireWithinBounds(name as SettingName, value)
  // Waits until everybody who is filing under the old threshold has committed: the job must see their values.
  if (wanted.common_threshold !== undefined) await scope.tx.run('select pg_advisory_xact_lock(7313, 0)')
  await scope.tx.many('select from deconfliction.setting for update')
  const changes = (await readSettings(scope)).flatMap(({ name, value }): SettingChange[] => {
    const to = wanted[name]
    return to === undefined || to === value ? [] : [{ name, from: value, to }]
  })
  const to = (name: SettingName) => changes.find((change) => change.name === name)?.to ?? null
  if (changes.some(({ name }) => name !== 'sealed_days'))
    await scope.tx.run(
      `update deconfliction.setting set common_threshold = coalesce($1, common_threshold),
         checks_per_day = coalesce($2, checks_per_day), version = version + 1`,
      [to('common_threshold'), to('checks_per_day')],
    )
  if (to('sealed_days') !== null)
    await scope.tx.run('update deconfliction.sealed_setting set days_kept = $1, version = version + 1', [
      to('sealed_days'),
    ])
  if (to('common_threshold') !== null)
    scope.outbox({ task: 'deconfliction.rematch', payload: {}, key: 'deconfliction.rematch' })
  return changes
}

function requireWithinBounds(name: SettingName, value: number): void {
  const { least, most } = nodeSettings[name]
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw invalid({
    [name]: `Enter a whole number from ${String(least)} to ${most.toLocaleString('en-GB')}`,
  })
}
