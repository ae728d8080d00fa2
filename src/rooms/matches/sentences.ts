/** What the ledger says of matches, where the operation's words do not tell it. */
import type { DetailRule, SentenceRule, ToldEvent } from '../../platform/rooms/operations.ts'
import { subjectKind, type SubjectKind } from '../../wire/codes.ts'

const CONTACTS: ReadonlySet<string> = new Set([
  'deconfliction.match.contact',
  'deconfliction.match.reply',
  'deconfliction.match.confirm',
  'deconfliction.match.reject',
  'deconfliction.match.answer-many',
  'deconfliction.match.take-back',
  'deconfliction.match.close',
])

export const sentences: readonly SentenceRule[] = [
  ({ kind, subjectKind: about, detail }) =>
    kind === 'combination' && about !== 'public-report' ? `Opened a match${kindTold(detail)}` : null,
  ({ kind, subjectKind: about, detail }) => {
    if (kind !== 'alteration' || about !== 'match' || typeof detail['common'] !== 'boolean') return null
    return detail['common']
      ? `Set a match aside${kindTold(detail)}: the value has become common${forWhom(detail)}`
      : `Brought a match back${kindTold(detail)}: the value is no longer common${forWhom(detail)}`
  },
  // A form that was refused shows the match again, and nothing else was done.
  ({ kind, operation, subjectKind: about }, { toDo, what }) =>
    kind === 'consultation' && about === 'match' && CONTACTS.has(operation)
      ? `Looked at a match, to ${toDo} ${what}`
      : null,
]

export const details: readonly DetailRule[] = [
  ({ operation, detail }) => (operation === 'deconfliction.check' ? kindTold(detail) : null),
]

/** A value may be common for one clearance and not for the other. */
const forWhom = ({ clearance }: ToldEvent['detail']) =>
  typeof clearance === 'string' ? ` for those cleared for ${clearance}` : ''

function kindTold({ kind }: ToldEvent['detail']): string {
  return typeof kind === 'string' && kind in subjectKind
    ? ` (${subjectKind[kind as SubjectKind].toLowerCase()})`
    : ''
}
