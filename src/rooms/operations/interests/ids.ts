/** Ids of interests. */
import { z } from 'zod'
import { idOf } from '../../../platform/http/input.ts'
import type { Id } from '../../../wire/ids.ts'

/** Of an interest of an operation. */
export type InterestId = Id<'interest'>

export const interestId = idOf<InterestId>()
/** The path of an interest: `/operations/interests/:interest`. */
export const interestPath = z.object({ interest: interestId })
