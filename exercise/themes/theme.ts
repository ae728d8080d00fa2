/**
 * What a report of the exercise is about. `{slots}` are filled by ../narrative.ts; a sentence whose slot
 * a report cannot fill is left out. Nobody's origin is ever a detail: it says nothing about anything.
 * `titles` and `open` go together, the first with the first.
 */
export type Theme = { titles: string[]; open: string[]; middle: string[]; close: string[] }

/** Sentences that fit any report. */
export const REMARKS = [
  'The person who gave this has been right before about dates, less so about numbers.',
  'This has not been checked against other holdings.',
  'The information is two days old.',
  'It agrees in part with an earlier report from the same stretch of coast.',
  'No record was made of the conversation at the time.',
  'The description of the second person would fit many people.',
  'The detail of the telephone is thought to be exact; the rest is from memory.',
  'It is not known who owns the goods.',
  'The officer formed the view that the account was honest but incomplete.',
  'Nobody else is believed to have seen this.',
  'The weather that night was clear with a light northerly wind.',
  'There is nothing to say that the landowner knew.',
] as const
