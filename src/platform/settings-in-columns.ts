/**
 * Settings of a room that are numbers, one a column of its table of settings, each with a column beside it that says since when it is so.
 * The operator changes them; that each change is in every agency's ledger, the database sees to.
 */
import type { Scope, ServiceActor } from './database/scope.ts'
import { invalid } from './errors.ts'
import type { RoomSetting } from './rooms/room.ts'

/** A setting as it stands. `since` null: as delivered. */
export type Standing<Name extends string> = { name: Name; value: number; since: Date | null }
/** One that has another value than before. */
export type SettingChanged<Name extends string> = { name: Name; from: number; to: number }

export type SettingsInColumns<Name extends string> = {
  /** Reads them, in the order in which they are shown. */
  read: (scope: Pick<Scope, 'tx'>) => Promise<Standing<Name>[]>
  /**
   * Changes them, all or none.
   * @param scope of the operator: as anybody else the database changes nothing
   * @param wanted - new values, by name
   * @returns what has another value than before
   * @throws invalid, naming each setting whose value is out of its bounds
   */
  change: (
    scope: Scope<ServiceActor>,
    wanted: Partial<Record<Name, number>>,
  ) => Promise<SettingChanged<Name>[]>
}

/**
 * Makes the two functions of a room's settings.
 * @param table - with its schema, of one row; words of the program, and never anybody's
 * @param settings - what each means and between what it may be, by name
 * @param columns - of the table, by name; `COLUMN_since` stands beside each
 * @returns how they are read and changed
 */
export function settingsInColumns<Name extends string>(
  table: string,
  settings: Readonly<Record<Name, RoomSetting>>,
  columns: Readonly<Record<Name, string>>,
): SettingsInColumns<Name> {
  const names = Object.keys(columns) as Name[]
  const read = ({ tx }: Pick<Scope, 'tx'>) =>
    tx.many<Standing<Name>>(
      names
        .map(
          (name) =>
            `select '${name}' as name, ${columns[name]} as value, ${columns[name]}_since as since from ${table}`,
        )
        .join(' union all '),
    )
  return {
    read,
    change: async (scope, wanted) => {
      const faults = names.flatMap((name) => {
        const { least, most } = settings[name]
        const to = wanted[name]
        return to === undefined || (Number.isInteger(to) && to >= least && to <= most)
          ? []
          : [[name, `Enter a whole number from ${String(least)} to ${most.toLocaleString('en-GB')}`] as const]
      })
      if (faults.length > 0) throw invalid(Object.fromEntries(faults))
      const changes = (await read(scope)).flatMap(({ name, value: from }) => {
        const to = wanted[name]
        return to === undefined || to === from ? [] : [{ name, from, to }]
      })
      if (changes.length > 0)
        await scope.tx.run(
          `update ${table} set ${changes.map(({ name }, index) => `${columns[name]} = $${String(index + 1)}`).join(', ')}`,
          changes.map(({ to }) => to),
        )
      return changes
    },
  }
}
