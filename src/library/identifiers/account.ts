import { isValidIBAN } from 'ibantools'
import { compact } from './as-written.ts'
import type { Read } from './normalised.ts'

/** Country, check digits and 11 to 30 characters (ISO 13616-1), of which an account number has some digits. */
const IBAN_SHAPE = /^(?=(?:\D*\d){8})[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/
const IBAN_SIGNS = /^[A-Z0-9 .:'’·-]+$/i
const IBAN_LABEL = /^IBAN(?: ?(?:NO|NUMBER))?[ .:#=-]{0,3}(?=[A-Z]{2}[ -]?\d)/i
/** The bank's own code stands behind many an IBAN. */
const BIC =
  /[ ,;/-]{1,3}(?:BIC|SWIFT)(?:[ /]?(?:BIC|SWIFT|CODE))?[ .:#=-]{0,3}[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$|^(?:BIC|SWIFT)(?:[ /]?CODE)?[ .:#=-]{0,3}[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?[ ,;/-]{1,3}(?=\S)/i
/** How many figures stand together: sort code 2 2 2 or 6, account number 8 or 4 4. */
const SORT_CODE_FIRST = /^(?:2 2 2|6) (?:8|4 4)$/
const NUMBER_FIRST = /^(?:8|4 4) (?:2 2 2|6)$/
const FIGURES = 14
const MOST_WORDS = 60

/**
 * A bank account: an IBAN keyed as such, or a British sort code and account number keyed `GB:` and the
 * fourteen digits. A valid British IBAN is its sort code and account number with a prefix, and takes the
 * latter's key, so that the two ways of writing one account meet.
 * @param text - readable text of one account; sort code and number in either order, with words around them
 * @returns tier `valid` when the IBAN's country, length and check digits are right, otherwise `possible`;
 *   null for an account number without its bank, since each bank has an account of that number
 */
export function normaliseAccount(text: string): Read | null {
  const written = text.replace(BIC, '').replace(IBAN_LABEL, '')
  const plain = compact(written)
  const shaped = IBAN_SIGNS.test(written) && IBAN_SHAPE.test(plain)
  if (shaped && isValidIBAN(plain)) return iban(plain, true)
  const domestic = /^(?:GB)?(\d{14})$/.exec(plain)?.[1] ?? null // no British IBAN has a figure after its check digits
  const british = inOrder(text) ?? domestic
  if (british !== null)
    return {
      key: `GB:${british}`,
      tier: 'possible',
      display: british.replace(/^(..)(..)(..)/, '$1-$2-$3 '),
      country: 'GB',
    }
  return shaped ? iban(plain, false) : null
}

function iban(plain: string, valid: boolean): Read {
  const key = valid && plain.startsWith('GB') ? `GB:${plain.slice(8)}` : plain
  const display = plain.replace(/(.{4})(?=.)/g, '$1 ')
  const country = plain.slice(0, 2)
  if (valid) return { key, tier: 'valid', display, country }
  return { key, tier: 'possible', display, country, fault: isKnown(country) ? WRONG : undefined }
}

const WRONG = 'the length or the check digits of this IBAN are wrong'

/** Codes that ISO 3166-1 leaves to users are nobody's rule of accounts. */
const isKnown = (country: string) => !/^(?:AA|Q[M-Z]|X[A-JL-Z]|ZZ)$/.test(country)

/** Sort code and number in their order, where the figures stand in groups that tell which is which. */
function inOrder(text: string): string | null {
  const groups = text.match(/\d+/g) ?? []
  const digits = groups.join('')
  if (digits.length !== FIGURES || text.length > FIGURES + MOST_WORDS) return null
  const lengths = groups.map((group) => group.length).join(' ')
  if (SORT_CODE_FIRST.test(lengths)) return digits
  return NUMBER_FIRST.test(lengths) ? digits.slice(8) + digits.slice(0, 8) : null
}
