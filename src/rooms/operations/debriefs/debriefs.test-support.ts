/** Short ways through debriefs for tests. All of it is invented. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { inDays } from '../action-days/action-days.test-support.ts'
import type { ActionDayId } from '../action-days/ids.ts'
import type { OperationId } from '../ids.ts'
import { parseLesson, parseObservation } from './debrief.ts'
import { beginDebrief } from './hold-debrief.ts'
import { identifyLesson } from './identify-lesson.ts'
import type { DebriefId, LessonId, ObservationId } from './ids.ts'
import { observe } from './observe.ts'

/** Begins a hot debrief of a day, or a structured one of the operation. @returns its id */
export const begin = (scope: MemberScope, operation: OperationId, day?: ActionDayId): Promise<DebriefId> =>
  beginDebrief(
    scope,
    operation,
    day === undefined ? { kind: 'structured' } : { kind: 'hot', action_day: day },
  )

/** The body of an observation as the API takes it. */
export const observationBody = (changes: object = {}): Record<string, unknown> => ({
  theme: 'communication',
  went: 'less-well',
  what: 'The hall was rung twice, by two desks',
  ...changes,
})

/** Enters an observation. @throws Error with what is wrong */
export async function see(
  scope: MemberScope,
  debrief: DebriefId,
  changes: object = {},
): Promise<ObservationId> {
  const parsed = parseObservation(observationBody(changes))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return await observe(scope, debrief, parsed.said)
}

/** The body of a lesson as the API takes it, but for its agency. */
export const lessonBody = (changes: object = {}): Record<string, unknown> => ({
  title: 'One desk rings the hall',
  happened: 'Two desks rang about the same people',
  why: 'The briefing did not say which desk rings',
  verdict: 'change',
  what: 'Each briefing names the one desk',
  owner_post: 'Head of Contact and Control',
  due_on: inDays(60),
  ...changes,
})

/** Identifies a lesson of an agency. @throws Error with what is wrong */
export async function identify(
  scope: MemberScope,
  debrief: DebriefId,
  agency: number,
  changes: object = {},
): Promise<LessonId> {
  const parsed = parseLesson(lessonBody({ agency, ...changes }), inDays(0))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return await identifyLesson(scope, debrief, parsed.said)
}
