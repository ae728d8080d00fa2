/** What an answer says, without what differs between any two answers: ids, nonces, tokens, times. */
export type Seen = { status: number; headers: Record<string, string>; body: string }

// Of the transport, of this very answer, or of the clock.
const LEFT_OUT = new Set([
  'date',
  'content-length',
  'keep-alive',
  'connection',
  'content-security-policy',
  'set-cookie',
])

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** Two worlds differ by what one of them holds in secret; their answers may differ by nothing but these. */
export function withoutChance(text: string): string {
  return (
    text
      .replaceAll(UUID, '<id>')
      .replaceAll(/(SM|PR)-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/g, '<reference>')
      .replaceAll(/nonce="[^"]*"/g, 'nonce')
      .replaceAll(/name="_csrf" value="[^"]*"/g, '_csrf')
      // Who a node is at the key holders, which its administrators read.
      .replaceAll(/node-[a-z0-9]{8}\b/g, '<caller>')
      .replaceAll(/(Public key<\/dt>\s*<dd[^>]*>)[\w-]{43}/g, '$1<key>')
      .replaceAll(/(cursor|before|after)=[\w%.-]+/g, '$1=<cursor>')
      .replaceAll(/"event":\{"id":"[\w-]{22}"/g, '"event":{"id":"<event>"')
      .replaceAll(/"cursor":"[^"]+"/g, '"cursor":"<cursor>"')
      .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})/g, '<time>')
      .replaceAll(/\b\d{1,2}[:.]\d{2}([:.]\d{2})?\s?([ap]m)?\b/g, '<time>')
      // Of what was salted by chance.
      .replaceAll(/\b[0-9a-f]{64}\b/g, '<digest>')
      .replaceAll(/DTSTAMP:\d{8}T\d{6}Z/g, 'DTSTAMP:<time>')
      // As a typesetter names the part of a typeface that one document uses.
      .replaceAll(/\/[A-Z]{6}\+/g, '/<part>+')
      .replaceAll(/localhost:\d+/g, '<node>')
      .replaceAll(/\b(a|one|\d+) (second|minute)s? ago/g, '<ago>')
  )
}

export function seenOf(response: Response, body: string): Seen {
  const headers: Record<string, string> = {}
  for (const [name, value] of response.headers) if (!LEFT_OUT.has(name)) headers[name] = withoutChance(value)
  headers['cookies'] = response.headers
    .getSetCookie()
    .map((line) => line.split('=')[0] ?? '')
    .sort()
    .join()
  return { status: response.status, headers, body: withoutChance(body) }
}

/** @returns the first difference in words, or null */
export function differenceOf(with_: Seen, without: Seen): string | null {
  if (with_.status !== without.status) return `status ${String(with_.status)} and ${String(without.status)}`
  for (const name of new Set([...Object.keys(with_.headers), ...Object.keys(without.headers)]))
    if (with_.headers[name] !== without.headers[name])
      return `header ${name}: ${with_.headers[name] ?? 'none'} and ${without.headers[name] ?? 'none'}`
  if (with_.body === without.body) return null
  const [left, right] = [with_.body.split('\n'), without.body.split('\n')]
  const line = left.findIndex((one, index) => one !== right[index])
  return `line ${String(line + 1)}: ${(left[line] ?? '').trim().slice(0, 300)} | ${(right[line] ?? '').trim().slice(0, 300)}`
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
}

/** A text as somebody who looks for words would read it: decoded, in small letters, and once without separators. */
function readable(text: string): { plain: string; joined: string } {
  let plain = text.replaceAll(/&(amp|quot|#39|lt|gt|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
  try {
    plain += `\n${decodeURIComponent(plain)}`
  } catch {
    // not a text with percent signs in it
  }
  plain = plain.toLowerCase()
  return { plain, joined: plain.replaceAll(/[\s().+-]/g, '') }
}

/** A word as it is looked for: in small letters, and without what separates it. */
const prepared = new Map<string, { small: string; joined: string }>()
function prepare(word: string): { small: string; joined: string } {
  const known = prepared.get(word)
  if (known) return known
  const small = word.toLowerCase()
  // a telephone number without its trunk or country code, a plate without its space
  const made = { small, joined: small.replaceAll(/[\s().+-]/g, '').replace(/^0(?=7700)/, '') }
  prepared.set(word, made)
  return made
}

/**
 * Which of the words stand in a text, in any spelling?
 * @param except - what was sent with the request: an echo of it tells nobody anything
 */
export function wordsIn(text: string, words: Record<string, string>, except = ''): string[] {
  const found = readable(text)
  const wanted = Object.entries(words).map(([name, word]) => ({ name, ...prepare(word) }))
  const asWritten = standingIn(
    found.plain,
    wanted.map(({ small }) => small),
  )
  const together = standingIn(
    found.joined,
    wanted.map(({ joined }) => joined).filter((joined) => joined.length >= 6),
  )
  const present = wanted.filter(({ small, joined }) => asWritten.has(small) || together.has(joined))
  if (present.length === 0) return []
  const sent = readable(except)
  return present
    .filter(({ small, joined }) => !sent.plain.includes(small) && !sent.joined.includes(joined))
    .map(({ name }) => name)
}

/** So many letters of a word say whether it may begin at a place. */
const BEGINNING = 3

/**
 * Which words stand in a text? In one pass: a page is as long as a book chapter, and there are hundreds of words.
 * @returns those of the words
 */
export function standingIn(text: string, words: readonly string[]): Set<string> {
  const found = new Set<string>()
  const beginning = new Map<number, string[]>()
  for (const word of words) {
    if (word.length < BEGINNING) {
      if (text.includes(word)) found.add(word)
      continue
    }
    const key = keyAt(word, 0)
    const same = beginning.get(key)
    if (same) same.push(word)
    else beginning.set(key, [word])
  }
  const mayBegin = new Uint8Array(KEYS)
  for (const key of beginning.keys()) mayBegin[key] = 1
  for (let at = 0; at + BEGINNING <= text.length; at++) {
    const key = keyAt(text, at)
    if (mayBegin[key] === 0) continue
    for (const word of beginning.get(key) ?? [])
      if (!found.has(word) && text.startsWith(word, at)) found.add(word)
  }
  return found
}

const KEYS = 65_536
/** The first letters of what begins there, as one of so many keys; several may have the same. */
const keyAt = (text: string, at: number): number =>
  ((text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) * 31 + text.charCodeAt(at + 2)) & (KEYS - 1)
