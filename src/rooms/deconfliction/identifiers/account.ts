import { isValidIBAN } from 'ibantools'
import { compact, withoutRemark } from './as-written.ts'
import type { Normalised } from './normalised.ts'

/** Country, check digits and 11 to 30 characters (ISO 13616-1), of which an account number has some digits. */
const IBAN_SHAPE = /^(?=(?:\D*\d){8})[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/
const SORT_CODE_AND_NUMBER =
  /(?<!\d)(\d\d)[\s-]?(\d\d)[\s-]?(\d\d)(?:[^\d]{0,40})(\d{8}|\d{4}[\s-]\d{4})(?!\d)/

/**
 * A bank account: an IBAN keyed as such, or a British sort code and account number keyed `GB:` and the
 * fourteen digits. A valid British IBAN is its sort code and account number with a prefix, and takes the
 * latter's key, so that the two ways of writing one account meet.
 * @param text readable text
 * @returns tier `valid` when the IBAN's country, length and check digits are right, otherwise `possible`;
 *   null for an account number without its bank, since each bank has an account of that number
 */
export function normaliseAccount(text: string): Normalised | null {
  const plain = compact(withoutRemark(text)).replace(/^IBAN(?:NO|NUMBER)?(?=[A-Z]{2}\d{2})/, '')
  const bare = /^(?:GB)?(\d{14})$/.exec(plain)?.[1] // no British IBAN has a figure after its check digits
  if (bare === undefined && IBAN_SHAPE.test(plain)) return iban(plain)
  const domestic = bare ?? withinText(text)
  return domestic === null
    ? null
    : { key: `GB:${domestic}`, tier: 'possible', display: domestic.replace(/^(..)(..)(..)/, '$1-$2-$3 ') }
}

function iban(plain: string): Normalised {
  const tier = isValidIBAN(plain) ? 'valid' : 'possible'
  const key = tier === 'valid' && plain.startsWith('GB') ? `GB:${plain.slice(8)}` : plain
  return { key, tier, display: plain.replace(/(.{4})(?=.)/g, '$1 ') }
}

function withinText(text: string): string | null {
  const found = SORT_CODE_AND_NUMBER.exec(text)
  return found === null ? null : found.slice(1).join('').replace(/\D/g, '')
}
