/** What the ledger says of readings and answers, where the operation's words do not tell it. */
import type { SentenceRule } from '../../platform/rooms/operations.ts'

export const sentences: readonly SentenceRule[] = [
  // Reading is an event of its own, whatever a requirement is read for.
  ({ kind, operation, subjectKind, detail }, { toDo, what }) => {
    if (kind !== 'consultation' || subjectKind !== 'requirement' || detail['sight'] === undefined) return null
    if (detail['sight'] === 'conditions') return 'Read the question and the conditions of a requirement'
    return `Read a requirement${operation === 'requirements.requirement.read' ? '' : `, to ${toDo} ${what}`}`
  },
  // Also where a report is filed: it is done with the filing.
  ({ subjectKind, detail }) =>
    subjectKind === 'requirement' && detail['answered'] === true
      ? 'Said that a report answers a requirement'
      : null,
]
