/**
 * How long encounters are kept: the operator's; each change is in every agency's ledger. The values as delivered are
 * decisions of this project, and unverified.
 */
import type { Scope, ServiceActor } from '../../platform/database/scope.ts'
import { invalid } from '../../platform/errors.ts'
import type { RoomSetting } from '../../platform/rooms/room.ts'

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

type Stands = { name: EncounterSettingName; value: number; since: Date | null }

/** By the setting's name. */
const COLUMNS = {
  encounter_steps_days: 'steps_days',
  encounter_counts_days: 'counts_days',
  encounter_children_days: 'children_days',
} as const satisfies Record<EncounterSettingName, string>
const NAMES = Object.keys(COLUMNS) as EncounterSettingName[]

/**
 * Reads the settings.
 * @returns the value of each, and since when it is so; `since` null: as delivered
 */
export const readEncounterSettings = (scope: Pick<Scope, 'tx'>): Promise<Stands[]> =>
  scope.tx.many<Stands>(
    NAMES.map(
      (name) =>
        `select '${name}' as name, ${COLUMNS[name]} as value, ${COLUMNS[name]}_since as since from encounters.setting`,
    ).join(' union all '),
  )

/**
 * Changes them. What is over by the new values is forgotten by the clock.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param wanted - new values, by name
 * @returns what has another value than before
 * @throws invalid, naming the setting, when a value is out of its bounds
 */
export async function changeEncounterSettings(
  scope: Scope<ServiceActor>,
  wanted: Partial<Record<EncounterSettingName, number>>,
): Promise<{ name: EncounterSettingName; from: number; to: number }[]> {
  const stands = await readEncounterSettings(scope)
  const changes = stands.flatMap(({ name, value: from }) => {
    const to = wanted[name]
    if (to === undefined) return []
    const { least, most } = encounterSettingsOfNode[name]
    if (!Number.isInteger(to) || to < least || to > most)
      throw invalid({
        [name]: `Enter a whole number from ${String(least)} to ${most.toLocaleString('en-GB')}`,
      })
    return to === from ? [] : [{ name, from, to }]
  })
  for (const { name, to } of changes)
    await scope.tx.run(`update encounters.setting set ${COLUMNS[name]} = $1`, [to])
  return changes
}
