import { substitution } from './costs.ts'

/**
 * Compares two words by their sounds: one less the least cost of reading `a` for `b`, in shares of 0.42 of
 * the longer.
 * @param a - as `soundsOf` returned it
 * @param b - the same
 * @param lostA - by the code of a sound: what it costs to leave it out of `a`
 * @param lostB - the same of `b`
 * @returns 0 if it costs as much or more
 */
export function likenessOfSounds(a: string, b: string, lostA: Int32Array, lostB: Int32Array): number {
  const allowed = 42 * Math.max(a.length, b.length)
  const cost = soundDistance(a, b, lostA, lostB, allowed)
  return cost >= allowed ? 0 : 1 - cost / allowed
}

// Two words of 64 sounds may be tried as one (`oneWord`).
const width = 130
let before = new Int32Array(width)
let above = new Int32Array(width)
let row = new Int32Array(width)
const codes = new Int32Array(width)
const drops = new Int32Array(width)

/**
 * The least cost, in hundredths of a sound, of reading `a` for `b`: sounds exchanged, left out, or two neighbours
 * swapped. The first sound counts a third more.
 * @param limit - the walk ends once no way costs less; what is returned is then at least the limit.
 */
function soundDistance(a: string, b: string, lostA: Int32Array, lostB: Int32Array, limit: number): number {
  const lengthB = b.length
  above[0] = 0
  for (let j = 1, sum = 0; j <= lengthB; j++) {
    const code = b.charCodeAt(j - 1)
    const cost = lostB[code] as number
    const drop = j === 1 ? firstSound(cost) : cost
    codes[j] = code
    drops[j] = drop
    sum += drop
    above[j] = sum
  }
  let previousA = 0
  for (let i = 1; i <= a.length; i++) {
    const codeA = a.charCodeAt(i - 1)
    const table = codeA * 128
    const dropA = i === 1 ? firstSound(lostA[codeA] as number) : (lostA[codeA] as number)
    let diagonal = above[0] as number
    let left = diagonal + dropA
    let least = left
    row[0] = left
    let previousB = 0
    for (let j = 1; j <= lengthB; j++) {
      const codeB = codes[j] as number
      const up = above[j] as number
      let exchange = substitution[table + codeB] as number
      if (i === 1 && j === 1) exchange = firstSound(exchange)
      let cost = diagonal + exchange
      if (up + dropA < cost) cost = up + dropA
      const withoutB = left + (drops[j] as number)
      if (withoutB < cost) cost = withoutB
      if (codeA === previousB && codeB === previousA) {
        const swapped = (before[j - 2] as number) + 60
        if (swapped < cost) cost = swapped
      }
      row[j] = cost
      if (cost < least) least = cost
      left = cost
      diagonal = up
      previousB = codeB
    }
    if (least >= limit) return least
    previousA = codeA
    const spare = before
    before = above
    above = row
    row = spare
  }
  return above[lengthB] as number
}

const firstSound = (cost: number): number => ((cost * 13) / 10) | 0
