/**
 * Does a text look as if it named a person, or held a number of theirs? A hint for whoever typed it: they take it out, or say
 * that it is none. Bounded by the text's length. Pure.
 */

/** Words that begin large and name nobody: agencies, places of work, days and months. */
const KNOWN = new Set(
  `border force immigration enforcement national command control unit nccu police coastguard hm rnli ambulance hospital
   children children’s childrens services service social care local authority council custody sergeant inspector constable officer
   duty crew lifeboat paramedic paramedics innerste operation red cross british independent child trafficking guardian guardians
   barnardo’s barnardos nrm mash sussex kent essex dorset hampshire surrey dover folkestone hastings eastbourne brighton newhaven
   ramsgate east west north south english channel monday tuesday wednesday thursday friday saturday sunday january february march
   april may june july august september october november december the a an and of at in on to for by with from no not none all
   one two three they we he she it was were is are had has`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

const WORD = /^[\p{L}’'-]+/u
const startsLarge = (word: string) => /^\p{Lu}\p{Ll}/u.test(word)

/** What a text may hold, as far as its look goes. */
export type Look = 'name' | 'number' | null

/**
 * @param text - any; what lies behind ten thousand characters is not looked at, and no field takes so much
 * @returns `name`: two words one after the other begin large and are no words of the work; `number`: an address of mail,
 *   a date as a birth is written, or seven and more digits that belong together
 */
export function looksLike(text: string): Look {
  const cut = text.slice(0, 10_000)
  if (holdsNumber(cut)) return 'number'
  return holdsName(cut) ? 'name' : null
}

/**
 * Does it hold a name, whatever numbers it holds? For a reference, which is a number.
 * @param text - any; ten thousand characters of it are looked at
 * @returns true where two words one after the other begin large and are no words of the work
 */
export const holdsName = (text: string): boolean => {
  let before = false
  for (const part of text.slice(0, 10_000).split(/\s+/)) {
    const bare = WORD.exec(part.replace(/^[("“‘]+/, ''))?.[0] ?? ''
    const large = startsLarge(bare) && !KNOWN.has(bare.toLowerCase())
    if (large && before) return true
    // A full stop ends what could be a name.
    before = large && !/[.!?;:,]$/.test(part)
  }
  return false
}

/**
 * Does it hold a number of a person?
 * @param text - any; ten thousand characters of it are looked at
 * @returns true for an address of mail, and for seven and more digits that belong together
 */
export function holdsNumber(text: string): boolean {
  if (text.includes('@')) return true
  let digits = 0
  let gaps = 0
  for (const sign of text.slice(0, 10_000)) {
    if (/\p{Nd}/u.test(sign)) {
      digits += 1
      gaps = 0
      if (digits >= 7) return true
    } else if (/[\s./()+-]/.test(sign) && gaps < 2) gaps += 1
    else {
      digits = 0
      gaps = 0
    }
  }
  return false
}
