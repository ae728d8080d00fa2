/**
 * What a member may write without an event that the database asks for, each with its reason. A right that stands
 * here and is accounted for by now fails the test, so the list only grows shorter.
 */
export const unaccounted: Readonly<Record<string, string>> = {
  'requirements.requirement INSERT':
    'comes with its record, which is accounted for; the record has no other kind’s row',
  'disruptions.disruption INSERT':
    'comes with its record, which is accounted for; the record has no other kind’s row',
  'intelligence.version_content INSERT':
    'the text that its version’s digest says, in the statement that writes the version, which is accounted for',
  'networks.crime_group INSERT':
    'the record it belongs to, written before it in the transaction, must have its event',
  'intelligence.report INSERT':
    'It comes with its record, in the same transaction, and that is accounted for.',
  'deconfliction.thread_seen INSERT':
    'a bookmark of one’s own: how far one has read; opening the thread is an event',
  'deconfliction.thread_seen UPDATE': 'as above; its time only',
  'identity.agency UPDATE':
    'how partners reach its desk, by its administrator and nothing else of the row; its id is no event’s subject',
  'identity.looked INSERT': 'a bookmark of one’s own: until when one has looked',
  'identity.looked UPDATE': 'as above; its times only',
  'identity.purpose_used INSERT': 'what one may choose again; the purpose itself stands in each event',
  'identity.purpose_used UPDATE': 'as above; its time only',
  'identity.purpose_used DELETE': 'as above; the oldest are forgotten',
  'identity.session UPDATE': 'the purpose, which stands in each event from then on; nothing else of the row',
  'access.exported INSERT':
    'that one’s own file has a report in it, for when it is recalled; the export itself is an event',
  'search.entry INSERT':
    'comes with a version of the report, which is accounted for; its envelope is filled by a trigger',
  'intelligence.typing DELETE': 'as INSERT: it goes when it becomes part of the draft, which is an event',
  'intelligence.typing INSERT':
    'what somebody types and has not sent, for themself alone, every few seconds; it becomes part of the draft by an event',
  'intelligence.typing UPDATE': 'as INSERT',
  'ledger.event INSERT': 'the account itself: who, when and for which act are stamped by the database',
  'platform.idempotent_answer INSERT': 'what this person is told again when they send the same once more',
  'reporting.comparison INSERT':
    'that a text was compared with a reporter’s details; without it the version is refused at commit',
}
