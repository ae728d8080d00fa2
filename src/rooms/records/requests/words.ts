/** The words of requests of data subjects, by code. Sections are those of the Data Protection Act 2018, Part 3. */

/** What somebody may ask for. One request may ask for several. */
export const rightWords = {
  access: 'Access to what is held on them (s.45)',
  rectification: 'Rectification of what is wrong (s.46)',
  erasure: 'Erasure (s.47(1))',
  restriction: 'Restriction of processing (s.47(2) and (3))',
} as const
export type Right = keyof typeof rightWords

/** The same in a word. */
export const rightNames: Readonly<Record<Right, string>> = {
  access: 'Access',
  rectification: 'Rectification',
  erasure: 'Erasure',
  restriction: 'Restriction',
}

/** How it came. */
export const channelWords = {
  letter: 'By letter',
  email: 'By e-mail or form',
  'in-person': 'In person or by telephone',
  representative: 'Through somebody who acts for them',
  commissioner: 'Through the Information Commissioner (s.51)',
} as const
export type Channel = keyof typeof channelWords

/** How far the check of identity is. It is made outside; here stands what was looked at. */
export const identityWords = {
  proven: 'It is them',
  asked: 'Proof was asked for; the month begins when it comes (s.54(3))',
  'not-proven': 'It is not them, or nothing came that shows it',
} as const
export type IdentityOutcome = keyof typeof identityWords
export type Identity = 'unchecked' | IdentityOutcome

/** Why something is left out of an answer: s.45(4), or because it is not about them. */
export const groundWords = {
  'not-theirs': 'It is not about them',
  inquiry: 'It would obstruct an official or legal inquiry, investigation or procedure (s.45(4)(a))',
  crime: 'It would prejudice preventing, detecting, investigating or prosecuting crime (s.45(4)(b))',
  'public-security': 'Public security must be protected (s.45(4)(c))',
  'national-security': 'National security must be protected (s.45(4)(d))',
  others: 'The rights and freedoms of others must be protected (s.45(4)(e))',
} as const
export type Ground = keyof typeof groundWords

/** Why a request ends without an answer. */
export const closingWords = {
  withdrawn: 'They withdrew it',
  unfounded: 'It is manifestly unfounded (s.53)',
  excessive: 'It is manifestly excessive (s.53)',
} as const
export type Closing = keyof typeof closingWords | 'not-proven'

/** What was decided of a record where another right than access is asked for. */
export const outcomeWords: Readonly<
  Record<Exclude<Right, 'access'>, Readonly<Record<'done' | 'refused', string>>>
> = {
  rectification: {
    done: 'It is put right: a new version is filed, and it is said that the earlier one was wrong',
    refused: 'It is not wrong, or may not be changed',
  },
  erasure: { done: 'Ask for its erasure: a second person agrees', refused: 'It is kept' },
  restriction: { done: 'Restrict it now', refused: 'It is not restricted' },
}

/** Where in a record the name stands. */
export const foundWords = {
  subject: 'Named as a person',
  withheld: 'Named among those who are withheld',
  text: 'Words stand in the text',
  identifier: 'An identifier stands in it',
} as const

/** Does the date of birth agree? */
export const bornWords = {
  same: 'Date of birth agrees',
  other: 'Another date of birth',
  unknown: 'No date of birth to compare',
} as const
