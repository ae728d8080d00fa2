/** Ids of planned events and of conflicts. */
import { z } from 'zod'
import { idOf } from '../../../platform/http/input.ts'
import type { Id } from '../../../wire/ids.ts'

/** Of something that our own people plan. */
export type PlannedEventId = Id<'planned event'>
/** Of one side of a conflict: random, and the other side calls it by another. */
export type ConflictId = Id<'conflict'>

/** Of what is typed of an event before it is lodged. The event that comes of it has the same id. */
export type PlannedDraftId = Id<'planned draft'>

export const plannedEventId = idOf<PlannedEventId>()
/** The path of a planned event: `/operations/events/:planned`. */
export const plannedPath = z.object({ planned: plannedEventId })
/** The path of a draft: `/operations/events/drafts/:draft`. */
export const draftPath = z.object({ draft: idOf<PlannedDraftId>() })
/** The path of a conflict: `/operations/conflicts/:conflict`. */
export const conflictPath = z.object({ conflict: idOf<ConflictId>() })
