/** Ids of debriefs and of what is entered in one. */
import { z } from 'zod'
import { idOf } from '../../../platform/http/input.ts'
import type { Id } from '../../../wire/ids.ts'

/** Of a debrief of an operation. */
export type DebriefId = Id<'debrief'>
/** Of what somebody of an agency saw. */
export type ObservationId = Id<'observation'>
/** Of a lesson: a row of the room `oversight`. */
export type LessonId = Id<'lesson'>

export const observationId = idOf<ObservationId>()
/** The path of a debrief: `/operations/debriefs/:debrief`. */
export const debriefPath = z.object({ debrief: idOf<DebriefId>() })
