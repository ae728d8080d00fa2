/**
 * When a group needs attention. The settings are the operator's; each change is in every agency's ledger
 * (db/code/networks/groups-settings.sql). Their values as delivered are decisions of this project.
 */
import type { RoomSetting } from '../../../platform/rooms/room.ts'
import { settingsInColumns } from '../../../platform/settings-in-columns.ts'

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

/** By the setting's name. */
const columns = {
  group_rising_days: 'rising_days',
  group_rising_least: 'rising_least',
  group_still_days: 'still_days',
} as const satisfies Record<GroupSettingName, string>
const { read, change } = settingsInColumns('networks.group_setting', groupSettingsOfNode, columns)

/** Reads the settings. */
export const readGroupSettings = read

/** Changes them, as the operator. */
export const changeGroupSettings = change
