/** Finds places by the beginning of their name or of a word in it, else by a near spelling, without asking anybody. */
import type { Place } from './geography.ts'
import { slipsBetween } from './near-names.ts'

export type NamedPlace = Place & {
  population: number
  /** metres to the nearest shore */
  coast: number
  /** in another country: shown on the map, not offered as an answer */
  abroad: boolean
  /** other names by which it is found, in Welsh for one */
  also?: readonly string[]
}

/** "On the coast", for what is shown first. */
const COASTAL = 5_000
/** Matches that are weighed; a single letter matches thousands, and nobody reads so far. */
const MOST_WEIGHED = 2_000
const LONGEST = 80

/** @returns letters and figures of plain English, so that what a telephone types finds what a map prints */
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

/** @returns the search over these places */
export function searchOver(places: readonly NamedPlace[]): (text: string, most?: number) => Place[] {
  // Each name once for every word in it, in order: what begins alike lies together.
  const entries = places.flatMap((place, index) => {
    const names = new Set([place.name, ...(place.also ?? [])].map(foldName))
    return [...names].flatMap((folded) => {
      const starts = [...folded.matchAll(/(?<![^ ])./g)].map(({ index: at }) => at)
      return starts.map((at) => ({ key: folded.slice(at), index, whole: at === 0 }))
    })
  })
  entries.sort((one, two) => (one.key < two.key ? -1 : one.key > two.key ? 1 : 0))

  const firstAt = (wanted: string) => {
    let [low, high] = [0, entries.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((entries[middle]?.key ?? '') < wanted) low = middle + 1
      else high = middle
    }
    return low
  }

  return (text, most = 10) => {
    if (text.length > LONGEST) return []
    // "Rye, East Sussex": behind the comma stands where to look.
    const [name = '', within = ''] = text.split(',', 2)
    const wanted = foldName(name)
    const county = foldName(within)
    if (wanted === '') return []
    const weights = new Map<number, number>()
    for (let at = firstAt(wanted), seen = 0; seen < MOST_WEIGHED; at++, seen++) {
      const entry = entries[at]
      if (!entry?.key.startsWith(wanted)) break
      const place = places[entry.index]
      if (!place) continue
      const exact = entry.whole && entry.key === wanted
      const rank =
        (exact ? 0 : 4) +
        (place.coast <= COASTAL ? 0 : 2) +
        (entry.whole ? 0 : 1) -
        (county !== '' && foldName(place.county ?? '').startsWith(county) ? 10 : 0)
      weights.set(entry.index, Math.min(weights.get(entry.index) ?? Infinity, rank))
    }
    // A list is looked at before one is chosen; a place that is taken unseen must be spelt as it is.
    if (weights.size === 0 && most > 1)
      for (let at = firstAt(wanted.charAt(0)); entries[at]?.key.startsWith(wanted.charAt(0)); at++) {
        const { key, index, whole } = entries[at] ?? { key: '', index: -1, whole: false }
        const place = places[index]
        const slips = whole && place ? slipsBetween(wanted, key) : Infinity
        if (place && slips < Infinity)
          weights.set(
            index,
            Math.min(weights.get(index) ?? Infinity, 4 * slips + (place.coast <= COASTAL ? 0 : 2)),
          )
      }
    return [...weights]
      .map(([index, rank]) => ({ place: places[index], rank }))
      .flatMap(({ place, rank }) => (place ? [{ place, rank }] : []))
      .sort(
        (one, two) =>
          one.rank - two.rank ||
          two.place.population - one.place.population ||
          one.place.name.localeCompare(two.place.name, 'en'),
      )
      .slice(0, most)
      .map(({ place: { name: found, lat, lon, county: where, force } }) => ({
        name: found,
        lat,
        lon,
        county: where,
        force,
      }))
  }
}
