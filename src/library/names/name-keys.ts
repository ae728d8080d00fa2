import type { ReadName } from './read-name.ts'
import type { ReadPerson } from './read-person.ts'
import type { Word } from './spelling/index.ts'
import { thingFold, thingKeys } from './things/index.ts'

const mostKeys = 12

/** A word of a name as candidates are looked up by it: the forms it may be met in, and how they begin. */
type KeyWord = { readonly forms: readonly string[]; readonly begins: readonly string[] }

/**
 * Symbols by which candidates are looked up, at most twelve: two spellings of one name share at least one.
 *
 * Each is a word by what its spellings agree in, beside the first sound of another word: so one word may be
 * misspelt, missing or elsewhere and the pair is still found. One more is the whole name's consonants, for
 * words written together.
 * @param person - read once
 * @returns symbols, in a fixed order
 */
export function personKeys(person: ReadPerson): string[] {
  const keys = new Set<string>()
  const add = (key: string): void => {
    if (keys.size < mostKeys) keys.add(key)
  }
  if (person.cores.length === 1) {
    for (const form of keyWord(person, 0)?.forms ?? []) add(`1 ${form}`)
  }
  const whole = person.cores.map((core) => core.word.skeleton).join('')
  if (whole !== '') add(`w ${whole.slice(0, 8)}`)
  for (const [one, other] of pairs(person)) {
    for (const begin of other.begins) for (const form of one.forms) add(`${form} ${begin}`)
  }
  return [...keys]
}

/**
 * Symbols by which candidates are looked up, at most twelve, for names of persons and of things.
 * @param name - read once
 * @returns symbols, in a fixed order; none for a name without a letter
 * @see personKeys
 */
export function nameKeys(name: ReadName): string[] {
  if (name.person !== null) return personKeys(name.person)
  return name.thing === null ? [] : thingKeys(name.thing)
}

/** Up to four words that say most, each beside each other, the ends of the name first. */
function pairs(person: ReadPerson): [KeyWord, KeyWord][] {
  const full: KeyWord[] = []
  for (const at of person.cores.keys()) {
    const word = keyWord(person, at)
    if (word !== null) full.push(word)
  }
  const ends = [full[0], full[1], full.at(-2), full.at(-1)].filter((word) => word !== undefined)
  const chosen = full.length <= 4 ? full : ends
  const out: [KeyWord, KeyWord][] = []
  for (let apart = chosen.length - 1; apart > 0; apart--) {
    for (let at = 0; at + apart < chosen.length; at++) {
      const one = chosen[at]
      const other = chosen[at + apart]
      if (one !== undefined && other !== undefined) out.push([one, other], [other, one])
    }
  }
  return out
}

function keyWord(person: ReadPerson, at: number): KeyWord | null {
  const core = person.cores[at]
  if (core === undefined) return null
  const { word, fusedSkeleton: fused } = core
  if (word.initial || word.particle === 'servant' || word.skeleton === '') return null
  const skeleton = word.bare?.skeleton ?? word.skeleton
  const begins = [skeleton.charAt(0)]
  if (fused !== '' && fused.charAt(0) !== skeleton.charAt(0)) begins.push(fused.charAt(0))
  return { forms: formsOf(word, skeleton, person.cores.length > 2 ? 2 : 3), begins }
}

/** Few for long names, where each word stands beside several. */
const formsOf = (word: Word, skeleton: string, most: number): readonly string[] =>
  word.symbols.length === 0 ? [skeleton] : word.symbols.slice(0, most)

/**
 * Folds a name: up to case, accents, order of words and the noise of a script. Two texts of one fold are
 * copies of one another. Words keep their order where a father's name is marked, for there it has meaning.
 * @param name - read once
 * @returns the fold; empty for a name without a letter
 */
export function nameFold(name: ReadName): string {
  if (name.person === null && name.thing !== null) return thingFold(name.thing)
  const words = name.words
    .filter((word) => word.written !== '')
    .map((word) =>
      word.script === 'latin' || word.script === 'number' ? word.latin : word.written.toLowerCase(),
    )
  const ordered = name.words.some((word) => word.particle === 'son' || word.particle === 'daughter')
  return (ordered ? words : words.toSorted()).join(' ')
}
