/** Sentences of groups in the ledger, where the words of the operation do not tell it. */
import type { SentenceRule } from '../../../platform/rooms/operations.ts'

export const groupSentences: readonly SentenceRule[] = [
  // Reading is an event of its own, whatever a group is read for.
  ({ kind, operation, subjectKind, detail }, { toDo, what }) => {
    if (kind !== 'consultation' || subjectKind !== 'group' || detail['sight'] === undefined) return null
    if (detail['sight'] === 'conditions') return 'Read the name and the conditions of a group'
    return `Read a group${operation === 'networks.group.read' ? '' : `, to ${toDo} ${what}`}`
  },
]
