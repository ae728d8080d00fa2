/** Ids of actions. */
import { z } from 'zod'
import { idOf } from '../../../platform/http/input.ts'
import type { Id } from '../../../wire/ids.ts'

/** Of an action of an operation. */
export type ActionId = Id<'action'>

export const actionId = idOf<ActionId>()
/** The path of an action: `/operations/actions/:action`. */
export const actionPath = z.object({ action: actionId })
