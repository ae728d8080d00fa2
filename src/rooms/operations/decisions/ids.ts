/** Ids of decisions and of their logs. */
import { z } from 'zod'
import { idOf } from '../../../platform/http/input.ts'
import type { Id } from '../../../wire/ids.ts'

/** Of an entry of a decision log. */
export type DecisionId = Id<'decision'>
/** Of a decision log: an operation's main one, or a narrower one. */
export type LogId = Id<'decision log'>

/** Of a proposal that somebody reads a narrower log. */
export type NarrowReaderId = Id<'narrow reader'>

export const decisionId = idOf<DecisionId>()
export const logId = idOf<LogId>()
/** The path of an entry: `/operations/decisions/:entry`. */
export const decisionPath = z.object({ entry: decisionId })
