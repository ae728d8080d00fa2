/** Numbers in words, digits and Roman letters, read as digits. */

const table = `1 one first erste erster premiere primera primero pervyy pervaya birinci
2 two second zweite zweiter deuxieme segundo vtoroy vtoraya ikinci
3 three third dritte dritter troisieme tercero tretiy ucuncu
4 four fourth
5 five fifth
6 six sixth
7 seven seventh
8 eight eighth
9 nine ninth
10 ten tenth
11 eleven eleventh
12 twelve twelfth
13 thirteen thirteenth
14 fourteen fourteenth
15 fifteen fifteenth
16 sixteen sixteenth
17 seventeen seventeenth
18 eighteen eighteenth
19 nineteen nineteenth
20 twenty twentieth
30 thirty thirtieth
40 forty fourty fortieth
50 fifty fiftieth
60 sixty sixtieth
70 seventy seventieth
80 eighty eightieth
90 ninety ninetieth`

const words = new Map<string, number>()
for (const line of table.split('\n')) {
  const [value = '', ...written] = line.split(' ')
  for (const word of written) words.set(word, Number(value))
}

/**
 * Reads a number in words, below a hundred.
 * @param word - small letters
 * @returns its value; undefined where it is none
 */
export function numberInWords(word: string): number | undefined {
  return words.get(word)
}

const ordinal = /^0*(\d{1,6})(st|nd|rd|th|er|eme|e|a|o)?$/

/**
 * Reads the digits of "44", "007" and "1st".
 * @param word - small letters and digits
 * @returns without leading noughts and endings; null where it is no number
 */
export function digitsOf(word: string): string | null {
  const first = word.charCodeAt(0)
  if (first < 48 || first > 57) return null
  if (/^\d+$/.test(word)) return word.replace(/^0+(?=\d)/, '')
  return ordinal.exec(word)?.[1] ?? null
}

/** Numbers of series and ships go to 39 at most; "C", "D", "L" and "M" would make numbers of words. */
const roman = /^x{0,3}(ix|iv|v?i{0,3})$/
const letters: Record<string, number> = { i: 1, v: 5, x: 10 }

/**
 * Reads a Roman number up to 39.
 * @param word - small letters
 * @returns its value; null where it is none
 */
export function romanValue(word: string): number | null {
  if (word === '' || !roman.test(word)) return null
  let sum = 0
  for (let at = 0; at < word.length; at++) {
    const value = letters[word.charAt(at)] ?? 0
    sum += value < (letters[word.charAt(at + 1)] ?? 0) ? -value : value
  }
  return sum
}
