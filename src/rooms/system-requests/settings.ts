/**
 * How long an authorisation stands, how many requests one person may ask in a day, and how long they are kept: the operator's; each
 * change is in every agency's ledger. The values as delivered are decisions of this project, and unverified.
 */
import type { RoomSetting } from '../../platform/rooms/room.ts'
import { settingsInColumns } from '../../platform/settings-in-columns.ts'

/** What each means and between what it may be; the database holds the same bounds. */
export const requestSettingsOfNode = {
  system_request_valid_hours: {
    ...{ least: 1, most: 720 },
    what: 'hours for which the authorisation of a request to a system of record stands',
    told: 'hours for which the authorisation of a request stands',
  },
  system_request_a_day: {
    ...{ least: 1, most: 1_000 },
    what: 'requests to systems of record that one person may ask in a day',
    told: 'requests to systems of record that one person may ask in a day',
  },
  system_request_keep_days: {
    ...{ least: 365, most: 36_500 },
    what: 'days for which requests to systems of record are kept that belong to no operation',
    told: 'days for which requests to systems of record are kept',
  },
} as const satisfies Record<string, RoomSetting>
export type RequestSettingName = keyof typeof requestSettingsOfNode

/** By the setting's name. */
const columns = {
  system_request_valid_hours: 'valid_hours',
  system_request_a_day: 'a_day',
  system_request_keep_days: 'keep_days',
} as const satisfies Record<RequestSettingName, string>
const { read, change } = settingsInColumns('system_requests.setting', requestSettingsOfNode, columns)

/** Reads the settings. */
export const readRequestSettings = read

/** Changes them, as the operator. An authorisation that was given stands as long as it was given for. */
export const changeRequestSettings = change
