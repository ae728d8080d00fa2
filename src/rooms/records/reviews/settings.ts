/**
 * After how many years each group is reviewed again, and how long the clock of a request may stand. They are the operator's; each change is in every agency's ledger
 * (db/code/records/settings.sql). The national schedule was read in secondary copies only, so each says that it is
 * unverified, here and in the operators' manual, and not on officers' pages.
 */
import type { Scope, ServiceActor } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import type { RoomSetting } from '../../../platform/rooms/room.ts'
import type { Periods } from './suggest.ts'

const years = (group: string): RoomSetting => ({
  ...{ least: 1, most: 100 },
  what: `years until a record of retention group ${group} is reviewed again (unverified: check it against the national schedule)`,
  told: `years until a record of retention group ${group} is reviewed again`,
})

/** What a setting means and between what it may be; the database holds the same bounds. */
export const reviewSettings = {
  review_group_1_years: years('1'),
  review_group_2_years: years('2'),
  review_group_3_years: years('3'),
  review_group_4_years: years('4'),
  request_pause_days: {
    ...{ least: 0, most: 366 },
    what: 'days at most for which the clock of a data subject’s request stands while the agency waits for what it asked them; 0: never (unverified: check DPA 2018 s.54(3C) in the live text)',
    told: 'days at most for which the clock of a data subject’s request stands',
  },
} as const satisfies Record<string, RoomSetting>
export type ReviewSettingName = keyof typeof reviewSettings

/** A setting as it stands. `since` null: as delivered. */
type Stands = { name: ReviewSettingName; value: number; since: Date | null }

/**
 * Reads these settings, in the order in which they are shown.
 * @returns each with its value, and since when it is so
 */
export async function readReviewSettings(scope: Pick<Scope, 'tx'>): Promise<Stands[]> {
  return await scope.tx.many<Stands>(
    `select n.name, n.value, n.since
     from records.setting s,
       lateral (values (1, 'review_group_1_years', s.group_1_years, s.group_1_since),
                       (2, 'review_group_2_years', s.group_2_years, s.group_2_since),
                       (3, 'review_group_3_years', s.group_3_years, s.group_3_since),
                       (4, 'review_group_4_years', s.group_4_years, s.group_4_since),
                       (5, 'request_pause_days', s.pause_days, s.pause_since)) as n (place, name, value, since)
     order by n.place`,
  )
}

/**
 * Reads the years by group.
 * @returns as `suggest` takes them
 */
export async function readPeriods(scope: Pick<Scope, 'tx'>): Promise<Periods> {
  const [one, two, three, four] = (await readReviewSettings(scope)).map(({ value }) => value)
  return { 1: one ?? 10, 2: two ?? 10, 3: three ?? 6, 4: four ?? 6 }
}

/**
 * Changes these settings, all or none. What is decided from then on is reviewed again by them; dates that stand stay.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param wanted - the new values, by name
 * @returns what has another value than before
 * @throws invalid, naming the setting, when a value is out of its bounds
 */
export async function changeReviewSettings(
  scope: Scope<ServiceActor>,
  wanted: Partial<Record<ReviewSettingName, number>>,
): Promise<{ name: ReviewSettingName; from: number; to: number }[]> {
  for (const [name, value] of Object.entries(wanted)) {
    const { least, most } = reviewSettings[name as ReviewSettingName]
    if (!Number.isInteger(value) || value < least || value > most)
      throw invalid({ [name]: `Enter a whole number from ${String(least)} to ${String(most)}` })
  }
  const changes = (await readReviewSettings(scope)).flatMap(({ name, value }) => {
    const to = wanted[name]
    return to === undefined || to === value ? [] : [{ name, from: value, to }]
  })
  if (changes.length === 0) return changes
  const to = (name: ReviewSettingName) => changes.find((change) => change.name === name)?.to ?? null
  await scope.tx.run(
    `update records.setting set group_1_years = coalesce($1, group_1_years),
       group_2_years = coalesce($2, group_2_years), group_3_years = coalesce($3, group_3_years),
       group_4_years = coalesce($4, group_4_years), pause_days = coalesce($5, pause_days)`,
    [
      to('review_group_1_years'),
      to('review_group_2_years'),
      to('review_group_3_years'),
      to('review_group_4_years'),
      to('request_pause_days'),
    ],
  )
  return changes
}
