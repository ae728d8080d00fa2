/** Names of persons, from the parts an export holds to one name as a person would write it. */
import { textOf, type Entry } from './cells.ts'

const IN_CAPITALS = /(?<![\p{L}\p{M}])\p{Lu}[\p{Lu}\p{M}]*(?:['’-]+\p{Lu}[\p{Lu}\p{M}]*)*(?![\p{L}\p{M}])/gu

/**
 * Title-cases the words that stand in capitals: `HODAJ` to `Hodaj`, `O'BRIEN` to `O'Brien`,
 * `HUGHES-JONES` to `Hughes-Jones`. Each part begins with a capital, so `VAN DER BERG` becomes
 * `Van Der Berg` and `MCDONALD` `Mcdonald`: nobody can tell from capitals how the bearer writes it,
 * and names are compared without regard to case. A name written otherwise stays as it was written.
 * @param name - as the export has it
 * @returns the name
 */
export function fromCapitals(name: string): string {
  return name.replace(IN_CAPITALS, (word) => {
    if (Array.from(word).length < 2) return word
    return word.replace(/(\p{L})([\p{L}\p{M}]*)/gu, (_, first: string, rest: string) => first + lower(rest))
  })
}

/** The Turkish capital dotted I would become an i with a second, combining dot. */
const lower = (letters: string) => letters.toLowerCase().replaceAll('i\u0307', 'i')

/**
 * Makes the name of a person: the whole name where the export has one, else forename before surname.
 * @param entry - of a person
 * @returns the name, or '' when the export has none
 */
export function personName(entry: Entry): string {
  const whole = textOf(entry.name) || textOf(entry.value)
  const name = whole || [textOf(entry.forename), textOf(entry.surname)].filter(Boolean).join(' ')
  return fromCapitals(name)
}
