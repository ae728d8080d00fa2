/** States as tags, as this room says them. */
import { disruptionState, type DisruptionState } from '../../../wire/codes.ts'

export type Tag = { text: string; colour: string }

const COLOURS: Record<DisruptionState, string> = {
  drafted: 'grey',
  claimed: 'blue',
  accepted: 'green',
  returned: 'yellow',
  refused: 'red',
  checked: 'green',
  same: 'grey',
}

/**
 * Says where a disruption stands, in a word.
 * @param state - of the disruption
 * @param isRecalled - its owner took it back
 * @returns the tag
 */
export const stateTag = (state: DisruptionState, isRecalled = false): Tag =>
  isRecalled ? { text: 'Recalled', colour: 'red' } : { text: disruptionState[state], colour: COLOURS[state] }
