import fc from 'fast-check'

/**
 * The same value as another hand may write it: full-width forms, unseen characters, and, where the kind
 * allows, separators between the characters and the other case.
 * @param value - ASCII
 * @param noise - what this kind of identifier does not care about
 */
export function otherSpellings(
  value: string,
  noise: { separators?: string[]; anyCase?: boolean },
): fc.Arbitrary<string> {
  const separators = ['', '', ...(noise.separators ?? [])]
  const change = fc.record({
    fullWidth: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
    upper: fc.boolean(),
    before: fc.constantFrom(...separators),
    unseen: fc.constantFrom('', '', '', '', '\u200b', '\u200e', '\u00ad', '\ufeff'),
  })
  const spelt = fc.array(change, { minLength: value.length, maxLength: value.length }).map((changes) =>
    Array.from(value)
      .map((character, place) => {
        const { fullWidth = false, upper = false, before = '', unseen = '' } = changes[place] ?? {}
        const cased = !noise.anyCase ? character : upper ? character.toUpperCase() : character.toLowerCase()
        const code = cased.charCodeAt(0)
        const wide = fullWidth && code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : cased
        return (place === 0 ? '' : before) + unseen + wide
      })
      .join(''),
  )
  // `2642CF ET 5CUDEV` says of itself that it is two values, and is read as two.
  return spelt.filter((text) => !JOINS_TWO.test(text.normalize('NFKC').replaceAll(UNSEEN, '')))
}

const UNSEEN = /[\u200b\u200e\u00ad\ufeff]/g
const JOINS_TWO = / (?:and|or|und|et|plus|also) /i

/** `length` characters drawn from `alphabet`. */
export function drawn(
  alphabet: string,
  length: number | { minLength: number; maxLength: number },
): fc.Arbitrary<string> {
  const size = typeof length === 'number' ? { minLength: length, maxLength: length } : length
  return fc.array(fc.constantFrom(...Array.from(alphabet)), size).map((letters) => letters.join(''))
}

export const FIGURES = '0123456789'
export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
