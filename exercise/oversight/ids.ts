/** What the files of the exercise's oversight share: ids, agencies, and days that are counted from the day of loading. */
import type { Scope } from '../../src/platform/database/scope.ts'
import { daysAfter, londonDay } from '../../src/platform/london-day.ts'
import { idOf } from '../acts/act.ts'

/** Numbers of agencies by their IDs. */
export type Agencies = ReadonlyMap<string, number>

/** The id of a line of the invented inspection. */
export const idOfDuty = (number: number, agency: string) => idOf(`duty ${String(number)} ${agency}`)

/** A moment so many days from now, in working hours. */
export const moment = (scope: Scope, days: number): Date => {
  const day = daysAfter(londonDay(scope.now), days)
  const wanted = new Date(`${day}T10:00:00Z`)
  return wanted > scope.now ? scope.now : wanted
}
