/** What the ledger says of readings, where the operation's words do not tell it. */
import type { SentenceRule } from '../../platform/rooms/operations.ts'

export const sentences: readonly SentenceRule[] = [
  // Reading is an event of its own, whatever a disruption is read for.
  ({ kind, operation, subjectKind, detail }, { toDo, what }) => {
    if (kind !== 'consultation' || subjectKind !== 'disruption' || detail['sight'] === undefined) return null
    if (detail['sight'] === 'conditions') return 'Read the title and the conditions of a disruption'
    return `Read a disruption${operation === 'disruptions.disruption.read' ? '' : `, to ${toDo} ${what}`}`
  },
]
