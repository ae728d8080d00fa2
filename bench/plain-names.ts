/** What anybody would write first: words laid side by side by Jaro–Winkler. The peer of the measured one. */

/** Mean likeness of each word of the name with fewer words to its best counterpart; order does not count. */
export function tokenAlignedLikeness(a: string, b: string): number {
  const [few, many] = [wordsOf(a), wordsOf(b)].sort((one, other) => one.length - other.length)
  if (!few || !many || few.length === 0) return 0
  const free = [...many]
  let sum = 0
  for (const word of few) {
    const likeness = free.map((other) => jaroWinkler(word, other))
    const best = Math.max(...likeness)
    free.splice(likeness.indexOf(best), 1)
    sum += best
  }
  return sum / ((few.length + many.length) / 2)
}

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** Jaro's share of common letters, raised for up to four equal letters in front (Winkler 1990). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Uint8Array(b.length)
  const common: string[] = []
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++) {
      if (taken[j] === 1 || a[i] !== b[j]) continue
      taken[j] = 1
      common.push(a.charAt(i))
      break
    }
  }
  if (common.length === 0) return 0
  const others = Array.from({ length: b.length }, (_, j) => b.charAt(j)).filter((_, j) => taken[j] === 1)
  const swapped = common.filter((letter, at) => letter !== others[at]).length / 2
  const share = common.length
  const jaro = (share / a.length + share / b.length + (share - swapped) / share) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}
