/** What the ledger says of public reports. Opening a sealed one is an event of its own, whatever it is opened for. */
import type { SentenceRule } from '../../platform/rooms/operations.ts'

export const sentences: readonly SentenceRule[] = [
  ({ kind, operation, subjectKind, detail }, { toDo, what }) => {
    if (subjectKind !== 'public-report') return null
    if (kind === 'collection' && typeof detail['from'] === 'number')
      return 'Received a public report from another desk'
    if (kind === 'consultation' && detail['opened'] === true) {
      if (operation === 'reporting.triage.intelligence.show')
        return 'Opened a public report, to make an intelligence report of it'
      return operation === 'reporting.triage.report.read'
        ? 'Opened a public report'
        : `Opened a public report, to ${toDo} ${what}`
    }
    if (kind === 'consultation' && detail['part'] === 'contact' && typeof detail['reason'] === 'string')
      return `Opened a reporter’s contact details: ${detail['reason']}`
    if (kind === 'alteration' && detail['draft'] === 'begun')
      return 'Began the draft of an intelligence report from a public report'
    if (operation === 'reporting.triage.draft-deleted')
      return 'Deleted the draft that was made of a public report: the public report is open again'
    if (operation === 'reporting.triage.filed')
      return 'Filed the intelligence report that was made of a public report, which closed the public report'
    if (detail['referred'] === true) return 'Noted a referral to safeguarding about a public report'
    if (operation === 'reporting.triage.ask' && detail['state'] === 'awaiting-second')
      return 'Wrote a question to a reporter, for a second officer to agree to'
    if (operation === 'reporting.triage.ask.decide')
      return detail['decision'] === 'send'
        ? 'Agreed to a question to a reporter'
        : 'Refused a question to a reporter'
    return null
  },
]
