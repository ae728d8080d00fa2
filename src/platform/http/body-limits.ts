/**
 * How large a body may be. A route that says nothing takes a form of ordinary size; more must be declared,
 * so that a new route is small without anybody remembering.
 */

/** `tiny`: a token and a choice. `small`: any form of fields. `large`: a report's text, or a list of values. */
export type BodySize = 'tiny' | 'small' | 'large'

/**
 * Bytes of a whole body. The longest text of the public's form in a script of three bytes a letter takes nine
 * bytes a letter once it is URL-encoded: 4,000 letters are 36 KB, and the rest of the form comes on top.
 */
export const BODY_BYTES: Readonly<Record<BodySize, number>> = {
  tiny: 8 * 1024,
  small: 64 * 1024,
  large: 1024 * 1024,
}

/** Fields of one form. The largest of our own, fifty items to be graded, has about 150. */
export const MOST_FIELDS = 500

/** Values in one JSON body, names not counted. A call with 5,000 sealed tokens has about 45,000. */
export const MOST_VALUES = 100_000

/** Lists and objects within each other in a JSON body. A report has four. */
export const MOST_DEPTH = 20

/** Bytes of a request's line and headers together: bounds the address, its query and the cookies. */
export const HEADER_BYTES = 16 * 1024

/**
 * What a form with a file may be made of, beside the file's own size. `fields` and `fieldSize` are each
 * form's own.
 */
export const FORM_PARTS = { files: 1, parts: 12, headerPairs: 20, fieldNameSize: 100 } as const
