/** Ids of groups' parts. */
import { z } from 'zod'
import { recordId } from '../../../platform/http/ids.ts'
import { idOf } from '../../../platform/http/input.ts'
import type { Id } from '../../../wire/ids.ts'

/** Of a statement that somebody is of a group. */
export type GroupMemberId = Id<'member of a group'>
/** Of a line of a group's plan. */
export type GroupLineId = Id<'line of a group’s plan'>

const groupMemberId = idOf<GroupMemberId>()
/** The id of a line of a group's plan. */
export const groupLineId = idOf<GroupLineId>()

/** The path of a statement: `/groups/members/:id`. */
export const groupMemberPath = z.object({ id: groupMemberId })
/** The path of a line of a plan: `/groups/lines/:id`. */
export const groupLinePath = z.object({ id: groupLineId })
/** What stands beside a group: a report, or a requirement. */
export const linkPath = z.object({ id: recordId, linked: recordId })
