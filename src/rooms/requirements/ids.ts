/** Ids of this room. */
import { z } from 'zod'
import { idOf } from '../../platform/http/input.ts'
import type { Id } from '../../wire/ids.ts'

/** Of a line of a collection plan. */
export type LineId = Id<'line of a collection plan'>
/** Of what says that a report answers a requirement. */
export type AnswerId = Id<'answer'>

/** The id of a line. */
export const lineId = idOf<LineId>()
/** The id of an answer. */
export const answerId = idOf<AnswerId>()

/** The path of a line's page: `/requirements/lines/:id`. */
export const linePath = z.object({ id: lineId })
/** The path of an answer's page. */
export const answerPath = z.object({ id: answerId })
