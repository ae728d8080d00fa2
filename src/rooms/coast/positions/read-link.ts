/** Positions in the links that maps and telephones hand on. Pure. */
import type { Position } from './position.ts'
import { inBounds } from './read-lat-long.ts'

const NUMBER = String.raw`([+-]?\d{1,3}(?:\.\d{1,20})?)`
const COMMA = String.raw`(?:,|%2C|~|%7E|_|%20|\+){1,3}`
const LINK = /(?:https?:\/\/|geo:)\S+|(?:www\.)?(?:google|openstreetmap|osm|bing|apple|waze)\.\S+/i

/**
 * The pin before what was asked for, and that before the middle of the picture: where somebody stood is not where
 * the map was when the link was copied.
 */
const FORMS: { pattern: RegExp; turned?: true }[] = [
  { pattern: new RegExp(`!3d${NUMBER}!4d${NUMBER}`) },
  { pattern: new RegExp(`[?&]m?lat(?:itude)?=${NUMBER}&(?:amp;)?m?lon?g?(?:itude)?=${NUMBER}`, 'i') },
  {
    pattern: new RegExp(
      `[?&=/](?:q|ll|query|daddr|saddr|destination|coordinate|sll|cp|to=ll|loc|marker|point)[=.:](?:loc:|point\\.|ll\\.)?${NUMBER}${COMMA}${NUMBER}`,
      'i',
    ),
  },
  { pattern: new RegExp(`/(?:place|search|dir)/{1,2}${NUMBER}${COMMA}${NUMBER}`, 'i') },
  { pattern: new RegExp(`#(?:map=)?\\d{1,2}(?:\\.\\d{1,5})?/${NUMBER}/${NUMBER}`, 'i') },
  { pattern: new RegExp(`centerx:${NUMBER}/centery:${NUMBER}`, 'i'), turned: true },
  { pattern: new RegExp(`@${NUMBER}${COMMA}${NUMBER}`) },
  { pattern: new RegExp(`[?&=]${NUMBER}${COMMA}${NUMBER}`) },
  { pattern: new RegExp(`^geo:${NUMBER},${NUMBER}`, 'i') },
]

/**
 * @param text - as it was pasted, perhaps with words before the link
 * @returns the position that the link names; null for other text, and for a link without one
 */
export function readLink(text: string): Position | null {
  const [link] = LINK.exec(text) ?? []
  if (link === undefined) return null
  for (const { pattern, turned } of FORMS) {
    const found = pattern.exec(link)
    if (!found) continue
    const [one, two] = [Number(found[1]), Number(found[2])]
    return turned ? inBounds(two, one) : inBounds(one, two)
  }
  return null
}
