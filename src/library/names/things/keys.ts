/** By what names of things are looked up, and by what copies of one name are told. */
import type { ReadThing, ThingWord } from './read-thing.ts'
import { soundOf } from './slips.ts'

const mostKeys = 12

/** Consonants of the sound, so that slips in vowels and most romanisations fall on one key. */
function skeletonOf(text: string): string {
  const sound = soundOf(text)
  return sound.charAt(0) + sound.slice(1).replaceAll(/[aeiouh]/g, '')
}

/**
 * Symbols by which candidates are looked up, at most twelve: two spellings of one name share one at least.
 * Words of their own first; where there is none, what the name has.
 * @param name - read once
 * @returns symbols, in a fixed order
 */
export function thingKeys(name: ReadThing): string[] {
  const keys = new Set<string>()
  const own = name.words.filter(({ kind }) => kind === 'own')
  for (const { text } of own.slice(0, 5)) {
    const skeleton = skeletonOf(text)
    // Of "Rye" too little would be left.
    keys.add(skeleton.length < 3 ? soundOf(text) : skeleton)
    // A slip in a consonant changes the skeleton; of two halves one stays.
    if (text.length >= 6) {
      keys.add(`${soundOf(text).slice(0, 4)}~`)
      keys.add(`~${soundOf(text).slice(-4)}`)
    }
  }
  if (own.length === 0) {
    const telling = name.words.filter(({ kind }) => kind !== 'small')
    keys.add([...new Set(telling.map((word) => word.name))].sort().join('+'))
  }
  if (name.joined.length <= 40) keys.add(`=${skeletonOf(name.joined)}`)
  const initials = initialsOf(name.words)
  if (initials.length >= 3 && initials.length <= 7) keys.add(`.${initials}`)
  else if (own.length === 1 && own[0]?.capitals && own[0].text.length <= 7) keys.add(`.${own[0].text}`)
  return [...keys].filter((key) => key.length > 1).slice(0, mostKeys)
}

const initialsOf = (words: readonly ThingWord[]): string =>
  words
    .filter(({ kind }) => kind !== 'small')
    .map(({ text }) => text.charAt(0))
    .join('')

/**
 * Folds a name: up to case, accents, order of words, the writing of its legal form and the noise of a script.
 * @param name - read once
 * @returns the fold
 */
export function thingFold(name: ReadThing): string {
  const words = name.words.filter(({ kind }) => kind !== 'small').map((word) => word.name)
  const forms = name.forms.map(({ line, class: kind }) => `${kind}:${String(line)}`)
  return [...words.sort(), ...forms.sort()].join(' ')
}
