/** What the ledger says of drafts and readings, where the operation's words do not tell it. */
import { versionTold, type SentenceRule } from '../../platform/rooms/operations.ts'

const READS: ReadonlySet<string> = new Set(['intelligence.report.read', 'intelligence.report.show-sent'])

export const sentences: readonly SentenceRule[] = [
  ({ kind, detail }) =>
    kind === 'erasure' && detail['submitted'] === true ? 'The draft became the new version' : null,
  // Reading is an event of its own, whatever a report is read for.
  ({ kind, operation, subjectKind, detail }, { toDo, what }) => {
    if (kind !== 'consultation' || subjectKind !== 'report' || detail['sight'] === undefined) return null
    return detail['sight'] === 'conditions'
      ? 'Read the title and the conditions of a report'
      : `Read a report${versionTold(detail)}${READS.has(operation) ? '' : `, to ${toDo} ${what}`}`
  },
  ({ kind, operation, detail }) => {
    if (operation !== 'intelligence.draft.submit') return null
    if (detail['state'] === 'awaiting-check') return 'Sent a sanitised version to its second officer'
    return kind === 'alteration' && detail['submitted'] === true ? 'Filed a report' : null
  },
]
