/** Which characters a text may have that somebody typed and that is kept. */

// eslint-disable-next-line no-control-regex
const NOT_KEPT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/

/** What is said of a text that is not kept. */
export const CANNOT_BE_STORED =
  'Contains a hidden character that cannot be stored. Type the text instead of pasting it'

/**
 * Can this text be kept? PostgreSQL cannot hold NUL or half a surrogate pair, and no field has a use for other control characters, or
 * for marks that turn the writing round: with them a text reads otherwise than it is.
 * @param text - any
 * @returns false where one of its characters is not kept
 */
export const isKept = (text: string): boolean => text.isWellFormed() && !NOT_KEPT.test(text)
