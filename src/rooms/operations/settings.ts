/**
 * How long a membership is confirmed for, and what counts for planned events: the operator's; each change is in every agency's
 * ledger (db/code/operations/settings.sql). The values as delivered are decisions of this project.
 */
import type { Scope, ServiceActor } from '../../platform/database/scope.ts'
import { invalid } from '../../platform/errors.ts'
import type { RoomSetting } from '../../platform/rooms/room.ts'
import {
  plannedSettingsOfNode,
  readPlannedSettings,
  writePlannedSettings,
  type PlannedSettingName,
} from './conflicts/settings.ts'

/** What a setting means and between what it may be; the database holds the same bounds. */
export const operationSettingsOfNode = {
  membership_days: {
    ...{ least: 1, most: 90 },
    what: 'days for which a membership in an operation is confirmed; after that it sleeps',
    told: 'days for which a membership in an operation is confirmed',
  },
  ...plannedSettingsOfNode,
} as const satisfies Record<string, RoomSetting>
export type OperationSettingName = keyof typeof operationSettingsOfNode

type Stands = { name: OperationSettingName; value: number; since: Date | null }

/**
 * Reads the settings, in the order in which they are shown.
 * @returns each with its value, and since when it is so; `since` null: as delivered
 */
export const readOperationSettings = async (scope: Pick<Scope, 'tx'>): Promise<Stands[]> => [
  ...(await scope.tx.many<Stands>(
    `select 'membership_days' as name, confirmed_days as value, confirmed_days_since as since from operations.setting`,
  )),
  ...(await readPlannedSettings(scope)),
]

/**
 * Changes them, all or none: for memberships that are confirmed and events that are lodged from now on.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param wanted - the new values, by name
 * @returns what has another value than before
 * @throws invalid, naming the setting, when a value is out of its bounds
 */
export async function changeOperationSettings(
  scope: Scope<ServiceActor>,
  wanted: Partial<Record<OperationSettingName, number>>,
): Promise<{ name: OperationSettingName; from: number; to: number }[]> {
  for (const [name, value] of Object.entries(wanted)) {
    const { least, most } = operationSettingsOfNode[name as OperationSettingName]
    if (!Number.isInteger(value) || value < least || value > most)
      throw invalid({ [name]: `Enter a whole number from ${String(least)} to ${String(most)}` })
  }
  const changes = (await readOperationSettings(scope)).flatMap(({ name, value }) => {
    const to = wanted[name]
    return to === undefined || to === value ? [] : [{ name, from: value, to }]
  })
  const to = (name: OperationSettingName) => changes.find((change) => change.name === name)?.to ?? null
  const days = to('membership_days')
  if (days !== null) await scope.tx.run('update operations.setting set confirmed_days = $1', [days])
  if (changes.some(({ name }) => Object.hasOwn(plannedSettingsOfNode, name)))
    await writePlannedSettings(scope, (name: PlannedSettingName) => to(name))
  return changes
}
