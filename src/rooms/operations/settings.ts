/**
 * How long a membership is confirmed for: the operator's; each change is in every agency's ledger
 * (db/code/operations/settings.sql). The value as delivered is a decision of this project.
 */
import type { Scope, ServiceActor } from '../../platform/database/scope.ts'
import { invalid } from '../../platform/errors.ts'
import type { RoomSetting } from '../../platform/rooms/room.ts'

/** What the setting means and between what it may be; the database holds the same bounds. */
export const operationSettingsOfNode = {
  membership_days: {
    ...{ least: 1, most: 90 },
    what: 'days for which a membership in an operation is confirmed; after that it sleeps',
    told: 'days for which a membership in an operation is confirmed',
  },
} as const satisfies Record<string, RoomSetting>
export type OperationSettingName = keyof typeof operationSettingsOfNode

type Stands = { name: OperationSettingName; value: number; since: Date | null }

/**
 * Reads the setting.
 * @returns its value, and since when it is so; `since` null: as delivered
 */
export const readOperationSettings = (scope: Pick<Scope, 'tx'>): Promise<Stands[]> =>
  scope.tx.many<Stands>(
    `select 'membership_days' as name, confirmed_days as value, confirmed_days_since as since from operations.setting`,
  )

/**
 * Changes it, for memberships that are confirmed from now on.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param wanted - the new value, by name
 * @returns what has another value than before
 * @throws invalid, naming the setting, when the value is out of its bounds
 */
export async function changeOperationSettings(
  scope: Scope<ServiceActor>,
  wanted: Partial<Record<OperationSettingName, number>>,
): Promise<{ name: OperationSettingName; from: number; to: number }[]> {
  const { least, most } = operationSettingsOfNode.membership_days
  const { membership_days: to } = wanted
  if (to === undefined) return []
  if (!Number.isInteger(to) || to < least || to > most)
    throw invalid({ membership_days: `Enter a whole number from ${String(least)} to ${String(most)}` })
  const [now] = await readOperationSettings(scope)
  if (now === undefined || now.value === to) return []
  await scope.tx.run('update operations.setting set confirmed_days = $1', [to])
  return [{ name: 'membership_days', from: now.value, to }]
}
