/** Words of tasking. */

/** Which meetings there are, by the names of tasking and co-ordination (APP). */
export const MEETING_KINDS = {
  strategic: 'Strategic tasking and co-ordination',
  tactical: 'Tactical tasking and co-ordination',
  daily: 'Daily meeting',
} as const
export type MeetingKind = keyof typeof MEETING_KINDS

export const BID_STATES = {
  drafted: 'Drafted',
  submitted: 'Submitted, to be decided',
  adopted: 'Adopted',
  'in-part': 'Adopted in part',
  refused: 'Refused',
  returned: 'Returned to its author',
} as const
export type BidState = keyof typeof BID_STATES

/** What the agency that holds the meeting may say of a bid that was submitted to it. */
export const BID_WORDS = {
  adopted: 'Adopt it',
  'in-part': 'Adopt it in part',
  refused: 'Refuse it',
  returned: 'Return it to its author, who changes it',
} as const
export type BidWord = keyof typeof BID_WORDS

/** What stands in the record of a bid, a review among it. */
export const SAID_WORDS = {
  adopted: 'Adopted',
  'in-part': 'Adopted in part',
  refused: 'Refused',
  returned: 'Returned',
  reviewed: 'Reviewed',
} as const
export type SaidWord = keyof typeof SAID_WORDS

const COLOURS: Readonly<Record<BidState, string>> = {
  ...{ drafted: 'grey', submitted: 'yellow', adopted: 'green', 'in-part': 'turquoise', refused: 'red' },
  returned: 'orange',
}

/**
 * @param state - of a bid
 * @returns its tag
 */
export const bidTag = (state: BidState): { text: string; colour: string } => ({
  text: BID_STATES[state],
  colour: COLOURS[state],
})

/** Which bids a list shows. */
export const BID_LISTS = {
  open: 'Open',
  ours: 'Your agency’s',
  decided: 'Decided',
  all: 'All',
} as const
export type BidList = keyof typeof BID_LISTS
