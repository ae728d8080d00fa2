/**
 * Lists the letters a to z and the digits that a word holds, a bit each; digits share six.
 * @param word - small Latin letters and digits
 * @returns 32 bits
 */
export function lettersHeld(word: string): number {
  let held = 0
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    held |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6))
  }
  return held
}
