/**
 * One written form of an e-mail address and of its domain. Which agency somebody belongs to hangs on it, so
 * what could be read in two ways is refused, not guessed.
 */
import { domainToASCII } from 'node:url'

/** RFC 5321, 4.5.3.1: octets of the part before the @, and of the whole. */
const LONGEST_LOCAL = 64
const LONGEST_ADDRESS = 254
const LONGEST_DOMAIN = 253

// A "+" names a folder of the same mailbox: one person would have as many addresses as they like.
const LOCAL = /^[a-z0-9!#$%&'*/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*/=?^_`{|}~-]+)*$/
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/
const PLAIN = /^[\x21-\x7e]*$/

/**
 * A domain in the form in which it is kept: small ASCII letters, internationalised labels as `xn--…`, no dot
 * at the end.
 * @param text - as somebody wrote it
 * @returns null for what is no domain, an address of numbers, or a look-alike: letters of another width that
 * only turn into plain ones when they are folded
 */
export function domainOf(text: string): string | null {
  const written = text.trim().replace(/\.$/, '')
  const ascii = domainToASCII(written.normalize('NFC'))
  if (ascii.length > LONGEST_DOMAIN || !DOMAIN.test(ascii)) return null
  const labels = ascii.split('.')
  const asWritten = written.split('.')
  // Every label stays what it was, but for the case of plain letters and the form of foreign ones.
  const kept = labels.every((label, index) => {
    const from = asWritten[index] ?? ''
    return PLAIN.test(from) ? label === from.toLowerCase() : label.startsWith('xn--')
  })
  return kept && labels.length === asWritten.length ? ascii : null
}

/**
 * An address in the form in which it is kept: small letters, its domain as `domainOf` gives it.
 * @param text - as somebody wrote it, or as an identity provider says it
 * @returns null for what is no address, and for those that are other spellings of one: with "+", with a quoted
 * or an accented part before the @
 */
export function addressOf(text: string): string | null {
  const [local, domain, ...more] = text.trim().split('@')
  if (local === undefined || domain === undefined || more.length > 0 || /\s/.test(domain)) return null
  // Looked at before the letters are made small: the sign for kelvin is one whose small letter is a plain k.
  if (!PLAIN.test(local) || local.length > LONGEST_LOCAL || !LOCAL.test(local.toLowerCase())) return null
  const ascii = domain.endsWith('.') ? null : domainOf(domain)
  if (ascii === null) return null
  const address = `${local.toLowerCase()}@${ascii}`
  return address.length > LONGEST_ADDRESS ? null : address
}

/**
 * Cuts the domain out of an address.
 * @param address - as `addressOf` gave it
 * @returns what stands behind the @
 */
export const domainOfAddress = (address: string): string => address.slice(address.indexOf('@') + 1)
