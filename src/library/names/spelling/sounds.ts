import { plainLetter } from './letters.ts'

/**
 * The sounds of a word as a string of one-character codes, so that comparing is a walk over characters.
 *
 * a–z are the letters; the codes beyond them are spellings that several languages use for one sound:
 * A ä ae · O ö oe ø · U ü ue · E ai ei ay ey · W au aw ow · S sh sch · C ch tch cz · K kh · G gh · T th · D dh ·
 * Z zh · J dj dzh · Q shch · V ou oo · I ee ie · 1 ş š ś (read s where marks are lost) · 2 ç č ć · 3 ž ź ż · 4 ğ · 5 đ · 6 ł ·
 * 7 ts tz · 8 ñ ny · 9 ng · @ ends in a or ah · ! ends in i or y · 0 ends in o or u.
 * Letters of scripts without vowels: & alif · % waw · $ ya · ? ayn · < ḍad · > ẓa · ~ final h or a ·
 * ) Hebrew het · [ bet · ] kaf · ( pe · Chinese { zh · } j.
 */
const digraphs = new Map(
  Object.entries({
    shch: 'Q',
    schtsch: 'Q',
    szcz: 'Q',
    tsch: 'C',
    sch: 'S',
    tch: 'C',
    tsh: 'C',
    dzh: 'J',
    dsch: 'J',
    sh: 'S',
    sz: 'S',
    ch: 'C',
    cz: 'C',
    kh: 'K',
    gh: 'G',
    th: 'T',
    dh: 'D',
    zh: 'Z',
    dj: 'J',
    xh: 'J',
    gj: 'J',
    aou: 'W',
    dž: 'J',
    ph: 'f',
    ck: 'k',
    ks: 'x',
    ts: '7',
    tz: '7',
    ng: '9',
    ny: '8',
    qu: 'k',
    wh: 'w',
    ou: 'V',
    oo: 'V',
    ow: 'W',
    aw: 'W',
    au: 'W',
    ao: 'W',
    ee: 'I',
    ii: 'I',
    ie: 'I',
    aa: 'a',
    uu: 'V',
    ai: 'E',
    ay: 'E',
    ei: 'E',
    ey: 'E',
    ae: 'A',
    oe: 'O',
    ue: 'U',
    rh: 'r',
    bh: 'b',
    mh: 'm',
    lh: 'l',
    nh: 'n',
  }),
)

const single = new Map(
  Object.entries({
    ş: '1',
    š: '1',
    ś: '1',
    ș: '1',
    ŝ: '1',
    ç: '2',
    č: '2',
    ć: '2',
    ĉ: '2',
    ž: '3',
    ź: '3',
    ż: '3',
    ğ: '4',
    đ: '5',
    ł: '6',
    ñ: '8',
    ń: '8',
    ň: '8',
    ä: 'A',
    æ: 'A',
    ö: 'O',
    ø: 'O',
    ő: 'O',
    œ: 'O',
    ü: 'U',
    ű: 'U',
    ı: 'i',
    ß: 's',
    ð: 'D',
    þ: 'T',
    ţ: '7',
    ț: '7',
    ạ: '&',
    ẉ: '%',
    ỵ: '$',
    ʿ: '?',
    ḍ: '<',
    ẓ: '>',
    ḥ: 'h',
    ḩ: ')',
    ḅ: '[',
    ḳ: ']',
    ṗ: '(',
    ŭ: 'w',
    ǰ: '}',
    ǯ: '{',
    ě: 'e',
    ř: 'r',
  }),
)

/** How many letters the longest spelling has that begins with a letter; most letters begin none. */
const longest = new Uint8Array(1024)
for (const spelling of digraphs.keys()) {
  const first = spelling.charCodeAt(0)
  longest[first] = Math.max(longest[first] ?? 0, spelling.length)
}
const longestFrom = (code: number): number => (code < 1024 ? (longest[code] ?? 0) : 0)

/**
 * @param marked - a romanised word in lower case, marks kept.
 * @param vowelless - whether its script leaves vowels out: then two equal letters are two sounds (ممدوح,
 *   Mamduh).
 * @returns its sounds, at most 48 codes.
 */
export function soundsOf(marked: string, vowelless = false): string {
  const word = readable(marked)
  let out = ''
  let last = ''
  let at = 0
  while (at < word.length && out.length < 48) {
    const found = isPlainStretch(word, at) ? '' : spellingAt(word, at)
    const code = found === '' ? (single.get(word.charAt(at)) ?? word.charAt(at)) : (digraphs.get(found) ?? '')
    if (vowelless || code !== last) out += code
    last = code
    at += found === '' ? 1 : found.length
  }
  return withEnding(out)
}

/** Letters whose marks say nothing here lose them; endings that are spelled in many ways are made one. */
function readable(marked: string): string {
  let word = ''
  for (const letter of marked) word += letter < '\u0080' || single.has(letter) ? letter : plainLetter(letter)
  // Wade–Giles writes hs for the x of Pinyin; -iyeh, -ieh and -iyya are one ending; a Dutch or Slavonic -ij is -i.
  if (word.startsWith('hs')) word = 'x' + word.slice(2)
  if (word.endsWith('ij')) return word.slice(0, -1)
  return word.replace(/i(?:yy?[ae]h?|[ae]h)$/, 'ia')
}

/** Iwanow and Hourany: at the end of a word -ow is an o and a v, and -ny no single sound. */
const isPlainStretch = (word: string, at: number): boolean =>
  at === word.length - 2 && (word.endsWith('ow') || word.endsWith('ny'))

function spellingAt(word: string, at: number): string {
  for (let size = Math.min(longestFrom(word.charCodeAt(at)), word.length - at); size > 1; size--) {
    const part = word.slice(at, at + size)
    if (digraphs.has(part)) return part
  }
  return ''
}

/** The last vowel of a word tells more than the others (Maria and Mario): it gets a code of its own. */
function withEnding(sounds: string): string {
  if (sounds.length < 2) return sounds
  const end = sounds.at(-1) ?? ''
  const before = sounds.at(-2) ?? ''
  if (end === 'h' && (before === 'a' || before === 'e')) return sounds.slice(0, -2) + '@'
  if (end === 'h' && !'aeiouAOUEWVIy'.includes(before))
    return /[&%$?<>~]/.test(sounds) || !/[aeiouyVI]/.test(sounds) ? sounds.slice(0, -1) + '~' : sounds
  if (end === 'a') return sounds.slice(0, -1) + '@'
  if (end === 'i' || end === 'y' || end === 'I') {
    return (before === 'i' || before === 'y' ? sounds.slice(0, -2) : sounds.slice(0, -1)) + '!'
  }
  if (end === 'o' || end === 'u' || end === 'V') return sounds.slice(0, -1) + '0'
  return sounds
}

const classes: Readonly<Record<string, string>> = {
  b: 'b',
  p: 'b',
  f: 'f',
  v: 'f',
  g: 'k',
  k: 'k',
  q: 'k',
  c: 'k',
  G: 'k',
  4: 'k',
  K: 'k',
  x: 'k',
  j: 'j',
  J: 'j',
  d: 't',
  t: 't',
  D: 't',
  T: 't',
  5: 't',
  '<': 't',
  s: 's',
  z: 's',
  S: 's',
  1: 's',
  3: 's',
  Z: 'j',
  '>': 's',
  B: 'b',
  '[': 'b',
  '(': 'b',
  ']': 'k',
  '{': 'j',
  '}': 'j',
  '#': 'tn',
  '*': 'l',
  C: 's',
  2: 's',
  7: 's',
  Q: 's',
  l: 'l',
  6: 'l',
  r: 'r',
  m: 'm',
  n: 'n',
  8: 'n',
  9: 'n',
}

/**
 * Reduces sounds to the consonants that spellings of one name agree in, folded into a dozen classes; a
 * leading vowel stays as `a`, a leading w or v as `f`. Weak letters (h, w, y) and all other vowels go.
 * @param sounds - what `soundsOf` returned.
 * @returns one letter for each class
 */
export function skeletonOf(sounds: string): string {
  let out = ''
  let last = ''
  for (let at = 0; at < sounds.length; at++) {
    const code = sounds.charAt(at)
    let group = classes[code] ?? ''
    if (at === 0 && group === '') {
      if (code === 'h') group = 'h'
      else if (code === 'y' || code === '$') group = 'j'
      else if (code === 'w' || code === '%') group = 'f'
      else group = 'a'
    } else if (at === 0 && (code === 'u' || code === 'V') && 'aeiEA&'.includes(sounds.charAt(1))) group = 'f'
    // Neighbours of one class are one (ck, dt), unless they are one letter twice, as in مم.
    if (group !== '' && (group !== last || sounds.charAt(at - 1) === code)) out += group
    last = group
  }
  return out
}
