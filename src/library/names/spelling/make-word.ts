import { compoundSounds, mayCompound } from './compounds.ts'
import { isAscii, kindOf, plainLetter, repairLookalikes } from './letters.ts'
import { lettersHeld } from './letters-held.ts'
import { particleOf } from './particles.ts'
import { placeOf } from './places-of-origin.ts'
import { romanise } from './romanise/index.ts'
import { skeletonOf, soundsOf } from './sounds.ts'
import { isSpelling, lookUpBy, symbolsOf } from './symbols.ts'
import type { BareWord, Join, Script, Word } from './word.ts'

const known = new Map<string, Word>()
const knownAtStart = new Map<string, Word>()
const mostKnown = 25_000

/**
 * Makes a word with all that is computed once.
 * @param written - without separators
 * @param join - what stood before it
 * @returns the word; one that was made lately is given again
 */
export function wordOf(written: string, join: Join): Word {
  const store = join === 'start' ? knownAtStart : known
  let word = store.get(written)
  if (word === undefined) {
    word = makeWord(written, join === 'start' ? 'start' : 'space')
    // Names repeat: a store of what was read lately saves most of the work, and is emptied before it grows.
    if (store.size >= mostKnown) store.clear()
    store.set(written, word)
  }
  return word.join === join ? word : { ...word, join }
}

function makeWord(given: string, join: Join): Word {
  const { script, text: written } = scriptOf(given)
  const folded = fold(written, script).replaceAll(/[ ’]/g, '')
  const marked = romanise(folded, script)
  const latin = plainOf(marked)
  const vowelless = script === 'arabic' || script === 'hebrew'
  // Digits have no sound: 12 and 13 are as different as two numbers can be.
  const sounds = script === 'number' ? '' : (compoundOf(marked, script) ?? soundsOf(marked, vowelless))
  const symbols = symbolsFor(folded, script, latin)
  return {
    written,
    script,
    latin,
    sounds,
    skeleton: skeletonOf(sounds),
    symbols,
    known: symbols.some(isSpelling),
    initial: latin.length === 1 && script !== 'number' && script !== 'han' && script !== 'hangul',
    particle: particleOf(folded, latin),
    join,
    bare: bareOf(folded, script, latin, symbols.length > 0),
    held: lettersHeld(latin),
    place: placeOf(script, latin, written),
    petNamesAbroad: petNamesOf(symbols),
    compounds: mayCompound({ written, script, latin }),
  }
}

const noPetNames: readonly string[] = []

/** A name in another language (`=`) may be meant by a pet name (`~`): Michal is what Mike is short for. */
function petNamesOf(symbols: readonly string[]): readonly string[] {
  const translated = symbols.filter((symbol) => symbol.startsWith('='))
  return translated.length === 0 ? noPetNames : translated.map((symbol) => `~${symbol.slice(1)}`)
}

/** Under the word as it is or, if no table holds that, without the Arabic article written onto it. */
function symbolsFor(folded: string, script: Script, latin: string): readonly string[] {
  const symbols = symbolsOf(script === 'latin' ? latin : folded)
  if (symbols.length > 0) return symbols
  if (script === 'arabic' && folded.length > 4 && folded.startsWith('ال')) return symbolsOf(folded.slice(2))
  // A script that writes its vowels says which Latin spelling is meant: Мухаммед is looked up as muhammed.
  if (script === 'cyrillic' || script === 'greek') {
    const found = symbolsOf(latin)
    return found.length > 0 ? found : symbolsOf(latin.replaceAll('kh', 'h'))
  }
  return script === 'latin' && latin.length > 6 && /^[ae]l[^aeiouy]/.test(latin)
    ? symbolsOf(latin.slice(2))
    : symbols
}

function compoundOf(marked: string, script: Script): string | null {
  if (script === 'latin' && /^mc[^aeiou]?[a-z]{3}/.test(marked)) return soundsOf('mak' + marked.slice(2))
  return compoundSounds(marked, script === 'arabic')
}

function scriptOf(written: string): { script: Script; text: string } {
  const counts = new Map<Script, number>()
  for (const letter of written) {
    const kind = kindOf(letter.codePointAt(0) ?? 0)
    if (kind !== 'mark' && kind !== 'gap') counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  let script: Script = 'other'
  let most = 0
  for (const [candidate, count] of counts) {
    if (count > most && (candidate !== 'number' || counts.size === 1)) [script, most] = [candidate, count]
  }
  const latin = counts.get('latin') ?? 0
  const other = (counts.get('cyrillic') ?? 0) + (counts.get('greek') ?? 0)
  if (latin > 0 && other > 0) {
    return { script: latin >= other ? 'latin' : script, text: repairLookalikes(written, latin, other) }
  }
  return { script, text: written }
}

/** Lower case, and the letters that Arabic keyboards and habits interchange made one. */
function fold(written: string, script: Script): string {
  const lower = written.toLowerCase().replaceAll('i̇', 'i')
  if (script !== 'arabic') return script === 'greek' ? lower.normalize('NFD').replace(/\p{M}/gu, '') : lower
  return lower
    .replace(/[أإآٱ]/g, 'ا')
    .replaceAll('ك', 'ک')
    .replace(/[يى]/g, 'ی')
    .replace(/[ةۀ]/g, 'ه')
    .replaceAll('ء', '')
}

function plainOf(marked: string): string {
  let out = ''
  for (const letter of marked) out += plainLetter(letter)
  return out
}

function bareOf(folded: string, script: Script, latin: string, isKnown: boolean): BareWord | null {
  let marked = ''
  if (script === 'arabic' && folded.length > 4 && folded.startsWith('ال')) {
    marked = romanise(folded.slice(2), script)
  } else if (script === 'georgian' && latin.length > 4 && latin.endsWith('i')) {
    // The case ending that Georgian gives a foreign name: გაბრიელი is Gabriel.
    marked = latin.slice(0, -1)
  } else if (
    script === 'latin' &&
    !isKnown &&
    latin.length > 5 &&
    /^(?:[ae]l[^aeiouy]|[ae](?:ss|sh|rr|nn|tt|dd|zz)[aeiouy])/.test(latin)
  )
    marked = latin.slice(2)
  if (marked === '') return null
  const sounds = soundsOf(marked, script === 'arabic')
  return { latin: plainOf(marked), sounds, skeleton: skeletonOf(sounds) }
}

lookUpBy((spelling) => {
  const { script, text } = scriptOf(isAscii(spelling) ? spelling : spelling.normalize('NFKC'))
  const folded = fold(text, script)
  return script === 'latin' ? plainOf(folded) : folded
})
