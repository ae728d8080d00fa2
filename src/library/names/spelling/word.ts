/** The writing system of most letters of a word. `number` is a word of digits; `none` holds no letter at all. */
export type Script =
  | 'latin'
  | 'arabic'
  | 'cyrillic'
  | 'greek'
  | 'hebrew'
  | 'armenian'
  | 'georgian'
  | 'hangul'
  | 'kana'
  | 'han'
  | 'other'
  | 'number'

/**
 * What a small word of a name does there. Particles carry little weight, since they come and go between
 * spellings: `article` (al, el), `son` (bin, ibn, ap, ould), `daughter` (bint, ferch), `father` (abu),
 * `mother` (umm), `servant` (abd alone), `of` (van, de, della), `middle` (Vietnamese Văn and Thị),
 * `suffix` (oğlu, zadeh, pur), `and` (y, e), `generation` (junior, III), `title` (haji, doctor, president).
 */
export type Particle =
  | 'article'
  | 'son'
  | 'daughter'
  | 'father'
  | 'mother'
  | 'servant'
  | 'of'
  | 'middle'
  | 'suffix'
  | 'and'
  | 'generation'
  | 'title'

/** What stood between a word and the one before it. */
export type Join = 'start' | 'space' | 'hyphen' | 'apostrophe' | 'dot' | 'camel' | 'comma'

/** A word without the Arabic article that is written onto it: Alqahtani, القحطاني → qahtani. */
export type BareWord = { latin: string; sounds: string; skeleton: string }

/**
 * One word of a name, with everything that comparing needs computed once. Plain data.
 *
 * `written` is the word as cleaned (several words if they make one name: Abd al-Rahman); `latin` is a–z and
 * digits only; `sounds` is the string that is compared (`sounds.ts`); `skeleton` keeps only what spellings
 * of one name agree in (for blocking); `symbols` are the names it may be a spelling of (`tables/`).
 */
export type Word = {
  written: string
  script: Script
  latin: string
  sounds: string
  skeleton: string
  symbols: readonly string[]
  /** whether a table holds it as a spelling of a name */
  known: boolean
  initial: boolean
  particle: Particle | null
  join: Join
  bare: BareWord | null
  /** which letters `latin` holds, a bit each (`lettersHeld`): what cannot be a slip is seen at once */
  held: number
  /** which of the places in `places-of-origin.ts` it is named after; `NO_PLACE` for nearly all */
  place: number
  /** the pet names of other languages that may stand for it, as `symbols` of those have them */
  petNamesAbroad: readonly string[]
  /** whether it may be a part of a name that is written joined or apart (`compounds.ts`) */
  compounds: boolean
}

/**
 * How alike two words are, 0 to 1, and which observation says so. `apart` where both are known names and no table
 * makes them one: then a likeness of letters (Carl and Carol, Jamal and Jamil) is no slip of the pen.
 */
export type WordLikeness = {
  likeness: number
  apart?: boolean
  how: 'equal' | 'variant' | 'script' | 'nickname' | 'sound' | 'slip' | 'initial' | 'joined' | 'different'
}
