/** Words of interests. */
import { subjectKind, type SubjectKind } from '../../../wire/codes.ts'
import { identifierKinds } from '../../../library/identifiers/index.ts'

/** Who may learn of it. There is no default. */
export const DISCLOSURES = {
  open: 'Open: who holds the same learns our agency and its desk, as of a report',
  broker:
    'By the duty post: only our own side sees a match; the duty post of the task force sees whom to ring',
  silent: 'Silent: only our own side sees a match',
} as const
export type Disclosure = keyof typeof DISCLOSURES

/** The same in a word, for a list. */
export const DISCLOSED = { open: 'Open', broker: 'By the duty post', silent: 'Silent' } as const

/** Whose it is. There is no default, and no category for a victim, a witness or a child. */
export const CATEGORIES = {
  suspected: 'Somebody who is suspected of an offence',
  convicted: 'Somebody who is convicted of an offence',
  'not-known':
    'Nobody is known whose it is, and nothing says that it is a victim’s, a witness’s or a child’s',
} as const
export type Category = keyof typeof CATEGORIES

/** What is matched: a person, or what has an identifier. */
export const KINDS: readonly SubjectKind[] = ['person', ...identifierKinds]

/** @returns kinds as a form offers them */
export const kindItems = (): { value: SubjectKind; text: string }[] =>
  KINDS.map((value) => ({ value, text: subjectKind[value] }))
