/** Ids of action days and of what belongs to one. */
import { z } from 'zod'
import { idOf } from '../../../platform/http/input.ts'
import type { Id } from '../../../wire/ids.ts'

/** Of an action day of an operation. */
export type ActionDayId = Id<'action-day'>
/** Of one version of a briefing. */
export type BriefingId = Id<'briefing'>
/** Of a count that an agency typed. */
export type OutcomeCountId = Id<'outcome-count'>

export const actionDayId = idOf<ActionDayId>()
export const outcomeCountId = idOf<OutcomeCountId>()
/** The path of an action day: `/operations/action-days/:day`. */
export const actionDayPath = z.object({ day: actionDayId })
/** The path of a version: `/operations/briefings/:briefing`. */
export const briefingPath = z.object({ briefing: idOf<BriefingId>() })
