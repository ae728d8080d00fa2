/** Makes one spelling of the many in which keyboards, charts and web pages write the same signs. */

const SIGNS: readonly (readonly [RegExp, string])[] = [
  // Before compatibility folding, which would turn the ordinal sign into the letter o.
  [/[º˚ᵒ∘⁰*]/g, '°'],
  [/[‘’‛′ʹʼ´`]/g, "'"],
  [/[“”‟″ʺ¨]|''/g, '"'],
  [/[‐‑‒–—−﹣－]/g, '-'],
]

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bdeg(?:rees?|s)?\b\.?|(?<=\d)d(?![a-z])/gi, '°'],
  [/\bmin(?:utes?|s)?\b\.?/gi, "'"],
  [/\bsec(?:onds?|s)?\b\.?/gi, '"'],
  [/\bnorth\b/gi, 'N'],
  [/\bsouth\b/gi, 'S'],
  [/\beast\b/gi, 'E'],
  [/\bwest\b/gi, 'W'],
  // noorderbreedte, zuiderbreedte, oosterlengte, westerlengte
  [/(?<=[\d°'"] ?)N\.?B\b\.?/g, 'N'],
  [/(?<=[\d°'"] ?)Z\.?B\b\.?/g, 'S'],
  [/(?<=[\d°'"] ?)O\.?L\b\.?/g, 'E'],
  [/(?<=[\d°'"] ?)W\.?L\b\.?/g, 'W'],
  [/"(lat(?:itude)?|lng|lon(?:gitude)?)"/gi, '$1'],
]

// Admiralty style puts the mark before the decimal point: 50°46'.9N
const MARK_BEFORE_POINT = /(\d)(["'°])\.(\d+)/g

/**
 * Tidies a text.
 * @param text - as somebody typed or pasted it
 * @returns plain spaces, one sign for each kind of mark, and marks behind their number
 */
export function tidyText(text: string): string {
  let tidy = text
  for (const [written, meant] of SIGNS) tidy = tidy.replace(written, meant)
  tidy = tidy.normalize('NFKC').replace(/\s+/g, ' ').trim()
  for (const [written, meant] of WORDS) tidy = tidy.replace(written, meant)
  return tidy.replace(MARK_BEFORE_POINT, '$1.$3$2')
}

const CHAIN = /\d,\d+,\d/
const DECIMAL_COMMA = /(\d),(\d)/g

/**
 * Most of Europe writes 51°07,5′. A comma between two figures is a decimal one where there are two of them, or one
 * beside letters or marks that part the pair without it; 50,79 is a pair, 50,54,30 is degrees, minutes, seconds.
 * @param tidy - what `tidyText` gave
 * @returns the text with decimal points
 */
export function withDecimalPoints(tidy: string): string {
  const mixed = /\d\.\d/.test(tidy)
  // 51°07,5′ N 001°19.2′ E: without its letters a comma beside a point is the one between the two.
  if (!tidy.includes(',')) return tidy
  if (mixed && (!/[NS].*[EW]/i.test(tidy) || (tidy.match(/\d[.,](?=\d)/g)?.length ?? 0) > 2)) return tidy
  // 50,9150,0,7900: a decimal comma, a comma between, a decimal comma.
  const joined = /^([+-]?\d{1,3}),(\d{3,}) ?, ?([+-]?\d{1,3}),(\d{3,})$/.exec(tidy)
  if (joined) return `${joined[1] ?? ''}.${joined[2] ?? ''}, ${joined[3] ?? ''}.${joined[4] ?? ''}`
  const commas = tidy.match(DECIMAL_COMMA)?.length ?? 0
  const isBorder = /,\d+ ?°/.test(tidy) && /\d ?°.*,\d+ ?°/.test(tidy) && !/,\d+ ?°.*,\d+ ?°/.test(tidy)
  if (CHAIN.test(tidy) || isBorder) return tidy
  const parted = mixed || /[NS].*[EW]|[EW].*[NS]|°.*°|lat.*lon|'.*'/i.test(tidy)
  return commas > 1 || (commas === 1 && parted) ? tidy.replace(DECIMAL_COMMA, '$1.$2') : tidy
}

const AROUND = /^[([{<]\s*([^()[\]{}<>]*)\s*[)\]}>]$/
const BRACKETS_BEHIND = /^(.*\S)\s*[([{]([^()[\]{}]*)[)\]}]$/
const LABEL =
  /^(?:(?:vessel |boat |craft )?in (?:position|posn?)|(?:last )?(?:seen|known)(?: at)?|position|posn?|gps|co-?ords?|co-?ordinates?|location|loc|lkp|datum|at|approx(?:imately|\.)?|about|around|near|circa|ca?\.?|wgs ?84|osgb ?(?:36)?|bng|ngr|grid(?: ref(?:erence)?)?|pos'n|[a-z]{3,20}(?= ?:))(?![a-z])[ :.=-]*/i
/** The datum, or how good the reading was. */
const DATUM =
  /[ ,;(]{1,2}(?:(?:WGS ?84|OSGB ?(?:36)?|ETRS ?89)|(?:±|\+\/-|accuracy:?) ?\d{1,4} ?m(?:et(?:re|er)s?)?)\)?$/i
const REMARK =
  /^(.*\d ?[°'"]{0,2} ?(?:[NSEW](?![a-z]))?[)\]]?)[ ,;.-]{1,3}(?![NSEW](?![a-z]))(?:\(?[a-z][a-z .,'’-]{1,80}\)?\??)$/i

/**
 * The same text without what stands around a position: brackets, a label, a remark in words.
 * @param tidy - what `tidyText` gave
 * @returns other readings of it, the nearest first; none where nothing stands around it
 */
export function withoutRemarks(tidy: string): string[] {
  const readings: string[] = []
  let bare = tidy
  for (let round = 0; round < 4; round += 1) {
    const next = peeled(bare)
    if (next === bare || next === '') break
    bare = next
    readings.push(bare)
  }
  return readings
}

function peeled(text: string): string {
  const around = AROUND.exec(text)?.[1]
  if (around !== undefined) return around.trim()
  const [, ahead, remark = ''] = BRACKETS_BEHIND.exec(text) ?? []
  // Another position in brackets would be lost without a word.
  if (ahead !== undefined && (remark.match(/\d/g)?.length ?? 0) < 4 && /\d/.test(ahead)) return ahead
  const measured = text.replace(DATUM, '')
  if (measured !== text) return measured
  const behind = text.replace(/^[~≈] ?/, '').replace(LABEL, '')
  if (behind !== text) return behind
  return (REMARK.exec(text)?.[1] ?? text).trim().replace(/(?<![ ?.,;])[ ?.,;]+$/, '')
}
