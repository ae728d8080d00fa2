/**
 * Goes through XML from tag to tag, in one pass and without building anything. It knows just enough to find
 * what the parser behind it must not meet: it is stricter than that one, and never more lenient.
 */
import { DEEPEST, LONGEST_TOKEN } from './limits.ts'
import { Refused } from './refuse.ts'

/** Places are of bytes in the XML; a name is without its prefix. `empty`: the tag closes itself. */
export type Visitor = {
  opened?: (nameFrom: number, nameTo: number, tagTo: number, empty: boolean) => void
  /** `open`: how many elements are still open behind it */
  closed?: (nameFrom: number, nameTo: number, tagTo: number, open: number) => void
  text?: (from: number, to: number) => void
}

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
const COLON = 0x3a

/**
 * Walks through the XML, and tells a visitor of each tag and text.
 * @param xml - in UTF-8
 * @param visitor - what is told
 * @throws Refused `doctype`, `nested`, `cell` or `broken`
 */
export function walkTags(xml: Buffer, visitor: Visitor): void {
  let open = 0
  let at = 0
  for (;;) {
    const tag = xml.indexOf(LT, at)
    const textTo = tag < 0 ? xml.length : tag
    if (textTo - at > LONGEST_TOKEN) throw new Refused(open > 0 ? 'cell' : 'broken')
    if (textTo > at) visitor.text?.(at, textTo)
    if (tag < 0) break
    const second = xml[tag + 1]
    if (second === 0x21 || second === 0x3f) {
      at = behindSpecial(xml, tag, visitor)
      continue
    }
    const closing = second === SLASH
    const end = endOfTag(xml, tag)
    let nameFrom = tag + (closing ? 2 : 1)
    let nameTo = nameFrom
    for (; nameTo < end; nameTo++) {
      const sign = xml[nameTo] ?? 0
      if (sign <= 0x20 || sign === SLASH || sign === GT) break
      if (sign === COLON) nameFrom = nameTo + 1
    }
    const empty = !closing && xml[end - 1] === SLASH
    if (closing) {
      open -= 1
      if (open < 0) throw new Refused('broken')
      visitor.closed?.(nameFrom, nameTo, end + 1, open)
    } else {
      if (open + 1 > DEEPEST) throw new Refused('nested')
      if (!empty) open += 1
      visitor.opened?.(nameFrom, nameTo, end + 1, empty)
    }
    at = end + 1
  }
  if (open !== 0) throw new Refused('broken')
}

/** Behind a comment, a CDATA section (which is text) or an instruction. Nothing may define anything. */
function behindSpecial(xml: Buffer, tag: number, visitor: Visitor): number {
  const starts = (sign: string) => xml.toString('latin1', tag, tag + sign.length) === sign
  const ends = starts('<!--') ? '-->' : starts('<![CDATA[') ? ']]>' : starts('<?') ? '?>' : null
  if (ends === null) throw new Refused('doctype')
  const end = xml.indexOf(ends, tag, 'latin1')
  if (end < 0 || end - tag > LONGEST_TOKEN) throw new Refused('broken')
  if (ends === ']]>') visitor.text?.(tag + 9, end)
  return end + ends.length
}

/** The `>` that ends a tag: one inside of quotes does not. */
function endOfTag(xml: Buffer, tag: number): number {
  let quote = 0
  const last = Math.min(xml.length, tag + LONGEST_TOKEN)
  for (let at = tag + 1; at < last; at++) {
    const sign = xml[at]
    if (quote !== 0) {
      if (sign === quote) quote = 0
    } else if (sign === GT) return at
    else if (sign === 0x22 || sign === 0x27) quote = sign
    else if (sign === LT) break
  }
  throw new Refused('broken')
}
