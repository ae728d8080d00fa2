/** The words of reviews, by code: what may be decided, why, and in which group a record is kept. */

/** What may be decided of a record whose date has come. */
export const decisionWords = {
  keep: 'Keep it until the next review',
  correct: 'It was corrected',
  restrict: 'Restrict it',
  erase: 'Ask for its erasure',
} as const
export type Decision = keyof typeof decisionWords

/** The groups of the national retention schedule. After how many years each comes due again is a setting. */
export const groupWords = {
  1: 'Group 1: certain public protection matters',
  2: 'Group 2: other sexual, violent or serious offences',
  3: 'Group 3: all other offences',
  4: 'Group 4: victims, witnesses, missing persons and undetected crime',
} as const
export type RetentionGroup = keyof typeof groupWords

/** On what a record may be kept: its period has not run out, or one of the national retention assessment criteria. */
export const criterionWords = {
  period: 'The period of its group has not run out',
  'serious-harm': 'A person in it is capable of serious harm',
  'at-risk': 'It bears on the safety of a child or an adult at risk',
  trust: 'A position of trust was abused',
  associations: 'It shows links or associations that raise the risk of harm',
  misuse: 'Alcohol or drugs raise the risk of harm',
  'state-of-mind': 'A person’s state of mind raises the risk of harm',
} as const
export type Criterion = keyof typeof criterionWords

/** On what ground processing is restricted instead (DPA 2018 s.47(2) and (3)). */
export const restrictionWords = {
  evidence: 'It must be kept as evidence, and used for nothing else',
  'accuracy-contested': 'Its accuracy is contested, and nobody can tell',
} as const
export type RestrictionGround = keyof typeof restrictionWords

/** On what ground it is erased (DPA 2018 s.47(1)). */
export const erasureWords = {
  'no-longer-needed': 'It is no longer needed for a policing purpose',
  unlawful: 'Keeping it would be unlawful',
  'legal-obligation': 'A law or a court demands it',
} as const
export type ErasureGround = keyof typeof erasureWords

/** Why a group and a decision are suggested, by the code that the row keeps. */
export const whyWords = {
  'suspect-in-period': 'It names somebody suspected or convicted. The period of its group runs on.',
  'suspect-period-over': 'It names somebody suspected or convicted. The period of its group is over.',
  'suspect-and-victim':
    'It names a suspect and a victim. A victim never takes a suspect’s group: have somebody read it.',
  'others-in-period': 'It names victims, witnesses or others only. The period of its group runs on.',
  'others-period-over': 'It names victims, witnesses or others only. The period of its group is over.',
  'serves-in-period': 'It serves records of this group. The period of the group runs on.',
  'serves-period-over': 'It serves records of this group. The period of the group is over.',
  'nobody-in-period': 'It names no person. The period of its group runs on.',
  'nobody-period-over': 'It names no person. The period of its group is over.',
} as const
export type Why = keyof typeof whyWords

/** What is suggested, in a word. Nothing follows from it. */
export const suggestedWords = { keep: 'Keep', erase: 'Ask for erasure', read: 'Have it read' } as const
export type Suggested = keyof typeof suggestedWords
