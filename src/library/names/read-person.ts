import { asianFamilyNames } from './asian-family-names.ts'
import { mostAligned } from './align-words.ts'
import { orderWords } from './order-words.ts'
import { lettersHeld, type Word } from './spelling/index.ts'

/** A word that names somebody, with what stands beside it. */
export type Core = {
  readonly word: Word
  /** with the particles before or after it written as one word (vandenberg), or '' */
  readonly fused: string
  /** the consonants of such a writing, or '' */
  readonly fusedSkeleton: string
  /** a father's name by its form: after bin, ben, ap, or ending in -ovich */
  readonly patronymic: boolean
  /** called after a child: behind abu or umm */
  readonly parent: boolean
  /** how much it says, 0 to 1: a short word or an initial less */
  readonly weight: number
  /** the same where it is missing on the other side: a word that is told twice says nothing new */
  readonly told: number
}

/** A person's name, taken apart, given names first as far as the form tells. Plain data. */
export type ReadPerson = {
  /** at most seven; titles and particles are beside them or gone */
  readonly cores: readonly Core[]
  /** where the family name stands in `cores`, as far as the form tells */
  readonly family: number
  /** 'jr', 'sr', 'ii' and so on, or '' */
  readonly generation: string
  /** all words but titles, as one string of letters, and which it holds */
  readonly letters: string
  readonly held: number
}

/**
 * Takes the words of a person's name apart.
 * @param words - as `readWords` returned them
 * @returns names with what stands beside them, and what is a father's name
 */
export function readPerson(words: readonly Word[]): ReadPerson {
  const ordered = orderWords(words)
  // Where nothing but small words stands, they are the name.
  let bare = true
  for (let at = 0; at < ordered.length && bare; at++) if (isNameAt(ordered, at)) bare = false
  const cores: Core[] = []
  let lead = ''
  let leadSkeleton = ''
  let letters = ''
  let held = 0
  let son = false
  let parent = false
  let generation = ''
  for (let at = 0; at < ordered.length; at++) {
    const word = ordered[at] as Word
    if (bare || isNameAt(ordered, at)) {
      cores.push(coreOf(word, lead, leadSkeleton, son, parent, cores))
      letters += word.latin
      held |= word.held
      lead = ''
      leadSkeleton = ''
      son = false
      parent = false
      continue
    }
    if (word.particle === 'title') continue
    letters += word.latin
    held |= word.held
    const before = cores.at(-1)
    if (word.particle === 'suffix' && before !== undefined) {
      cores[cores.length - 1] = { ...before, fused: before.word.latin + word.latin, patronymic: true }
    } else if (word.particle !== 'generation' && word.particle !== 'and') {
      lead += word.latin
      leadSkeleton += word.skeleton
    }
    if (word.particle === 'son' || word.particle === 'daughter') son = true
    if (word.particle === 'father' || word.particle === 'mother') parent = true
    if (word.particle === 'generation') generation = generationOf(word.latin)
  }
  if (cores.length > mostAligned) cores.splice(4, cores.length - mostAligned)
  if (letters.length > 80) {
    letters = letters.slice(0, 80)
    held = lettersHeld(letters)
  }
  const familyFirst = cores.length > 1 && asianFamilyNames.has(cores[0]?.word.latin ?? '')
  return {
    cores,
    family: familyFirst ? 0 : cores.length - 1,
    generation,
    letters,
    held,
  }
}

function coreOf(
  word: Word,
  lead: string,
  leadSkeleton: string,
  son: boolean,
  parent: boolean,
  before: readonly Core[],
): Core {
  const weight = weightOf(word)
  return {
    word,
    fused: lead === '' ? '' : lead + word.latin,
    fusedSkeleton: lead === '' ? '' : leadSkeleton + word.skeleton,
    patronymic: son || endsAsPatronymic(word.latin),
    parent,
    weight,
    told: isTold(word, before) ? 0.2 : weight,
  }
}

function isTold(word: Word, before: readonly Core[]): boolean {
  for (const core of before) if (core.word.latin === word.latin) return true
  return false
}

function isNameAt(words: readonly Word[], at: number): boolean {
  const word = words[at]
  return word !== undefined && (word.particle === null || !goesBeside(word, at, words))
}

/** Small words that are names where they stand first: Ben Nevin, Le Van An, Do Thi Mai. */
const namesWhenFirst = new Set(['ben', 'mac', 'nic', 'le', 'do', 'vo', 'mai', 'di', 'ian'])

/**
 * A particle says little, unless it is where a name must be. Abd alone is half a name and never only noise.
 * What leads to nothing (An Le, Tae Bin) is a name, but for the son of nobody.
 */
function goesBeside(word: Word, at: number, words: readonly Word[]): boolean {
  if (word.script === 'han' || word.script === 'hangul') return false
  if (word.particle === 'servant') return false
  if (at === 0 && words.length > 1 && namesWhenFirst.has(word.latin)) return false
  const leads = word.particle === 'of' || word.particle === 'article' || word.particle === 'middle'
  return !(leads && at === words.length - 1 && at > 0)
}

function generationOf(latin: string): string {
  if (latin.startsWith('j')) return 'jr'
  return latin.startsWith('s') ? 'sr' : latin
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
  if (latin.length < 7) return false
  for (const ending of patronymicEndings) if (latin.endsWith(ending)) return true
  return false
}

function weightOf(word: Word): number {
  if (word.initial) return 0.75
  if (word.particle === 'servant') return 0.6
  return word.latin.length < 3 ? 0.7 : 1
}
