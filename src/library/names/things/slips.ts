/** How alike two single words of things' names are in their letters. */
import type { ThingWord } from './read-thing.ts'

/** `likeness` is 0 where they are two words. */
export type Letters = { likeness: number; how: 'equal' | 'sound' | 'slip' | 'short' }

const none: Letters = { likeness: 0, how: 'slip' }
const longest = 40
const rows = [new Uint8Array(longest + 1), new Uint8Array(longest + 1), new Uint8Array(longest + 1)] as const

/**
 * Counts the slips between two strings: a letter put in, left out, changed, or two swapped.
 * @param a - at most 40 letters
 * @param b - the same
 * @param most - beyond this many the answer is `most + 1`
 * @returns how many
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || a.length > longest || b.length > longest) return most + 1
  let [before, above, row] = rows
  for (let j = 0; j <= b.length; j++) above[j] = j
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let least = i
    const letter = a.charCodeAt(i - 1)
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1)
      let cost = Math.min(
        (above[j - 1] ?? 0) + (letter === other ? 0 : 1),
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
      )
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    const free = before
    before = above
    above = row
    row = free
  }
  return above[b.length] ?? most + 1
}

/** How sure one slip leaves us, by the length of the longer word: in four letters there is a word next to each. */
const afterOne = [0, 0, 0, 0.42, 0.5, 0.72, 0.8, 0.82, 0.86, 0.88, 0.9]

/**
 * Compares the letters of two words that are not equal.
 * @param a - one word
 * @param b - the other
 * @returns how alike, 0 to 1, and by what
 */
export function lettersAlike(a: ThingWord, b: ThingWord): Letters {
  const [one, other] = [a.text, b.text]
  const longer = Math.max(one.length, other.length)
  const shorter = Math.min(one.length, other.length)
  if (shorter < 3 || longer > longest) return none
  const known = a.kind !== 'own' || b.kind !== 'own'
  // Two words that the tables know are two words, and a short word beside one of them is not its slip.
  if (a.kind !== 'own' && b.kind !== 'own') return none
  if (isShortFor(a, b) || isShortFor(b, a)) return { likeness: 0.8, how: 'short' }
  if (known && shorter < 6) return none
  if (shorter >= 4 && (one === `${other}s` || other === `${one}s`)) return { likeness: 0.95, how: 'sound' }
  const most = longer >= 13 ? 3 : longer >= 9 ? 2 : 1
  const apart = popCount(a.letters ^ b.letters)
  if (apart <= 8 && soundOf(one) === soundOf(other)) return { likeness: 0.94, how: 'sound' }
  if (apart > 2 * most) return none
  const slips = slipsBetween(one, other, most)
  if (slips > most) return none
  const first = one.charCodeAt(0) === other.charCodeAt(0) ? 0 : 0.03
  const base = slips === 1 ? (afterOne[Math.min(10, longer)] ?? 0.9) : slips === 2 ? 0.72 : 0.68
  // Vowels are what ears and other alphabets lose, and fingers swap neighbours.
  const light = longer >= 5 && (consonants(one) === consonants(other) || (apart === 0 && longer === shorter))
  const likeness = base - first + (light ? 0.06 : 0)
  return { likeness, how: 'slip' }
}

/** "Mfg." for "Manufacturing": begins as the other does, and a full stop says that more would follow. */
function isShortFor(short: ThingWord, long: ThingWord): boolean {
  return (
    short.stopped &&
    short.text.length >= 3 &&
    long.text.length > short.text.length &&
    long.text.startsWith(short.text)
  )
}

const consonants = (word: string): string => word.replaceAll(/[aeiouy]/g, '')

function popCount(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

const sounds = new Map<string, string>()

/**
 * Reduces a word to what different ways of writing foreign names in Latin letters agree in: "Initsiativy" and
 * "Iniciativi", "Gazprom" and "Gasprom", "Murom" and the adjective "Muromskiy".
 * @param word - small Latin letters
 * @returns small Latin letters
 */
export function soundOf(word: string): string {
  const known = sounds.get(word)
  if (known !== undefined) return known
  const sound = word
    .replace(/^(.{3,})sk(iy|ii|oy|oi|aya|aia|oe|oye|oie|ogo)$/, '$1')
    .replace(/tch|tsch|ch|cz|c(?=[eiy])/g, 'ts')
    .replace(/ph/g, 'f')
    .replace(/kh|gh/g, 'h')
    .replace(/ck|c|q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/[yj]/g, 'i')
    .replace(/w/g, 'v')
    .replace(/z/g, 's')
    .replace(/ou|oo/g, 'u')
    .replace(/ee/g, 'i')
    .replace(/(.)\1+/g, '$1')
  if (sounds.size > 20_000) sounds.clear()
  sounds.set(word, sound)
  return sound
}
