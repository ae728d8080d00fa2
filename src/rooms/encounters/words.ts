/** Words of encounters: states, steps, answers, and what may be said in each. */
import type { StepNumber } from './ids.ts'

export const STATES = {
  open: 'Being recorded',
  'handed-over': 'To be checked',
  checked: 'Checked',
  closed: 'Closed',
} as const
export type EncounterState = keyof typeof STATES

export const HOW_FOUND = {
  'on-foot': 'On foot, or on a beach',
  vessel: 'In a boat or a ship',
  lorry: 'In a lorry',
  vehicle: 'In another vehicle',
  premises: 'In a building',
  port: 'At a port',
  other: 'Another way',
} as const
export type HowFound = keyof typeof HOW_FOUND

export const ANSWERS = { done: 'Done', 'not-needed': 'Not needed', 'not-possible': 'Not possible' } as const
export type StepAnswer = keyof typeof ANSWERS

/** What each step is called, what it asks, and what is said to whoever does it. */
export const STEPS: Readonly<Record<StepNumber, { name: string; asks: string; says: readonly string[] }>> = {
  1: {
    name: 'Danger and medical help',
    asks: 'Is everybody out of danger, and is medical help called?',
    says: [
      'Call 999 first. At sea or on the shore ask for the Coastguard. This form can wait.',
      'Seamark calls nobody and sends nobody.',
    ],
  },
  2: {
    name: 'Language and interpreter',
    asks: 'Does everybody understand what happens?',
    says: ['Use an interpreter of your agency. Do not use another person who was found, and never a child.'],
  },
  3: {
    name: 'Families together',
    asks: 'Are families kept together?',
    says: ['Ask who belongs together before anybody is moved.'],
  },
  4: {
    name: 'Children',
    asks: 'Does everybody who may be under 18 take the child path?',
    says: [
      'Anyone who may be under 18, or whose age is disputed, is treated as a child.',
      'Tell children’s services. Nothing of crime or evidence is recorded here about a child.',
    ],
  },
  5: {
    name: 'Exploitation',
    asks: 'Did you look for signs that somebody is exploited?',
    says: [
      'An adult who consents: a referral to the National Referral Mechanism.',
      'An adult who does not consent: the duty to notify, without a name if they wish.',
      'Anyone who may be under 18: always a referral, no consent is needed. Safeguard first.',
      'You do not need to be certain.',
    ],
  },
  6: {
    name: 'NCCU told',
    asks: 'Is the National Command and Control Unit (NCCU) told?',
    says: ['The NCCU of Immigration Enforcement answers day and night.'],
  },
  7: {
    name: 'Crime and intelligence',
    asks: 'Which lawful opportunities were there, and which were taken?',
    says: [
      'Only about adults, one by one, with grounds for each. There are no blanket powers.',
      'A voluntary conversation is never with somebody who is suspected.',
    ],
  },
  8: {
    name: 'Handover and property',
    asks: 'Is everybody handed over, with their property receipted?',
    says: ['Give a custody record or another reference. Do not write names.'],
  },
}
export const STEP_NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly StepNumber[]

/** Ways of step 5. */
export const ROUTES = {
  'nrm-adult': 'National Referral Mechanism: an adult who consents',
  'duty-to-notify': 'Duty to notify: an adult who does not consent',
  'nrm-child': 'National Referral Mechanism: somebody who may be under 18',
  safeguarding: 'Another safeguarding referral',
} as const
export type Route = keyof typeof ROUTES

export const GUARDIAN = {
  told: 'Told',
  'not-told': 'Not told yet',
  'not-here': 'There is none here',
} as const
export const INNERSTE = { made: 'Made', 'not-made': 'Not made' } as const

/** The age of somebody about whom step 7 is to say something. Only an adult may be entered. */
export const AGES = {
  adult: 'An adult: nobody doubts it',
  unknown: 'Age unknown',
  disputed: 'Age disputed',
} as const
export type Age = keyof typeof AGES

export const OPPORTUNITIES = {
  offence: 'A suspected offence',
  power: 'A power',
  conversation: 'A voluntary conversation',
} as const
export type OpportunityKind = keyof typeof OPPORTUNITIES

/** Offences that a suspicion may be of. A list of this project; the operator checks it against the law in force. */
export const OFFENCES = {
  'ia71-24': 'Immigration Act 1971 s.24: illegal entry',
  'ia71-24-e1a': 'Immigration Act 1971 s.24(E1A): endangering another during a sea crossing',
  'ia71-25': 'Immigration Act 1971 s.25: assisting unlawful immigration',
  'ia71-25a': 'Immigration Act 1971 s.25A: helping an asylum seeker to enter, for gain',
  'bsaia-13': 'Border Security, Asylum and Immigration Act 2025 s.13: supplying articles',
  'bsaia-14': 'Border Security, Asylum and Immigration Act 2025 s.14: handling articles',
  'bsaia-16': 'Border Security, Asylum and Immigration Act 2025 s.16: collecting information',
  other: 'Another offence, named in the grounds',
} as const
export type Offence = keyof typeof OFFENCES

/** The defences that must be thought of, beside each offence. They prompt, and decide nothing. */
export const DEFENCES: Readonly<Record<Offence, string>> = {
  'ia71-24': 'Modern Slavery Act 2015 s.45 may apply.',
  'ia71-24-e1a': 'Modern Slavery Act 2015 s.45: check whether it applies.',
  'ia71-25': 'Modern Slavery Act 2015 s.45 is excluded (Sch 4 para 16). A rescue is not this offence.',
  'ia71-25a': 'Not for organisations that help and ask no payment.',
  'bsaia-13':
    's.15 excludes food, drink, medicine, clothing, shelter and items that save life. Reasonable excuse: rescue, unpaid aid.',
  'bsaia-14':
    's.15 excludes food, drink, medicine, clothing, shelter and items that save life. Reasonable excuse: rescue, unpaid aid.',
  'bsaia-16': 'Reasonable excuse: one’s own journey, journalism, research, medical or emergency aid, rescue.',
  other: 'Think of each defence of that offence.',
}

/** Powers. Which apply to whom is law and policy of the agency: this list prompts, and decides nothing. */
export const POWERS = {
  'arrest-pace-24': 'Arrest: PACE 1984 s.24',
  'search-pace-32': 'Search on arrest: PACE 1984 s.32',
  'seize-pace-19': 'Seizure: PACE 1984 s.19',
  'article-bsaia': 'Search for and seizure of a relevant article: BSAI Act 2025 ss.22 to 26',
  'immigration-sch2': 'Immigration Act 1971 Schedule 2',
  other: 'Another power, named in the grounds',
} as const
export type Power = keyof typeof POWERS

/** How far the lists of offences and powers were checked; pages say so beside them. */
export const NOT_VERIFIED = {
  offence:
    'This list and its defences are not verified: the Acts were read in a copy. Check them against the law in force',
  power:
    'This list is not verified. Which power applies is law and your agency’s policy: check it before you use one',
} as const

/** Of adults: identified, or why not. The figure that an inspection asks for. */
export const IDENTIFIED = {
  identified: 'Identified',
  'care-first': 'Not: care came first',
  'no-power': 'Not: no power applied',
  'no-means': 'Not: nobody trained, or no equipment',
  'no-interpreter': 'Not: no interpreter',
  'handed-over-first': 'Not: handed over to an agency that identifies',
  other: 'Not: another reason, given below',
} as const
export type Identified = keyof typeof IDENTIFIED

export const RECIPIENTS = {
  'ambulance-or-hospital': 'Ambulance or hospital',
  'childrens-services': 'Children’s services',
  'border-force': 'Border Force',
  'immigration-enforcement': 'Immigration Enforcement',
  'police-custody': 'Police custody',
  'another-force': 'Another force',
  'local-authority': 'Local authority',
  left: 'Nobody: they left first',
  other: 'Somebody else',
} as const
export type Recipient = keyof typeof RECIPIENTS

/** What a major incident is called in with. Offered to read out; nothing of it is sent or kept. */
export const METHANE = [
  'Major incident: declared or standing by',
  'Exact place',
  'Type of incident',
  'Hazards, seen and possible',
  'Access: safe routes in and out',
  'Number of people, and how badly hurt',
  'Emergency services: there, and needed',
] as const
/** From so many people on the headings are offered. */
export const MANY = 10
