/** What of a document must be other for the typesetter than for a browser. Pure. */

/** A document in the form that the template reads: all its words are strings somewhere below. */
export type ToSet = { madeAt: string } & Readonly<Record<string, unknown>>

/** Characters behind which a long word may go on in the next line: an address, a number of a file. */
const LONGEST_WORD = 22
const NO_WIDTH_SPACE = '\u200b'

/**
 * Lists the characters beyond ASCII.
 * @param document - of whose words
 * @returns each once, in the order in which they come
 */
export function codePointsOf(document: ToSet): string[] {
  const found = new Set<string>()
  mapText(document, (text) => {
    for (const one of text) if (one > '~') found.add(one)
    return text
  })
  return [...found]
}

/**
 * Writes characters that no font has by their number, as `[U+1F600]`: nothing is left out in silence.
 * @param document - with any words
 * @param missing - the characters
 * @returns the same, in words that can be set
 */
export const withoutGlyphs = (document: ToSet, missing: ReadonlySet<string>): ToSet =>
  missing.size === 0
    ? document
    : mapText(document, (text) =>
        Array.from(text, (one) => (missing.has(one) ? numbered(one) : one)).join(''),
      )

const numbered = (one: string) =>
  `[U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/**
 * Lets long words break, so that none runs off the page.
 * @param document - with any words
 * @returns the same; a word of more than 22 characters may go on in the next line
 */
export const wrapped = (document: ToSet): ToSet =>
  mapText(document, (text) =>
    text.replace(/[^\s\u200b]{23,}/gu, (word) =>
      Array.from(word)
        .map((one, at) => (at > 0 && at % LONGEST_WORD === 0 ? NO_WIDTH_SPACE + one : one))
        .join(''),
    ),
  )

function mapText(document: ToSet, change: (text: string) => string): ToSet {
  const map = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value)
    if (Array.isArray(value)) return value.map(map)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, map(inner)]))
    return value
  }
  return { ...(map(document) as Record<string, unknown>), madeAt: document.madeAt }
}
