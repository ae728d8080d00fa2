/**
 * Marks of writing that tell two names apart: Hùng and Hưng, Tuấn and Tuân. Where only one side carries a mark, the
 * other left it out; where both do on one letter and the marks differ, they are two names.
 */

/**
 * Do the marks of two words tell two names apart?
 * @param a - one word as written, in Latin letters
 * @param b - another, spelt alike but for its marks
 * @returns whether a letter carries marks on both sides, and not the same
 */
export function marksDiffer(a: string, b: string): boolean {
  if (!hasMark(a) || !hasMark(b) || a === b) return false
  const [one, other] = [lettersOf(a), lettersOf(b)]
  if (one.length !== other.length) return false
  let differ = false
  for (const [at, letter] of one.entries()) {
    const opposite = other[at]
    if (opposite === undefined || letter.charAt(0) !== opposite.charAt(0)) return false
    const [mine, theirs] = [letter.slice(1), opposite.slice(1)]
    // Arabic writes آ for أ as it pleases, and Cyrillic й is no и with a mark.
    if (mine === '' || theirs === '' || mine === theirs || !LATIN.test(letter.charAt(0))) continue
    if (!bothIndifferent(mine, theirs) && !areTransliterated(letter, opposite)) differ = true
  }
  return differ
}

/** Anything beyond plain letters: nearly all names are spared the rest. */
// eslint-disable-next-line no-control-regex
const hasMark = (word: string): boolean => /[^\u0000-\u007f]/.test(word)

/** A macron of transliteration is set or left as it pleases, and ş may be written ș. */
const bothIndifferent = (a: string, b: string): boolean =>
  a.length === 1 && b.length === 1 && (/[\u0304\u0331]/u.test(a + b) || (CEDILLA.test(a) && CEDILLA.test(b)))
const CEDILLA = /[\u0327\u0326]/u
const LATIN = /\p{Script=Latin}/u

/** Ḥ and Ḩ are one Arabic letter in two systems. Under a vowel a dot is a tone of Vietnamese. */
const areTransliterated = (a: string, b: string): boolean => BELOW.test(a) && BELOW.test(b)
const BELOW = /^[bcdfghjklmnpqrstvwxz][\u0323\u0325\u0326\u0327\u0331]$/u

/** Each letter with the marks on it. */
const lettersOf = (word: string): string[] =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll('đ', 'd\u0335')
    .match(/\p{L}\p{M}*/gu) ?? []
