/**
 * How long an authorisation stands, how many requests one person may ask in a day, and how long they are kept: the operator's; each
 * change is in every agency's ledger. The values as delivered are decisions of this project, and unverified.
 */
import type { Scope, ServiceActor } from '../../platform/database/scope.ts'
import { invalid } from '../../platform/errors.ts'
import type { RoomSetting } from '../../platform/rooms/room.ts'

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

type Stands = { name: RequestSettingName; value: number; since: Date | null }

/** By the setting's name. */
const COLUMNS = {
  system_request_valid_hours: 'valid_hours',
  system_request_a_day: 'a_day',
  system_request_keep_days: 'keep_days',
} as const satisfies Record<RequestSettingName, string>
const NAMES = Object.keys(COLUMNS) as RequestSettingName[]

/**
 * Reads the settings.
 * @returns the value of each, and since when it is so; `since` null: as delivered
 */
export const readRequestSettings = (scope: Pick<Scope, 'tx'>): Promise<Stands[]> =>
  scope.tx.many<Stands>(
    NAMES.map(
      (name) =>
        `select '${name}' as name, ${COLUMNS[name]} as value, ${COLUMNS[name]}_since as since from system_requests.setting`,
    ).join(' union all '),
  )

/**
 * Changes them. An authorisation that was given stands as long as it was given for.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param wanted - new values, by name
 * @returns what has another value than before
 * @throws invalid, naming the setting, when a value is out of its bounds
 */
export async function changeRequestSettings(
  scope: Scope<ServiceActor>,
  wanted: Partial<Record<RequestSettingName, number>>,
): Promise<{ name: RequestSettingName; from: number; to: number }[]> {
  const stands = await readRequestSettings(scope)
  const changes = stands.flatMap(({ name, value: from }) => {
    const to = wanted[name]
    if (to === undefined) return []
    const { least, most } = requestSettingsOfNode[name]
    if (!Number.isInteger(to) || to < least || to > most)
      throw invalid({
        [name]: `Enter a whole number from ${String(least)} to ${most.toLocaleString('en-GB')}`,
      })
    return to === from ? [] : [{ name, from, to }]
  })
  for (const { name, to } of changes)
    await scope.tx.run(`update system_requests.setting set ${COLUMNS[name]} = $1`, [to])
  return changes
}
