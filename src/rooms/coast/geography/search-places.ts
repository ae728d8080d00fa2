/** Finds places by the beginning of their name or of a word in it, or spelt nearly so, without asking anybody. */
import type { Place } from './geography.ts'
import { lacking, lettersOf, slipsForgiven, slipsToBeginning } from './near-spelling.ts'

export type NamedPlace = Omit<Place, 'coastal'> & {
  population: number
  /** metres to the nearest shore */
  coast: number
  /** in another country: shown on the map, not offered as an answer */
  abroad: boolean
  /** other names by which it is found, in Welsh for one */
  also?: readonly string[]
}

/** How well a name fits: the whole of it, its beginning, the beginning of a word in it, or nearly. */
type Fit = 'exact' | 'begins' | 'word' | 'near'
const FITS: readonly Fit[] = ['exact', 'begins', 'word', 'near']
export type FoundPlace = { place: NamedPlace; fit: Fit; within: boolean }
/** `literally`: nothing that is only spelt nearly so */
export type FindPlaces = (text: string, literally?: boolean) => FoundPlace[]

/** "On the coast", for what is shown first and what is marked as inland. */
const COASTAL = 5_000
/** Matches that are weighed; a single letter matches thousands, and nobody reads so far. */
const MOST_WEIGHED = 2_000
const LONGEST = 80

/**
 * Folds a name, so that what a telephone types finds what a map prints.
 * @param text - as typed or printed
 * @returns letters and figures of plain English
 */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bsaint\b/g, 'st')
    .trim()
}

/**
 * Makes what finds a name among places.
 * @param places - all of them
 * @returns a function of the folded text; nothing is ordered yet
 */
export function searchOver(places: readonly NamedPlace[]): FindPlaces {
  // Each name once for every word in it, in order: what begins alike lies together.
  const entries = places.flatMap((place, index) => {
    const names = new Set([place.name, ...(place.also ?? [])].map(foldName))
    return [...names].flatMap((folded) => {
      const starts = [...folded.matchAll(/(?<![^ ])./g)].map(({ index: at }) => at)
      return starts.map((at) => ({ key: folded.slice(at), index, whole: at === 0 }))
    })
  })
  entries.sort((one, two) => (one.key < two.key ? -1 : one.key > two.key ? 1 : 0))
  // Of whole names only, made at the first slip of the pen.
  let letters: Int32Array | null = null

  const firstAt = (wanted: string) => {
    let [low, high] = [0, entries.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((entries[middle]?.key ?? '') < wanted) low = middle + 1
      else high = middle
    }
    return low
  }

  const literal = (wanted: string, take: (index: number, fit: Fit) => void) => {
    for (let at = firstAt(wanted), seen = 0; seen < MOST_WEIGHED; at++, seen++) {
      const entry = entries[at]
      if (!entry?.key.startsWith(wanted)) break
      take(entry.index, !entry.whole ? 'word' : entry.key === wanted ? 'exact' : 'begins')
    }
  }

  const nearly = (wanted: string, take: (index: number, fit: Fit) => void) => {
    const most = slipsForgiven(wanted.length)
    if (most === 0) return
    letters ??= Int32Array.from(entries, ({ key }) => lettersOf(key))
    const sought = lettersOf(wanted)
    for (const [at, { key, index, whole }] of entries.entries())
      if (whole && lacking(sought, letters[at] ?? 0) <= most && slipsToBeginning(wanted, key, most) !== null)
        take(index, 'near')
  }

  const find = (wanted: string, literally: boolean): Map<number, Fit> => {
    const fits = new Map<number, Fit>()
    const take = (index: number, fit: Fit) => {
      const known = fits.get(index)
      if (known === undefined || FITS.indexOf(fit) < FITS.indexOf(known)) fits.set(index, fit)
    }
    literal(wanted, take)
    // Slips are looked for where nothing is called so: what is spelt nearly like it is mostly something else.
    if (!literally && fits.size === 0) nearly(wanted, take)
    return fits
  }

  return (text, literally = false) => {
    if (text.length > LONGEST) return []
    // "Rye, East Sussex": behind the comma stands where to look.
    const [name = '', where = ''] = text.split(',', 2)
    const county = foldName(where)
    const wanted = foldName(name)
    if (wanted === '') return []
    return [...find(wanted, literally)].flatMap(([index, fit]) => {
      const place = places[index]
      const within = county !== '' && foldName(place?.county ?? '').startsWith(county)
      return place ? [{ place, fit, within }] : []
    })
  }
}

/** So many words are left out, one after the other, until something is found. */
const MOST_LEFT_OUT = 3

/**
 * "Camber Sands car park", "off Beachy Head": all that was typed, then what is left with a word fewer at either end.
 * What stands together was as long, and is looked for together.
 */
function fewerWords(text: string): string[][] {
  const [name = '', ...rest] = text.split(',')
  const words = name.trim().split(/\s+/)
  const written = (from: number, to: number) => [words.slice(from, to).join(' '), ...rest].join(',')
  const lengths = Array.from(
    { length: Math.min(words.length, MOST_LEFT_OUT + 1) },
    (_, out) => words.length - out,
  )
  return lengths.map((length) =>
    length === words.length
      ? [written(0, length)]
      : [written(0, length), written(words.length - length, words.length)].filter((one) => one.length >= 4),
  )
}

/** So many of the list are kept for other places, however many of the plan fit: a town is not pushed out by its piers. */
const FOR_OTHERS = 2

/**
 * Orders what was found: first what lies in a coastal plan, then the coast, then what lies inland; within them
 * the whole name, its beginning, a word of it, and last what is spelt nearly so.
 * @param text - as somebody typed it
 * @param sources - `plan`: finds among the sites and stretches of coastal plans; `places`: finds among the
 *   names of the country
 * @param most - how many are given
 * @returns none for a text that is too long
 */
export function findInOrder(
  text: string,
  { plan, places }: { plan: FindPlaces | null; places: FindPlaces },
  most: number,
): Place[] {
  if (text.length > LONGEST) return []
  for (const [leftOut, wanted] of fewerWords(text).entries()) {
    // To look for slips means to look at every name: it is done once.
    const literally = leftOut > 0
    const ofPlan = inOrder(wanted.flatMap((one) => plan?.(one, literally) ?? []))
    const others = inOrder(wanted.flatMap((one) => places(one, literally)))
    const called = [...ofPlan, ...others].some(({ fit }) => fit !== 'near')
    // Of two sources one may know the name that the other only nearly knows.
    const fitting = (found: FoundPlace[]) => (called ? found.filter(({ fit }) => fit !== 'near') : found)
    const [first, second] = [fitting(ofPlan), fitting(others)]
    if (first.length + second.length === 0) continue
    const own = distinct(first, Math.max(most - Math.min(FOR_OTHERS, second.length), 1))
    return distinct([...own, ...second], most).map(({ place }) => placeOf(place))
  }
  return []
}

function inOrder(found: FoundPlace[]): FoundPlace[] {
  const rank = ({ place, fit, within }: FoundPlace) =>
    (within ? 0 : 100) + (isCoastal(place) ? 0 : 10) + FITS.indexOf(fit)
  return found.toSorted(
    (one, two) =>
      rank(one) - rank(two) ||
      two.place.population - one.place.population ||
      one.place.name.localeCompare(two.place.name, 'en'),
  )
}

const isCoastal = ({ coast }: NamedPlace) => coast <= COASTAL

/** The first of them, each place once. */
function distinct(found: readonly FoundPlace[], most: number): FoundPlace[] {
  const kept: FoundPlace[] = []
  for (const one of found) {
    if (kept.length >= most) break
    if (!kept.some(({ place }) => isSame(place, one.place))) kept.push(one)
  }
  return kept
}

/** The plan and the gazetteer, or two plans, mean one place: the same name within about two kilometres. */
const isSame = (one: NamedPlace, two: NamedPlace) =>
  foldName(one.name) === foldName(two.name) &&
  Math.abs(one.lat - two.lat) < 0.02 &&
  Math.abs(one.lon - two.lon) < 0.03

const placeOf = (place: NamedPlace): Place => ({
  name: place.name,
  lat: place.lat,
  lon: place.lon,
  county: place.county,
  force: place.force,
  coastal: isCoastal(place),
})
