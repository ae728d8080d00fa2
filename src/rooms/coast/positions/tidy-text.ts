/** Makes one spelling of the many in which keyboards, charts and web pages write the same signs. */

const SIGNS: readonly (readonly [RegExp, string])[] = [
  // Before compatibility folding, which would turn the ordinal sign into the letter o.
  [/[º˚ᵒ∘⁰*]/g, '°'],
  [/[‘’‛′ʹʼ´`]/g, "'"],
  [/[“”‟″ʺ¨]|''/g, '"'],
  [/[‐‑‒–—−﹣－]/g, '-'],
]

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bdeg(?:rees?|s)?\b\.?|(?<=\d)d(?![a-z])/gi, '°'],
  [/\bmin(?:utes?|s)?\b\.?/gi, "'"],
  [/\bsec(?:onds?|s)?\b\.?/gi, '"'],
  [/\bnorth\b/gi, 'N'],
  [/\bsouth\b/gi, 'S'],
  [/\beast\b/gi, 'E'],
  [/\bwest\b/gi, 'W'],
]

// Admiralty style puts the mark before the decimal point: 50°46'.9N
const MARK_BEFORE_POINT = /(\d)(["'°])\.(\d+)/g

/** @returns the text with plain spaces, one sign for each kind of mark, and marks behind their number */
export function tidyText(text: string): string {
  let tidy = text
  for (const [written, meant] of SIGNS) tidy = tidy.replace(written, meant)
  tidy = tidy.normalize('NFKC').replace(/\s+/g, ' ').trim()
  for (const [written, meant] of WORDS) tidy = tidy.replace(written, meant)
  return tidy.replace(MARK_BEFORE_POINT, '$1.$3$2')
}
