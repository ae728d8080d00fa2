/** The words of incidents, by code. Sections are those of the Data Protection Act 2018, Part 3. */

/** What kind of breach it is (s.33(3)). */
export const breachWords = {
  disclosed: 'Somebody saw or received what they should not have',
  altered: 'Data were changed without authority',
  lost: 'Data were lost or destroyed',
  unavailable: 'Data could not be reached',
} as const
export type Breach = keyof typeof breachWords

/** The risk to the rights and freedoms of people. */
export const riskWords = {
  unlikely: 'A risk is unlikely: the Commissioner need not be told (s.67(2))',
  likely: 'A risk is likely: the Commissioner is told (s.67(1))',
  high: 'A high risk is likely: the people are told too (s.68(1))',
} as const
export type Risk = keyof typeof riskWords

/** Why the people whom it is about are not told, or not of all. */
export const notToldWords = {
  protected: 'The data were protected, by encryption for example (s.68(3)(a))',
  measures: 'What was done since takes the high risk away (s.68(3)(b))',
  'public-communication': 'It would take a disproportionate effort: they are told in public (s.68(4))',
  inquiry: 'It would obstruct an inquiry, investigation or procedure (s.68(7)(a))',
  crime: 'It would prejudice preventing, detecting or prosecuting crime (s.68(7)(b))',
  'public-security': 'Public security must be protected (s.68(7)(c))',
  'national-security': 'National security must be protected (s.68(7)(d))',
  others: 'The rights and freedoms of others must be protected (s.68(7)(e))',
} as const
export type NotTold = keyof typeof notToldWords
