/**
 * Within how many days two disruptions of one group may be the same, and after how many the effect of one is looked at again: the
 * operator's; each change is in every agency's ledger. The values as delivered are decisions of this project, and unverified.
 */
import type { Scope } from '../../platform/database/scope.ts'
import type { RoomSetting } from '../../platform/rooms/room.ts'
import { settingsInColumns } from '../../platform/settings-in-columns.ts'

/** What each means and between what it may be; the database holds the same bounds. */
export const disruptionSettingsOfNode = {
  disruption_same_days: {
    ...{ least: 1, most: 90 },
    what: 'days within which two disruptions of one group may be the same',
    told: 'days within which two disruptions of one group may be the same',
  },
  disruption_effect_days: {
    ...{ least: 7, most: 1_096 },
    what: 'days after which the effect of a disruption is looked at again, where its writer enters no day',
    told: 'days after which the effect of a disruption is looked at again',
  },
} as const satisfies Record<string, RoomSetting>
export type DisruptionSettingName = keyof typeof disruptionSettingsOfNode

/** By the setting's name. */
const columns = {
  disruption_same_days: 'same_days',
  disruption_effect_days: 'effect_days',
} as const satisfies Record<DisruptionSettingName, string>
const { read, change } = settingsInColumns('disruptions.setting', disruptionSettingsOfNode, columns)

/** Reads the settings. */
export const readDisruptionSettings = read

/** Changes them, as the operator. A day that stands on a disruption stays. */
export const changeDisruptionSettings = change

/** After how many days the effect is looked at, where nobody enters a day. */
export const effectDaysOf = async ({ tx }: Pick<Scope, 'tx'>): Promise<number> =>
  (await tx.one<{ days: number }>('select effect_days as days from disruptions.setting')).days
