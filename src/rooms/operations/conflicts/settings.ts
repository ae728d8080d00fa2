/** Margins, quotas and urgency of planned events: the operator's. No UK rule was found for any of them. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { RoomSetting } from '../../../platform/rooms/room.ts'

const hours = (group: string): RoomSetting => ({
  ...{ least: 0, most: 24 },
  what: `hours by which the time of a planned event is widened on both sides: ${group}`,
  told: `hours by which the time of a planned event is widened: ${group}`,
})

/** What a setting means and between what it may be; the database holds the same bounds. */
export const plannedSettingsOfNode = {
  planned_enforcement_hours: hours('enforcement'),
  planned_protected_hours: hours('observation and meeting'),
  planned_visible_hours: hours('patrol, port visit and engagement'),
  planned_safety_hours: hours('rescue, drill and demolition'),
  planned_visible_meets: {
    ...{ least: 0, most: 1 },
    what: 'whether two patrols, port visits or engagements may be a conflict: 0 no, 1 yes',
    told: 'whether two visible planned events may be a conflict',
  },
  planned_live_most: {
    ...{ least: 1, most: 500 },
    what: 'planned events that may be live in an operation at once',
    told: 'planned events that may be live in an operation at once',
  },
  planned_changes_most: {
    ...{ least: 1, most: 500 },
    what: 'changes of planned events by a person in a day',
    told: 'changes of planned events by a person in a day',
  },
  planned_urgent_hours: {
    ...{ least: 0, most: 72 },
    what: 'hours before its beginning from which a conflict is urgent at the duty post',
    told: 'hours from which a conflict is urgent at the duty post',
  },
} as const satisfies Record<string, RoomSetting>
export type PlannedSettingName = keyof typeof plannedSettingsOfNode

type Stands = { name: PlannedSettingName; value: number; since: Date | null }

/**
 * Reads them, in the order in which they are shown.
 * @returns each with its value; `since` is one for all, and null as delivered
 */
export const readPlannedSettings = (scope: Pick<Scope, 'tx'>): Promise<Stands[]> =>
  scope.tx.many<Stands>(
    `select n.name, n.value, s.since
     from operations.planned_setting s,
       lateral (values (1, 'planned_enforcement_hours', s.enforcement_hours), (2, 'planned_protected_hours', s.protected_hours),
                       (3, 'planned_visible_hours', s.visible_hours), (4, 'planned_safety_hours', s.safety_hours),
                       (5, 'planned_visible_meets', s.visible_meets_visible::integer), (6, 'planned_live_most', s.live_most),
                       (7, 'planned_changes_most', s.changes_most), (8, 'planned_urgent_hours', s.urgent_hours))
         as n (place, name, value)
     order by n.place`,
  )

/**
 * Changes them. Events that stand keep their time until they are changed.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param to - the new value by name; null: as it is
 */
export async function writePlannedSettings(
  scope: Pick<Scope, 'tx'>,
  to: (name: PlannedSettingName) => number | null,
): Promise<void> {
  await scope.tx.run(
    `update operations.planned_setting set
       enforcement_hours = coalesce($1, enforcement_hours), protected_hours = coalesce($2, protected_hours),
       visible_hours = coalesce($3, visible_hours), safety_hours = coalesce($4, safety_hours),
       visible_meets_visible = coalesce($5::integer::boolean, visible_meets_visible), live_most = coalesce($6, live_most),
       changes_most = coalesce($7, changes_most), urgent_hours = coalesce($8, urgent_hours)`,
    (Object.keys(plannedSettingsOfNode) as PlannedSettingName[]).map(to),
  )
}
