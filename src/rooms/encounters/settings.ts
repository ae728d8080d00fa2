/**
 * How long encounters are kept: the operator's; each change is in every agency's ledger. The values as delivered are
 * decisions of this project, and unverified.
 */
import type { RoomSetting } from '../../platform/rooms/room.ts'
import { settingsInColumns } from '../../platform/settings-in-columns.ts'

/** What each means and between what it may be; the database holds the same bounds. */
export const encounterSettingsOfNode = {
  encounter_steps_days: {
    ...{ least: 30, most: 3_650 },
    what: 'days for which steps and places of encounters are kept',
    told: 'days for which steps of encounters are kept',
  },
  encounter_counts_days: {
    ...{ least: 365, most: 36_500 },
    what: 'days for which counts of encounters are kept',
    told: 'days for which counts of encounters are kept',
  },
  encounter_children_days: {
    ...{ least: 1, most: 730 },
    what: 'days after the confirmed handover for which references to children’s services are kept',
    told: 'days for which encounters keep references to children’s services',
  },
} as const satisfies Record<string, RoomSetting>
export type EncounterSettingName = keyof typeof encounterSettingsOfNode

/** By the setting's name. */
const columns = {
  encounter_steps_days: 'steps_days',
  encounter_counts_days: 'counts_days',
  encounter_children_days: 'children_days',
} as const satisfies Record<EncounterSettingName, string>
const { read, change } = settingsInColumns('encounters.setting', encounterSettingsOfNode, columns)

/** Reads the settings. */
export const readEncounterSettings = read

/** Changes them, as the operator. What is over by the new values is forgotten by the clock. */
export const changeEncounterSettings = change
