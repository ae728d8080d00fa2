/** Ids of this room as they come in. */
import { z } from 'zod'
import { recordId } from '../../platform/http/ids.ts'
import { idOf } from '../../platform/http/input.ts'
import type { SubjectId } from '../../wire/ids.ts'

/** The id of a subject. */
export const subjectId = idOf<SubjectId>()

/** The path of a subject's page: `/subjects/:id`. */
export const subjectPath = z.object({ id: subjectId })

/** The path of what two subjects have to do with each other: `/subjects/:id/with/:other`. */
export const pairPath = z.object({ id: subjectId, other: subjectId })

/** A subject by the report that names it: `/subjects/of/:record/:number`. */
export const mentionPath = z.object({ record: recordId, number: z.coerce.number().int().min(1).max(1_000) })
