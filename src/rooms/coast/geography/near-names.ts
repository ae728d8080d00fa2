/** Names that are spelt nearly as somebody typed them: `Littlehamton` for Littlehampton. Pure. */

/** Shorter names have too many neighbours. */
const SHORTEST = 5
/** Letters from which two may be wrong. */
const LONG = 8

/**
 * @param wanted folded, as the names are
 * @param name folded; of a longer name its first words may be all that was typed
 * @returns letters that are wrong, missing, too many or turned round; Infinity where these are too many to be a slip
 */
export function slipsBetween(wanted: string, name: string): number {
  if (wanted.length < SHORTEST || wanted.charAt(0) !== name.charAt(0)) return Infinity
  const most = wanted.length < LONG ? 1 : 2
  const words = name.split(' ')
  const beginnings = words.map((_, at) => words.slice(0, at + 1).join(' '))
  const slips = beginnings
    .filter(({ length }) => Math.abs(length - wanted.length) <= most)
    .map((beginning) => distance(wanted, beginning))
  const least = Math.min(Infinity, ...slips)
  return least <= most ? least : Infinity
}

/** Optimal string alignment: Levenshtein, and two neighbours that changed places count as one. */
function distance(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1)
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1))
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
