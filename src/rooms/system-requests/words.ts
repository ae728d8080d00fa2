/** The words of requests to systems of record: code lists, and what follows what. */
export const STATES = {
  drafted: 'Draft',
  asked: 'Asked',
  authorised: 'Authorised',
  refused: 'Refused',
  made: 'Made',
  outcome: 'Answered',
  closed: 'Closed',
} as const
export type RequestState = keyof typeof STATES

/** From which state to which; `system_requests.may_move` says the same. */
export const MOVES: Readonly<Record<RequestState, readonly RequestState[]>> = {
  drafted: ['asked'],
  asked: ['drafted', 'authorised', 'refused'],
  authorised: ['made'],
  refused: [],
  made: ['outcome'],
  outcome: ['closed'],
  closed: [],
}

/** Whom it is about. Of the last four a safeguarding decision comes first. */
export const CATEGORIES = {
  suspected: 'Suspected of an offence',
  convicted: 'Convicted of an offence',
  victim: 'Victim, or possible victim',
  witness: 'Witness, or other person with information',
  child: 'Child, or possibly under 18',
  unknown: 'Not known',
} as const
export type Category = keyof typeof CATEGORIES
/** May somebody of this category be asked about without a safeguarding decision? */
export const needsSafeguarding = (category: Category): boolean =>
  category !== 'suspected' && category !== 'convicted'

export const REFUSED_FOR = {
  'not-necessary': 'It is not necessary',
  'not-proportionate': 'It is not proportionate',
  'less-intrusive': 'There is a less intrusive way',
  'no-power': 'There is no power for it',
  'no-access': 'Nobody can make it in time: we have no access',
  other: 'Another reason',
} as const
export type RefusedFor = keyof typeof REFUSED_FOR

export const OUTCOMES = {
  nothing: 'Nothing',
  possible: 'Possible: uncorroborated',
  corroborated: 'Corroborated',
  'wrong-person': 'Wrong person',
} as const
export type Outcome = keyof typeof OUTCOMES
/** What whoever enters the answer may choose. */
export const ANSWERS = {
  nothing: 'Nothing',
  possible: 'Possible: uncorroborated. May not be acted upon alone',
  'wrong-person': 'Wrong person: what we hold is about somebody else',
} as const
export type Answer = keyof typeof ANSWERS

/** What stands wherever a possible answer is printed. */
export const NOT_ALONE = 'May not be acted upon alone'
