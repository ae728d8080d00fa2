// The field's code lists, as data. Labels of the 3x5x2 are `secondary` (read in a copy, not at the
// College of Policing's own page); the 5x5x5 mapping is `unverified`. Pages that show an unverified
// list say so, and an agency may replace it by configuration.

/** Source evaluation of an intelligence report item (3x5x2). */
export const sourceEvaluation = { '1': 'Reliable', '2': 'Untested', '3': 'Not reliable' } as const

/** Intelligence assessment of an intelligence report item (3x5x2). */
export const intelligenceAssessment = {
  A: 'Known directly',
  B: 'Known indirectly but corroborated',
  C: 'Known indirectly',
  D: 'Not known',
  E: 'Suspected to be false',
} as const

/** Handling code (3x5x2). */
export const handling = {
  P: 'Lawful sharing permitted',
  C: 'Lawful sharing permitted with conditions',
} as const

/** Action codes; only with handling code C. */
export const actionCode = {
  A1: 'Covert development: combine or corroborate only; ask the originator before acting',
  A2: 'Covert use: covert action permitted; protect the source',
  A3: 'Overt use: overt action permitted as the owner specifies',
} as const

/** Sanitisation codes; only with handling code C. */
export const sanitisationCode = {
  S1: 'Originator allows sanitisation for wider sharing without being asked',
  S2: 'Consult the originator before any sanitisation for wider sharing',
} as const

/** Government security classifications that Seamark accepts, lowest first. SECRET and above are refused. */
export const classification = {
  OFFICIAL: 'OFFICIAL',
  'OFFICIAL-SENSITIVE': 'OFFICIAL-SENSITIVE',
} as const

/** Category of a data subject, DPA 2018 s.38(3). There is no default. */
export const personCategory = {
  suspected: 'Suspected of having committed, or about to commit, a criminal offence',
  convicted: 'Convicted of a criminal offence',
  victim: 'Victim, or possible victim, of a criminal offence',
  witness: 'Witness, or other person with information about an offence',
} as const

/** The same in the words of a card, where the law's stand beside the choice. */
export const personCategoryShort = {
  suspected: 'Suspect',
  convicted: 'Convicted',
  victim: 'Victim or possible victim',
  witness: 'Witness or other person with information',
} as const satisfies Record<PersonCategory, string>

/** Categories that are never matched and never drawn. */
export const neverMatched: readonly PersonCategory[] = ['victim', 'witness']

/** Whether a statement is a fact or a personal assessment, DPA 2018 s.38(2). */
export const statementBasis = { fact: 'Fact', assessment: 'Personal assessment' } as const

/** Kinds of subject that an item of a report may name. */
export const subjectKind = {
  person: 'Person',
  group: 'Group',
  company: 'Company',
  phone: 'Telephone',
  vehicle: 'Vehicle',
  vessel: 'Vessel',
  email: 'E-mail address',
  account: 'Bank account',
  wallet: 'Crypto wallet',
  device: 'Device',
  document: 'Identity document',
  handle: 'Online handle',
  address: 'Address',
} as const

/** Mapping of the old 5x5x5 to 3x5x2 (`unverified`: a person re-evaluates every report that came through it). */
export const legacy5x5x5 = {
  source: { A: '1', B: '1', C: '3', D: '3', E: '2' },
  information: { '1': 'A', '2': 'A', '3': 'B', '4': 'D', '5': 'E' },
  handling: { '1': 'P', '2': 'C', '3': 'C', '4': 'C', '5': 'C' },
} as const

/** What the law asks a system to log, DPA 2018 s.62, and what Seamark adds to it. */
export const eventKind = {
  collection: 'Collection',
  alteration: 'Alteration',
  consultation: 'Consultation',
  disclosure: 'Disclosure',
  combination: 'Combination',
  erasure: 'Erasure',
  refusal: 'Refusal',
  'sign-in': 'Sign-in',
  administration: 'Administration',
} as const

export type SourceEvaluation = keyof typeof sourceEvaluation
export type IntelligenceAssessment = keyof typeof intelligenceAssessment
export type Handling = keyof typeof handling
export type ActionCode = keyof typeof actionCode
export type SanitisationCode = keyof typeof sanitisationCode
export type Classification = keyof typeof classification
export type PersonCategory = keyof typeof personCategory
export type StatementBasis = keyof typeof statementBasis
export type SubjectKind = keyof typeof subjectKind
export type EventKind = keyof typeof eventKind

/** The codes of a list, in its order, typed for a schema. */
export function codesOf<T extends Record<string, string>>(
  list: T,
): [keyof T & string, ...(keyof T & string)[]] {
  return Object.keys(list) as [keyof T & string, ...(keyof T & string)[]]
}
