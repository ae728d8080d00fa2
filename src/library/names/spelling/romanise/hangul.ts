const leads = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' ')
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const tails = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ')

/**
 * Writes one Hangul syllable by the Revised Romanisation, by its arithmetic in the Unicode standard.
 * @param code - U+AC00 to U+D7A3
 * @returns small Latin letters
 */
export function romaniseSyllable(code: number): string {
  const at = code - 0xac00
  const lead = leads[Math.floor(at / 588)] ?? ''
  const vowel = vowels[Math.floor((at % 588) / 28)] ?? ''
  const tail = tails[at % 28] ?? ''
  return (lead === '-' ? '' : lead) + vowel + (tail === '-' ? '' : tail)
}
