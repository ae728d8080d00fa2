/** The letters a–z and digits that a word holds, a bit each (digits share six). */
export function lettersHeld(word: string): number {
  let held = 0
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    held |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6))
  }
  return held
}
