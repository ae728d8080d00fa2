/**
 * When a group needs attention. The settings are the operator's; each change is in every agency's ledger
 * (db/code/networks/groups-settings.sql). Their values as delivered are decisions of this project.
 */
import type { Scope, ServiceActor } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import type { RoomSetting } from '../../../platform/rooms/room.ts'

/** What a setting means and between what it may be; the database holds the same bounds. */
export const groupSettingsOfNode = {
  group_rising_days: {
    ...{ least: 7, most: 180 },
    what: 'days of reporting on a group that are set beside as many days before',
    told: 'days of reporting on a group that are compared',
  },
  group_rising_least: {
    ...{ least: 2, most: 50 },
    what: 'reports in those days from which a group of low grade may be due for a review',
    told: 'reports from which a group of low grade may be due for a review',
  },
  group_still_days: {
    ...{ least: 7, most: 365 },
    what: 'days without a change after which the plan of a group stands still',
    told: 'days after which the plan of a group stands still',
  },
} as const satisfies Record<string, RoomSetting>
export type GroupSettingName = keyof typeof groupSettingsOfNode

/** A setting as it stands. `since` null: as delivered. */
type Stands = { name: GroupSettingName; value: number; since: Date | null }

/**
 * Reads these settings, in the order in which they are shown.
 * @returns each with its value, and since when it is so
 */
export async function readGroupSettings(scope: Pick<Scope, 'tx'>): Promise<Stands[]> {
  return await scope.tx.many<Stands>(
    `select n.name, n.value, n.since
     from networks.group_setting s,
       lateral (values (1, 'group_rising_days', s.rising_days, s.rising_days_since),
                       (2, 'group_rising_least', s.rising_least, s.rising_least_since),
                       (3, 'group_still_days', s.still_days, s.still_days_since)) as n (place, name, value, since)
     order by n.place`,
  )
}

/**
 * Changes these settings, all or none.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param wanted - the new values, by name
 * @returns what has another value than before
 * @throws invalid, naming the setting, when a value is out of its bounds
 */
export async function changeGroupSettings(
  scope: Scope<ServiceActor>,
  wanted: Partial<Record<GroupSettingName, number>>,
): Promise<{ name: GroupSettingName; from: number; to: number }[]> {
  for (const [name, value] of Object.entries(wanted)) {
    const { least, most } = groupSettingsOfNode[name as GroupSettingName]
    if (!Number.isInteger(value) || value < least || value > most)
      throw invalid({ [name]: `Enter a whole number from ${String(least)} to ${String(most)}` })
  }
  const changes = (await readGroupSettings(scope)).flatMap(({ name, value }) => {
    const to = wanted[name]
    return to === undefined || to === value ? [] : [{ name, from: value, to }]
  })
  if (changes.length === 0) return changes
  const to = (name: GroupSettingName) => changes.find((change) => change.name === name)?.to ?? null
  await scope.tx.run(
    `update networks.group_setting set rising_days = coalesce($1, rising_days),
       rising_least = coalesce($2, rising_least), still_days = coalesce($3, still_days)`,
    [to('group_rising_days'), to('group_rising_least'), to('group_still_days')],
  )
  return changes
}
