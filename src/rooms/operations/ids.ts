/** Ids of operations and of their parts. */
import { z } from 'zod'
import { idOf } from '../../platform/http/input.ts'
import type { Id } from '../../wire/ids.ts'

/** Of an operation: its record’s id, and its compartment’s. */
export type OperationId = Id<'operation'>
/** Of an agency’s part in an operation. */
export type ParticipationId = Id<'participation'>
/** Of a post that somebody holds, or is proposed for. */
export type PostId = Id<'post'>

/** The id of an operation. */
export const operationId = idOf<OperationId>()
/** The path of an agency’s part: `/operations/asked/terms/:part`. */
export const partPath = z.object({ part: idOf<ParticipationId>() })
/** The path of an operation: `/operations/:operation`. */
export const operationPath = z.object({ operation: operationId })
