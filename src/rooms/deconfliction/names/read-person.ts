import { asianFamilyNames, familyFirstNames } from './asian-family-names.ts'
import { lettersHeld } from './edit-distance.ts'
import { mostAligned } from './align-words.ts'
import { readWords, wordFrequency, type Word } from './spelling/index.ts'

/**
 * A person's name, taken apart. `cores` are the words that name somebody, given names first as far as the
 * form tells; particles and titles stand beside them. Plain data.
 */
export type ReadPerson = {
  readonly cores: readonly Word[]
  /** a core with the particles before or after it written as one word (vandenberg), or '' */
  readonly fused: readonly string[]
  /** the consonants of such a writing, or '' */
  readonly fusedSkeletons: readonly string[]
  /** which letters a core holds, and the whole (`lettersHeld`) */
  readonly held: readonly number[]
  readonly heldByAll: number
  /** true where the word is a father's name by its form: after bin, ben, ap, or ending in -ovich */
  readonly patronymic: readonly boolean[]
  /** how much a core says, 0 to 1: a short or an initial less */
  readonly weights: readonly number[]
  /** the same where it is missing on the other side: a word that is told twice says nothing new */
  readonly told: readonly number[]
  /** how rare a core is: 0 for the commonest names, 1 for one in no list */
  readonly rarity: readonly number[]
  /** where the family name stands in `cores`, as far as the form tells */
  readonly family: number
  readonly titles: readonly string[]
  /** all words but titles, as one string: letters, and sounds */
  readonly letters: string
  readonly sounds: string
}

/** Takes the words of a person's name apart. @param words as `readWords` returned them */
export function readPerson(words: readonly Word[]): ReadPerson {
  const ordered = joinSyllables(givenFirst(splitCharacters(dropEmpty(words))))
  const naming = ordered.filter((word, at) => word.particle === null || !goesBeside(word, at, ordered))
  const chosen =
    naming.length === 0
      ? ordered
      : ordered.filter((word) => word.particle !== 'title' || naming.includes(word))
  const cores: Word[] = []
  const fused: string[] = []
  const fusedSkeletons: string[] = []
  const patronymic: boolean[] = []
  let lead = ''
  let leadSkeleton = ''
  let son = false
  for (const word of chosen) {
    if (naming.length > 0 && !naming.includes(word)) {
      if (word.particle === 'suffix' && cores.length > 0) {
        fused[cores.length - 1] = (cores.at(-1)?.latin ?? '') + word.latin
        patronymic[cores.length - 1] = true
      } else if (word.particle !== 'generation' && word.particle !== 'and') {
        lead += word.latin
        leadSkeleton += word.skeleton
      }
      if (word.particle === 'son' || word.particle === 'daughter') son = true
      continue
    }
    cores.push(word)
    fused.push(lead === '' ? '' : lead + word.latin)
    patronymic.push(son || endsAsPatronymic(word.latin))
    fusedSkeletons.push(lead === '' ? '' : leadSkeleton + word.skeleton)
    lead = ''
    leadSkeleton = ''
    son = false
  }
  const kept =
    cores.length > mostAligned ? [0, 1, 2, 3, cores.length - 3, cores.length - 2, cores.length - 1] : null
  const keep = <T>(list: readonly T[]): T[] =>
    kept === null
      ? [...list]
      : kept.flatMap((at) => {
          const one = list[at]
          return one === undefined ? [] : [one]
        })
  const last = keep(cores)
  const weights = last.map(weightOf)
  const letters = chosen
    .map((word) => word.latin)
    .join('')
    .slice(0, 80)
  return {
    cores: last,
    fused: keep(fused),
    fusedSkeletons: keep(fusedSkeletons),
    patronymic: keep(patronymic),
    weights,
    told: weights.map((weight, at) => (isRepeated(last, at) ? 0.2 : weight)),
    rarity: last.map(rarityOf),
    family: asianFamilyNames.has(last[0]?.latin ?? '') && last.length > 1 ? 0 : last.length - 1,
    titles: ordered.filter((word) => word.particle === 'title').map((word) => word.latin),
    letters,
    held: last.map((word) => lettersHeld(word.latin)),
    heldByAll: lettersHeld(letters),
    sounds: chosen
      .map((word) => word.sounds)
      .join('')
      .slice(0, 80),
  }
}

const dropEmpty = (words: readonly Word[]): Word[] => words.filter((word) => word.latin !== '')

/** Han and Hangul stand without a space; the family name is the first character (of longer ones, part of it). */
function splitCharacters(words: readonly Word[]): readonly Word[] {
  const only = words[0]
  if (only === undefined || words.length !== 1 || (only.script !== 'han' && only.script !== 'hangul'))
    return words
  const [first, ...rest] = only.written
  if (first === undefined || rest.length < 1 || rest.length > 3) return words
  return readWords(`${first} ${rest.join('')}`)
}

/** "NURISTANI, Abdul Aziz" is Abdul Aziz Nuristani; what follows a comma but is a title or "Jr." stays. */
function givenFirst(words: readonly Word[]): Word[] {
  const comma = words.findIndex((word) => word.join === 'comma')
  if (comma < 1) return [...words]
  const after = words[comma]
  if (after?.particle === 'generation' || after?.particle === 'title') return [...words]
  return [...words.slice(comma), ...words.slice(0, comma)]
}

/** Small words that are names where they stand first: Ben Nevin, Le Van An, Do Thi Mai. */
const namesWhenFirst = new Set(['ben', 'mac', 'nic', 'le', 'do', 'vo', 'mai', 'di', 'ian'])

/**
 * A particle says little, unless it is where a name must be. Abd alone is half a name and never only noise.
 * What leads to nothing (An Le, Tae Bin) is a name, but for the son of nobody.
 */
function goesBeside(word: Word, at: number, words: readonly Word[]): boolean {
  if (word.particle === 'servant') return false
  if (at === 0 && words.length > 1 && namesWhenFirst.has(word.latin)) return false
  const leads = word.particle === 'of' || word.particle === 'article' || word.particle === 'middle'
  return !(leads && at === words.length - 1 && at > 0)
}

/**
 * Korean and Chinese given names are written in one or two words or with a hyphen (Kim Jong-un, Kim Jong Un,
 * Kim Jongun): syllables beside a family name of that origin become one word.
 */
function joinSyllables(words: Word[]): Word[] {
  if (words.length !== 3) return words
  const [one, two, three] = words
  if (one === undefined || two === undefined || three === undefined) return words
  if (familyFirstNames.has(one.latin) && isSyllable(two) && isSyllable(three))
    return [one, oneWord(two, three)]
  if (familyFirstNames.has(three.latin) && isSyllable(one) && isSyllable(two) && two.join === 'hyphen') {
    return [oneWord(one, two), three]
  }
  return words
}

/** One syllable as Korean and Chinese are romanised: at most one run of vowels, at most six letters. */
function isSyllable(word: Word): boolean {
  if (word.particle === 'middle' || word.particle === 'of' || word.particle === 'title') return false
  if (word.latin.length > 6) return false
  let runs = 0
  let inVowel = false
  for (let at = 0; at < word.latin.length; at++) {
    const vowel = 'aeiouy'.includes(word.latin.charAt(at))
    if (vowel && !inVowel) runs++
    inVowel = vowel
  }
  return runs === 1
}

/** Two neighbours as one word. */
export function oneWord(a: Word, b: Word): Word {
  return {
    ...a,
    written: a.written + b.written,
    latin: a.latin + b.latin,
    sounds: a.sounds + b.sounds,
    skeleton: a.skeleton + b.skeleton,
    symbols: [],
    initial: false,
    particle: null,
    bare: null,
  }
}

const patronymicEndings = [
  'ovich',
  'evich',
  'ovych',
  'ovic',
  'ovna',
  'evna',
  'ivna',
  'oglu',
  'ogly',
  'dottir',
  'qizi',
]

function endsAsPatronymic(latin: string): boolean {
  return latin.length > 6 && patronymicEndings.some((ending) => latin.endsWith(ending))
}

function weightOf(word: Word): number {
  if (word.initial) return 0.75
  if (word.particle === 'servant') return 0.6
  return word.latin.length < 3 ? 0.7 : 1
}

function isRepeated(cores: readonly Word[], at: number): boolean {
  for (let before = 0; before < at; before++) if (cores[before]?.latin === cores[at]?.latin) return true
  return false
}

function rarityOf(word: Word): number {
  if (word.initial) return 0
  if (asianFamilyNames.has(word.latin)) return 0.2
  return Math.min(1, Math.max(0, -Math.log10(wordFrequency(word)) / 4.7))
}
