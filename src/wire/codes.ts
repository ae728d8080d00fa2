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

/** What one subject has to do with another: the words from the one, and from the other back. */
export const linkKind = {
  uses: 'Uses',
  owns: 'Owns',
  drives: 'Drives',
  'sells-to': 'Sells to',
  supplies: 'Supplies',
  pays: 'Pays',
  'travels-with': 'Travels with',
  calls: 'Calls',
  'member-of': 'Is a member of',
  'works-for': 'Works for',
  'located-at': 'Is located at',
  'registered-to': 'Is registered to',
  other: 'Has to do with',
} as const
export const linkInverse = {
  uses: 'Is used by',
  owns: 'Is owned by',
  drives: 'Is driven by',
  'sells-to': 'Buys from',
  supplies: 'Is supplied by',
  pays: 'Is paid by',
  'travels-with': 'Travels with',
  calls: 'Is called by',
  'member-of': 'Has as a member',
  'works-for': 'Has working for it',
  'located-at': 'Is the place of',
  'registered-to': 'Is the registered owner of',
  other: 'Has to do with',
} as const satisfies Record<LinkKind, string>

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

/** What an intelligence requirement is about. A person only if suspected or convicted, with the basis. */
export const requirementAbout = {
  group: 'A group',
  route: 'A route',
  place: 'A place',
  method: 'A method',
  supply: 'Supply of boats, engines or other equipment',
  money: 'Money',
  person: 'A person who is suspected or convicted',
} as const

/** Categories of a person about whom a requirement may ask, DPA 2018 s.38(3). */
export const requirementPerson = {
  suspected: personCategory.suspected,
  convicted: personCategory.convicted,
} as const

/** How far a requirement has come. */
export const requirementState = {
  open: 'Open',
  'partly-answered': 'Partly answered',
  answered: 'Answered',
  withdrawn: 'Withdrawn',
  overtaken: 'Overtaken',
} as const

/** Where a line of a collection plan looks for an answer. None of them follows a person or tasks the public. */
export const collectionSource = {
  partner: 'Ask a partner',
  'own-reports': 'Our own reports',
  'public-prompts': 'Prompts in the pages for public reports',
  'port-staff': 'Port staff',
  'evidence-review': 'A review of evidence that is held',
  'system-of-record': 'A system of record',
  'open-source': 'Open source that is held already',
} as const

/** How far a line of a collection plan has come. */
export const lineState = {
  proposed: 'Not accepted yet',
  accepted: 'Accepted',
  answered: 'Answered',
  nothing: 'Nothing found',
  declined: 'Declined',
  dropped: 'Asked no more',
} as const

/** Why an agency declines a line. */
export const declineReason = {
  'nothing-held': 'We hold nothing on it',
  'no-lawful-basis': 'We have no lawful basis for it',
  'no-capacity': 'We have nobody for it in time',
  'another-agency': 'Another agency should be asked',
  other: 'Another reason',
} as const

/** Where an organised crime group stands, as its owner says it. A list of this project: the field's own was not found. */
export const groupStatus = {
  active: 'Active',
  dormant: 'Dormant',
  dismantled: 'Dismantled',
  'no-group': 'Not a group after all',
} as const

/** What may be said to be of a group. */
export const groupMemberKind = { person: 'Person', company: 'Company', group: 'Another group' } as const

/** The four parts of a plan against a group (College of Policing APP, 4P). */
export const groupStrand = {
  pursue: 'Pursue: prosecute and disrupt',
  prevent: 'Prevent: stop people from taking part',
  protect: 'Protect: keep people from its harm',
  prepare: 'Prepare: lessen the harm when it comes',
} as const

/** How far a line of a plan has come. */
export const groupLineState = {
  open: 'Not begun',
  'under-way': 'Under way',
  done: 'Done',
  dropped: 'Dropped',
} as const

/** The three phases of the Home Office's framework for a place. */
export const groupPhase = { clear: 'Clear', hold: 'Hold', build: 'Build' } as const

/** Grades of a threat assessment, highest first. A person gives one; how it is called is the operator's to say. */
export const groupGrade = ['high', 'medium', 'low'] as const

/** What was done to disrupt a group or a person. */
export const disruptionDone = {
  'asset-seizure': 'Assets seized',
  'equipment-seizure': 'Equipment seized',
  licence: 'Licence taken or refused',
  arrest: 'Arrest',
  charge: 'Charge',
  conviction: 'Conviction',
  sentence: 'Sentence',
  'online-removal': 'Online content removed',
  safeguarding: 'Safeguarding',
  other: 'Other',
} as const

/** Whom a disruption is about. */
export const disruptionAbout = {
  group: 'An organised crime group',
  person: 'One person, suspected or convicted',
} as const

/** The level of a disruption. What each is called, the operator says: its official wording was not found. */
export const disruptionLevel = ['major', 'moderate', 'minor'] as const

/** How far a disruption has come. */
export const disruptionState = {
  drafted: 'Draft',
  claimed: 'Claimed, to be moderated',
  accepted: 'Accepted',
  returned: 'Returned with a question',
  refused: 'Refused',
  checked: 'Accepted, effect looked at',
  same: 'The same as another',
} as const

/** What a moderator says. */
export const moderationOutcome = {
  accepted: 'Accept it',
  returned: 'Return it with a question',
  refused: 'Refuse it',
} as const

/** What became of the effect of a disruption. */
export const disruptionEffect = {
  'still-disrupted': 'Still disrupted',
  recovered: 'Recovered',
  displaced: 'Displaced',
  'cannot-tell': 'Cannot tell',
} as const

/** What shows how it was before and after. */
export const disruptionEvidence = {
  report: 'Report',
  decision: 'Decision of an operation',
  action: 'Action of an operation',
  exhibit: 'Exhibit',
} as const

/** How far an operation has come. */
export const operationState = {
  proposed: 'Proposed',
  open: 'Open',
  'winding-down': 'Winding down',
  closed: 'Closed',
  archived: 'Archived',
} as const

/** Where an operation comes from. */
export const operationOrigin = {
  tasking: 'Tasking',
  partner: 'A partner',
  'public-report': 'A public report',
  'review-due': 'A review that was due',
  reactive: 'Something that happened',
} as const

/** What somebody holds in an operation: a function, not a rank. */
export const operationPost = {
  lead: 'Lead',
  deputy: 'Deputy',
  'strategic-commander': 'Strategic commander (gold)',
  'tactical-commander': 'Tactical commander (silver)',
  'operational-commander': 'Operational commander (bronze)',
  loggist: 'Loggist',
  tasking: 'Tasking',
  'exhibits-officer': 'Exhibits officer',
  'disclosure-officer': 'Disclosure officer',
  reviewer: 'Reviewer',
  'privilege-reviewer': 'Privilege reviewer',
  member: 'Member',
  observer: 'Observer: reads, and does not act',
} as const

/** How far an agency has come into an operation. */
export const participationState = {
  offered: 'Terms offered',
  accepted: 'Takes part',
  declined: 'Declined',
  left: 'Has left',
} as const

/** Why a group needs attention, in the order in which a page says it. */
export const groupAttention = {
  'no-lead': 'Nobody leads',
  'no-plan': 'No plan',
  'plan-still': 'Plan stands still',
  'review-overdue': 'Review overdue',
  'review-due': 'Review due',
} as const

/** Mapping of the old 5x5x5 to 3x5x2 (`unverified`: a person re-evaluates every report that came through it). */
export const legacy5x5x5 = {
  source: { A: '1', B: '1', C: '3', D: '3', E: '2' },
  information: { '1': 'A', '2': 'A', '3': 'B', '4': 'D', '5': 'E' },
  handling: { '1': 'P', '2': 'C', '3': 'C', '4': 'C', '5': 'C' },
} as const

/**
 * What happened at a time and a place, as an item of a report says it. `unverified`: no national list is known; these
 * are the words of the coast's own reports.
 */
export const whatHappened = {
  'launch-seen': 'Launch seen',
  landing: 'Landing',
  'found-on-beach': 'Found on a beach',
  'equipment-bought': 'Boat or engine bought',
  'equipment-stored': 'Boat or engine stored',
  'equipment-moved': 'Boat or engine moved',
  meeting: 'Meeting',
  transport: 'Transport',
  other: 'Something else',
} as const

/** How sure the position of what happened is. */
export const positionSureness = {
  exact: 'Exactly there',
  within: 'Within so many metres of it',
  about: 'About there',
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

/** What a log may be used for, and nothing else (DPA 2018 s.62(4)). */
export const ledgerUse = {
  lawfulness: 'To verify that processing is lawful',
  'self-monitoring': 'For self-monitoring, which includes disciplinary proceedings',
  integrity: 'To ensure the integrity and security of the data',
  'criminal-proceedings': 'For criminal proceedings',
} as const

/** What an agency is. It decides nothing about what its people may read: roles do. */
export const agencyKind = {
  force: 'Police force',
  agency: 'Agency',
  'task-force': 'Task force',
  commissioner: 'Police and crime commissioner',
  inspectorate: 'Inspectorate',
} as const

/** Kinds of agency that hold other agencies to account. */
export const holdsToAccount: readonly AgencyKind[] = ['commissioner', 'inspectorate']

/**
 * Ranks of the police, the lowest first, as `identity.rank` has them. The order is general knowledge and unverified. Grades of
 * other agencies count as one of them where the operator has entered so.
 */
export const rank = {
  constable: 'Constable',
  sergeant: 'Sergeant',
  inspector: 'Inspector',
  'chief-inspector': 'Chief inspector',
  superintendent: 'Superintendent',
  'chief-superintendent': 'Chief superintendent',
  'chief-officer': 'Chief officer',
} as const

/** Kinds of agency whose people have ranks; those of others have grades. */
export const hasRanks: readonly AgencyKind[] = ['force', 'task-force']

/** Roles that a person may hold, in the order a form shows them. */
export const roleWords = {
  intelligence_officer: 'Intelligence officer',
  analyst: 'Analyst',
  coordinator: 'Coordinator',
  triage_officer: 'Triage officer',
  records_manager: 'Records manager',
  administrator: 'Administrator',
  overseer: 'Overseer',
  chief_officer: 'Chief officer',
  investigator: 'Investigator',
} as const

/**
 * What a role may let somebody do. Pages, use cases and policies ask for one of these and never for a role:
 * `whoever` and `may` (platform/identity/roles.ts), and the function of the same name in db/code/access/roles.sql.
 */
export const capability = {
  readsContent: 'Reads what others wrote: reports, matches, search; checks values; answers matches',
  readsDrafts: 'Reads the drafts of colleagues',
  filesIntelligence: 'Writes drafts and files them',
  decides: 'Decides about what is filed: releases, recalls, sanitises, grades, writes the next version',
  checksSanitised: 'Checks what a colleague has sanitised',
  keepsRequirements:
    'Writes intelligence requirements and their collection plans; accepts or declines what partners ask',
  keepsGroups:
    'Writes groups, their members, plans and assessments; links reports and requirements with them',
  coordinatesGroups: 'Is told which of the agency’s groups need attention',
  readsInOperations: 'Reads inside the operations of which they are a member',
  proposesOperations: 'Proposes an operation, and leads it from then on',
  acceptsOperations:
    'Answers for the agency whether it takes part in an operation, and which of its people join',
  recordsEncounters:
    'Records encounters, where the agency is a force or another that acts, and checks those of others',
  asksSystems:
    'Works on requests to systems of record: asks, authorises, makes them, as far as they are named or may',
  freesMatches: 'Gives back a match that a colleague has taken',
  // Whoever uploads becomes the reports' author and reads them, so it is somebody who reads anyway.
  uploadsExports: 'Uploads an export of the agency',
  followsImports: 'Sees how imports went',
  triages: 'Works at the desk for what the public reports',
  destroysPublicReports: 'Destroys a public report',
  seesPublicPicture: 'Sees where the public reports from',
  readsCoastalPlan: 'Reads the coastal plan',
  keepsCoastalPlan: 'Changes the coastal plan',
  leadsStretches: 'May be named as the lead of a stretch of coast',
  readsOversight: 'Reads inspections, and what the agency or those it holds to account do about them',
  entersInspections: 'Enters an inspection, where the agency is one that oversees or the task force',
  entersProgress: 'Enters what the agency does about a recommendation',
  signsProgress: 'Signs what the agency says of its progress; comments on an inspection',
  oversees: 'Holds an agency to account: decides what is complete, meets, writes and signs the response',
  reviewsRecords: 'Reviews records whose date has come, where they are named for it',
  managesRecords:
    'Reads the ledger; is told who gains a role and who checks much; answers for how long records are kept',
  asksForProofs: 'Sees how the ledger stands, and asks for the proof of an event',
  administers: 'Enters people, gives roles, keeps the entry of the desk',
} as const

/** What each role may do. Whoever holds several may do what any of them may. */
export const roleMay = {
  intelligence_officer: [
    'readsContent',
    'readsDrafts',
    'filesIntelligence',
    'decides',
    'checksSanitised',
    'keepsRequirements',
    'keepsGroups',
    'readsInOperations',
    'proposesOperations',
    'uploadsExports',
    'followsImports',
    'triages',
    'seesPublicPicture',
    'readsCoastalPlan',
    'leadsStretches',
    'reviewsRecords',
    'recordsEncounters',
    'asksSystems',
  ],
  analyst: [
    'readsContent',
    'filesIntelligence',
    'readsInOperations',
    'seesPublicPicture',
    'readsCoastalPlan',
    'leadsStretches',
    'recordsEncounters',
    'asksSystems',
  ],
  coordinator: [
    'readsContent',
    'filesIntelligence',
    'decides',
    'freesMatches',
    'keepsRequirements',
    'keepsGroups',
    'coordinatesGroups',
    'readsInOperations',
    'proposesOperations',
    'acceptsOperations',
    'triages',
    'destroysPublicReports',
    'seesPublicPicture',
    'readsCoastalPlan',
    'keepsCoastalPlan',
    'leadsStretches',
    'reviewsRecords',
    'readsOversight',
    'entersInspections',
    'entersProgress',
    'recordsEncounters',
    'asksSystems',
  ],
  triage_officer: [
    'filesIntelligence',
    'triages',
    'seesPublicPicture',
    'readsCoastalPlan',
    'leadsStretches',
    'recordsEncounters',
    'asksSystems',
  ],
  records_manager: [
    'followsImports',
    'destroysPublicReports',
    'reviewsRecords',
    'managesRecords',
    'asksForProofs',
    'recordsEncounters',
    'asksSystems',
  ],
  administrator: [
    'followsImports',
    'readsCoastalPlan',
    'keepsCoastalPlan',
    'leadsStretches',
    'administers',
    'recordsEncounters',
    'asksSystems',
  ],
  overseer: ['readsCoastalPlan', 'asksForProofs', 'readsOversight', 'entersInspections', 'oversees'],
  chief_officer: ['readsOversight', 'signsProgress', 'recordsEncounters', 'asksSystems'],
  investigator: ['readsInOperations', 'recordsEncounters', 'asksSystems'],
} as const satisfies Record<Role, readonly Capability[]>

export type LedgerUse = keyof typeof ledgerUse
export type SourceEvaluation = keyof typeof sourceEvaluation
export type IntelligenceAssessment = keyof typeof intelligenceAssessment
export type Handling = keyof typeof handling
export type ActionCode = keyof typeof actionCode
export type SanitisationCode = keyof typeof sanitisationCode
export type Classification = keyof typeof classification
export type PersonCategory = keyof typeof personCategory
export type StatementBasis = keyof typeof statementBasis
export type SubjectKind = keyof typeof subjectKind
export type LinkKind = keyof typeof linkKind
export type WhatHappened = keyof typeof whatHappened
export type PositionSureness = keyof typeof positionSureness
export type EventKind = keyof typeof eventKind
export type AgencyKind = keyof typeof agencyKind
export type RequirementAbout = keyof typeof requirementAbout
export type RequirementState = keyof typeof requirementState
export type CollectionSource = keyof typeof collectionSource
export type LineState = keyof typeof lineState
export type DeclineReason = keyof typeof declineReason
export type GroupStatus = keyof typeof groupStatus
export type GroupMemberKind = keyof typeof groupMemberKind
export type GroupStrand = keyof typeof groupStrand
export type GroupLineState = keyof typeof groupLineState
export type GroupPhase = keyof typeof groupPhase
export type DisruptionDone = keyof typeof disruptionDone
export type DisruptionAbout = keyof typeof disruptionAbout
export type DisruptionLevel = (typeof disruptionLevel)[number]
export type DisruptionState = keyof typeof disruptionState
export type ModerationOutcome = keyof typeof moderationOutcome
export type DisruptionEffect = keyof typeof disruptionEffect
export type DisruptionEvidence = keyof typeof disruptionEvidence
export type OperationState = keyof typeof operationState
export type OperationOrigin = keyof typeof operationOrigin
export type OperationPost = keyof typeof operationPost
export type ParticipationState = keyof typeof participationState
export type GroupGrade = (typeof groupGrade)[number]
export type GroupAttention = keyof typeof groupAttention
export type Rank = keyof typeof rank
export type Role = keyof typeof roleWords
export type Capability = keyof typeof capability

/**
 * Lists the codes of a list, typed for a schema.
 * @param list - code to label
 * @returns the codes, in the list's order
 */
export function codesOf<T extends Record<string, string>>(
  list: T,
): [keyof T & string, ...(keyof T & string)[]] {
  return Object.keys(list) as [keyof T & string, ...(keyof T & string)[]]
}
