import type { Normalised } from './normalised.ts'
import { passesBase58Check, passesBech32Check } from './wallet-checks.ts'

const URI_SCHEME = /^[a-z]{3,12}:(?:\/\/)?/i
const HEXADECIMAL = /^0x[0-9a-f]{40}$/i
const BECH32_KNOWN = /^(?:bc|tb|ltc|addr|cosmos)1[02-9ac-hj-np-z]{8,110}$/i
// Solana, Monero, Ripple and the rest have no check that is made here; words do not mix figures and both cases.
const BASE58_SHAPE = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[1-9A-HJ-NP-Za-km-z]{25,110}$/

/**
 * An address of a crypto-currency. The address itself is the key: no two chains give one address to
 * different holders. Base58 is case sensitive; Bech32 and hexadecimal are keyed in lower case.
 * @param text readable text; `bitcoin:` and other URIs are understood
 * @returns tier `valid` when the address's own check is right. The mixed-case check of Ethereum (EIP-55)
 *   is not made, so hexadecimal is always `possible`. Null when it has no address's shape.
 */
export function normaliseWallet(text: string): Normalised | null {
  const address = text
    .replace(URI_SCHEME, '')
    .replace(/[?@].*$/, '')
    .replace(/\s+/g, '')
  if (HEXADECIMAL.test(address)) return as(address.toLowerCase(), 'possible')
  if (BECH32_KNOWN.test(address)) {
    const lower = address.toLowerCase()
    return as(lower, passesBech32Check(lower) ? 'valid' : 'possible')
  }
  if (!BASE58_SHAPE.test(address)) return null
  return as(address, passesBase58Check(address) ? 'valid' : 'possible')
}

function as(key: string, tier: Normalised['tier']): Normalised {
  return { key, tier, display: key }
}
