/** Short ways through action days for tests. All of it is invented; telephone numbers are Ofcom's for drama. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { enter } from '../decisions/decisions.test-support.ts'
import type { OperationId } from '../ids.ts'
import { parseBriefing, type SafeguardingPlan } from './action-day.ts'
import { issueBriefing } from './brief.ts'
import type { ActionDayId, BriefingId } from './ids.ts'
import { moveActionDay, type DayStep } from './move-day.ts'
import { planActionDay, writeSafeguarding } from './plan-day.ts'
import { findActionDay } from './read-day.ts'

/** @returns YYYY-MM-DD, so many days from now */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** A safeguarding plan that is whole. */
export const wholePlan = (changes: Partial<SafeguardingPlan> = {}): SafeguardingPlan => ({
  reception: 'The hall at the harbour, warm and with a medic',
  interpreters: 'Two in the hall, others by the telephone of the desk',
  childrens_services: 'Night desk of the county, 01632 960155',
  first_responder: 'The safeguarding sergeant of the day',
  ...changes,
})

/** Plans a day. @returns its id */
export const plan = (scope: MemberScope, operation: OperationId, days = 2): Promise<ActionDayId> =>
  planActionDay(scope, operation, inDays(days))

/** Writes the safeguarding plan on top of what stands. */
export async function safeguard(
  scope: MemberScope,
  day: ActionDayId,
  changes: Partial<SafeguardingPlan> = {},
): Promise<void> {
  const { revision } = await findActionDay(scope, day)
  await writeSafeguarding(scope, day, revision, wholePlan(changes))
}

/** Brings a day a step on, as it stands. */
export async function go(scope: MemberScope, day: ActionDayId, step: DayStep): Promise<void> {
  const { revision } = await findActionDay(scope, day)
  await moveActionDay(scope, day, revision, step)
}

/** Brings a day that is planned to running, by a decision that is entered for it. */
export async function runDay(scope: MemberScope, operation: OperationId, day: ActionDayId): Promise<void> {
  await safeguard(scope, day)
  const { number } = await enter(scope, operation, { decision: 'We go' })
  await go(scope, day, { to: 'go', decision: number })
  await go(scope, day, { to: 'running' })
}

/** The body of a briefing as the API takes it. */
export const briefingBody = (changes: object = {}): Record<string, unknown> => ({
  classification: 'OFFICIAL',
  intention: 'To end the sale of engines for cash',
  risk: 'People may be found: they are cared for first',
  ...changes,
})

/** Issues a version. @throws Error with what is wrong */
export async function brief(
  scope: MemberScope,
  day: ActionDayId,
  changes: object = {},
): Promise<{ id: BriefingId; version: number }> {
  const parsed = parseBriefing(briefingBody(changes))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return await issueBriefing(scope, day, parsed.briefing)
}
