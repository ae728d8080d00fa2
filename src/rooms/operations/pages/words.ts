/** States of operations, agencies and people as tags. */
import {
  operationState,
  participationState,
  type OperationState,
  type ParticipationState,
} from '../../../wire/codes.ts'

export type Tag = { text: string; colour: string }
/** A cell of a table, as the component takes it. */
export type Cell =
  | string
  | {
      text?: string
      href?: string
      hidden?: string
      detail?: string
      tag?: Tag
      time?: Date
      day?: string
      code?: string
    }

const STATE: Record<OperationState, string> = {
  ...{ proposed: 'yellow', open: 'blue', 'winding-down': 'orange', closed: 'grey', archived: 'grey' },
}
const PART: Record<ParticipationState, string> = {
  ...{ offered: 'yellow', accepted: 'blue', declined: 'grey', left: 'grey' },
}

/** Says how far an operation is, in a word. */
export const stateTag = (state: OperationState): Tag => ({
  text: operationState[state],
  colour: STATE[state],
})

/** Says how far an agency is in it, in a word. */
export const partTag = (state: ParticipationState): Tag => ({
  text: participationState[state],
  colour: PART[state],
})

/**
 * Says of somebody in an operation whether they read.
 * @param one - asked for, in it, or asleep because nobody has confirmed
 * @returns the tag
 */
export function memberTag(one: { state: 'proposed' | 'accepted'; awake: boolean }): Tag {
  if (one.state === 'proposed') return { text: 'Asked for', colour: 'yellow' }
  return one.awake ? { text: 'In it', colour: 'blue' } : { text: 'Asleep: not confirmed', colour: 'orange' }
}
