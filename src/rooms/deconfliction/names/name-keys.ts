import type { ReadName } from './read-name.ts'
import type { ReadPerson } from './read-person.ts'
import type { Word } from './spelling/index.ts'

const mostKeys = 12

/**
 * Symbols by which candidates are looked up, at most twelve: two spellings of one name share at least one.
 *
 * Each is a word by what its spellings agree in, beside the first sound of another word: so one word may be
 * misspelt, missing or elsewhere and the pair is still found. The last is the whole name's consonants, for
 * words written together.
 */
export function nameKeys(name: ReadName): string[] {
  const { person } = name
  const keys = new Set<string>()
  const add = (key: string): void => {
    if (keys.size < mostKeys) keys.add(key)
  }
  const whole = person.cores.map((word) => word.skeleton).join('')
  if (person.cores.length === 1) {
    const only = person.cores[0]
    if (only !== undefined) for (const symbol of symbolsOf(only)) add(`1 ${symbol}`)
  }
  if (whole !== '') add(`w ${whole.slice(0, 7)}`)
  for (const [one, other] of pairs(person)) {
    for (const symbol of symbolsOf(one)) add(`${symbol} ${other.skeleton.charAt(0)}`)
  }
  return [...keys]
}

/** Up to four words that say most, each beside each other, the ends of the name first. */
function pairs(person: ReadPerson): [Word, Word][] {
  const full = person.cores.filter(
    (word) => !word.initial && word.particle !== 'servant' && word.skeleton !== '',
  )
  const chosen =
    full.length <= 4
      ? full
      : [full[0], full[1], full.at(-2), full.at(-1)].filter((word) => word !== undefined)
  const out: [Word, Word][] = []
  for (let apart = chosen.length - 1; apart > 0; apart--) {
    for (let at = 0; at + apart < chosen.length; at++) {
      const one = chosen[at]
      const other = chosen[at + apart]
      if (one !== undefined && other !== undefined) out.push([one, other], [other, one])
    }
  }
  return out
}

function symbolsOf(word: Word): readonly string[] {
  const skeleton = word.bare?.skeleton ?? word.skeleton
  return word.symbols.length === 0 ? [skeleton] : word.symbols.slice(0, 2)
}

/**
 * The same text up to case, accents, order of words and the noise of a script: two texts of one fold are
 * copies of one another. Words keep their order where a father's name is marked, for there it has meaning.
 */
export function nameFold(name: ReadName): string {
  const words = name.words
    .filter((word) => word.written !== '')
    .map((word) =>
      word.script === 'latin' || word.script === 'number' ? word.latin : word.written.toLowerCase(),
    )
  const ordered = name.words.some((word) => word.particle === 'son' || word.particle === 'daughter')
  return (ordered ? words : words.toSorted()).join(' ')
}
