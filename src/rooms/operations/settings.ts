/**
 * What the operator sets for operations, and for what is planned in them: each change is in every agency's ledger
 * (db/code/operations/settings.sql, conflicts-alerts.sql). The values as delivered are decisions of this project: no rule
 * of the United Kingdom was found for any of them.
 */
import type { Scope, ServiceActor } from '../../platform/database/scope.ts'
import { invalid } from '../../platform/errors.ts'
import type { RoomSetting } from '../../platform/rooms/room.ts'
import { settingsInColumns } from '../../platform/settings-in-columns.ts'

/** The settings of operations themselves. */
const ofOperations = {
  membership_days: {
    ...{ least: 1, most: 90 },
    what: 'days for which a membership in an operation is confirmed; after that it sleeps',
    told: 'days for which a membership in an operation is confirmed',
  },
  debrief_hours: {
    ...{ least: 1, most: 720 },
    what: 'hours after an action day, or after an operation was closed, in which a hot debrief is due',
    told: 'hours in which a hot debrief is due',
  },
} as const satisfies Record<string, RoomSetting>

const told = (least: number, most: number, what: string): RoomSetting => ({ least, most, what, told: what })

/** Those of planned events, by the column of `operations.planned_setting` with `planned_` before it. */
const ofPlannedEvents = {
  planned_enforcement_hours: told(0, 24, 'hours by which the time of a planned enforcement is widened on both sides'),
  planned_protected_hours: told(0, 24, 'hours by which the time of a planned observation or meeting is widened on both sides'),
  planned_visible_hours: told(0, 24, 'hours by which the time of a planned patrol or visit is widened on both sides'),
  planned_safety_hours: told(0, 24, 'hours by which the time of a notice of safety is widened on both sides'),
  planned_visible_meets_visible: told(0, 1, 'whether two planned patrols, port visits or engagements may be a conflict: 0 no, 1 yes'),
  planned_live_most: told(1, 500, 'live planned events that an agency may have in one operation'),
  planned_changes_most: told(1, 500, 'planned events that a person may change or stand down in a day'),
  planned_urgent_hours: told(0, 72, 'hours before its beginning from which a conflict of planned events is urgent'),
  planned_withdrawn_days: told(1, 90, 'days in which planned events that were stood down again are counted'),
  planned_withdrawn_least: told(1, 500, 'fewer planned events stood down again are never said to a records manager'),
  planned_withdrawn_times: told(1, 100, 'times the median of colleagues from which they are said'),
} as const // prettier-ignore

/** What each means and between what it may be; the database holds the same bounds. */
export const operationSettingsOfNode = { ...ofOperations, ...ofPlannedEvents }
export type OperationSettingName = keyof typeof operationSettingsOfNode

const own = settingsInColumns('operations.setting', ofOperations, {
  membership_days: 'confirmed_days',
  debrief_hours: 'debrief_hours',
})
type Stands = { name: OperationSettingName; value: number; since: Date | null }

/**
 * Reads the settings.
 * @returns each with its value, and since when it is so; `since` null: as delivered
 */
export async function readOperationSettings(scope: Pick<Scope, 'tx'>): Promise<Stands[]> {
  const planned = await scope.tx.many<Stands>(
    `select 'planned_' || v.key as name, case v.value when 'true' then 1 when 'false' then 0 else v.value::integer end as value, (s.since ->> v.key)::timestamptz as since
     from operations.planned_setting s cross join jsonb_each_text(to_jsonb(s)) v
     where 'planned_' || v.key = any ($1::text[]) order by array_position($1::text[], 'planned_' || v.key)`,
    [Object.keys(ofPlannedEvents)],
  )
  return [...(await own.read(scope)), ...planned]
}

/**
 * Changes settings: for memberships that are confirmed, debriefs that are begun, and events that are lodged or changed, from now on.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param wanted - new values, by name
 * @returns what has another value than before
 * @throws invalid, naming the setting, when a value is out of its bounds
 */
export async function changeOperationSettings(
  scope: Scope<ServiceActor>,
  wanted: Partial<Record<OperationSettingName, number>>,
): Promise<{ name: OperationSettingName; from: number; to: number }[]> {
  const faults = Object.entries(wanted).flatMap(([name, to]) => {
    const { least, most } = operationSettingsOfNode[name as OperationSettingName]
    return Number.isInteger(to) && to >= least && to <= most
      ? []
      : [[name, `Enter a whole number from ${String(least)} to ${String(most)}`]]
  })
  if (faults.length > 0) throw invalid(Object.fromEntries(faults) as Record<string, string>)
  const changes = (await readOperationSettings(scope)).flatMap(({ name, value: from }) => {
    const to = wanted[name]
    return to === undefined || to === from ? [] : [{ name, from, to }]
  })
  for (const { name, to } of changes)
    if (name === 'membership_days' || name === 'debrief_hours') await own.change(scope, { [name]: to })
    else await scope.tx.run(`update operations.planned_setting set ${columnOf(name)} = $1`, [to])
  return changes
}

/** A name of this file's own list, and no word of anybody's. */
const columnOf = (name: keyof typeof ofPlannedEvents): string => name.slice('planned_'.length)
