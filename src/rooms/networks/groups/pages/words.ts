/** States of groups and of their plans as tags, and days that are late. */
import { ukDate } from '../../../../design/dates.ts'
import {
  groupAttention,
  groupLineState,
  groupStatus,
  type GroupAttention,
  type GroupLineState,
  type GroupStatus,
} from '../../../../wire/codes.ts'
import type { PlanLine } from '../plan.ts'

export type Tag = { text: string; colour: string }
export type Cell = string | { text?: string; href?: string; detail?: string; tag?: Tag; tags?: Tag[] }

const STATUS: Record<GroupStatus, string> = {
  ...{ active: 'blue', dormant: 'yellow', dismantled: 'green', 'no-group': 'grey' },
}
const LINE: Record<GroupLineState, string> = {
  ...{ open: 'yellow', 'under-way': 'blue', done: 'green', dropped: 'grey' },
}

/**
 * Says where a group stands, in a word.
 * @param status - of the group
 * @returns the tag
 */
export const statusTag = (status: GroupStatus): Tag => ({ text: groupStatus[status], colour: STATUS[status] })

/**
 * The same of a line of a plan.
 * @param state - of the line
 * @returns the tag
 */
export const lineTag = (state: GroupLineState): Tag => ({ text: groupLineState[state], colour: LINE[state] })

/**
 * Says why a group needs attention, in a word.
 * @param reason - one of them
 * @returns the tag; its colour is the same for all
 */
export const attentionTag = (reason: GroupAttention): Tag => ({
  text: groupAttention[reason],
  colour: 'orange',
})

/**
 * Writes the day on which a line is due.
 * @param day - YYYY-MM-DD
 * @param today - YYYY-MM-DD
 * @param isOpen - it has not ended
 * @returns as in `5 December 2026`, and `5 December 2026, late` where that is past
 */
export const dueWords = (day: string, today: string, isOpen: boolean): string =>
  isOpen && day < today ? `${ukDate(day)}, late` : ukDate(day)

/**
 * Says who owns a line of a plan.
 * @param line - as its reader sees it
 * @returns a person by name or role; a partner who is asked, or has declined; to whom it does not concern, that it is one
 */
export function ownerWords({ owner, partner }: Pick<PlanLine, 'owner' | 'partner'>): string {
  if (owner !== null) return partner === null ? owner : `${owner} (${partner.agency})`
  if (partner === null) return 'A partner'
  return partner.declinedWords === null
    ? `${partner.agency}, who is asked`
    : `Nobody: ${partner.agency} declined`
}
