/** The words of notices, by code. */

/** What a partner is told of a record that it was given. */
export const noticeWords = {
  corrected: 'A version was wrong',
  restricted: 'Restricted',
  lifted: 'No longer restricted',
  erased: 'Erased',
} as const
export type NoticeKind = keyof typeof noticeWords

/** What an agency did with its copies. */
export const copiesWords = {
  destroyed: 'We have destroyed our copies',
  corrected: 'We have corrected our copies',
  kept: 'We keep a copy, because we must',
  none: 'We had no copies',
} as const
export type Copies = keyof typeof copiesWords

/** What an agency that was told is asked to do. */
export const askedWords: Readonly<Record<NoticeKind, string>> = {
  corrected: 'Correct or destroy what you took from the wrong version, and say what you did.',
  restricted: 'Do not use your copies until you are told that the restriction is lifted.',
  lifted: 'You may use the record again.',
  erased: 'Destroy your copies, or say on what legal ground you must keep them.',
}
