import type { Normalised, Read } from './normalised.ts'
import { passesBase58Check, passesBech32Check } from './wallet-checks.ts'

const SHORTEST = 25
const URI_SCHEME = /^[a-z]{3,12}:(?:\/\/)?/i
const HEXADECIMAL = /^0x[0-9a-f]{40}$/i
const BECH32_KNOWN = /^(?:bc|tb|ltc|addr|cosmos)1[02-9ac-hj-np-z]{8,110}$/i
// Solana, Monero, Ripple and the rest have no check that is made here; words do not mix figures and both cases.
// Bitcoin (1, 3), Tron (T) and Litecoin (L) carry their check.
const CHECKED_SHAPE = /^[13TL][1-9A-HJ-NP-Za-km-z]{25,33}$/
const CHAIN_BEHIND = /(?<=^\S{20,110}) [A-Za-z0-9-]{2,8}$/
const BASE58_SHAPE = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[1-9A-HJ-NP-Za-km-z]{25,110}$/

/**
 * An address of a crypto-currency. The address itself is the key: no two chains give one address to
 * different holders. Base58 is case sensitive; Bech32 and hexadecimal are keyed in lower case.
 * @param text - readable text; `bitcoin:` and other URIs are understood
 * @returns tier `valid` when the address's own check is right. The mixed-case check of Ethereum (EIP-55)
 *   is not made, so hexadecimal is always `possible`. Null when it has no address's shape.
 */
export function normaliseWallet(text: string): Read | null {
  const bare = text.replace(URI_SCHEME, '').replace(/[?@].*$/, '')
  // What is one address by its own check or by its length is one, however it is parted.
  const joined = bare.replaceAll(/\s+/g, '')
  const whole = readAddress(joined)
  if (whole?.tier === 'valid' || HEXADECIMAL.test(joined)) return whole
  const pieces = bare.replace(CHAIN_BEHIND, '').split(/\s+/)
  // A long address is copied in groups; two of them are two.
  if (pieces.length > 1 && pieces.some((piece) => piece.length >= SHORTEST)) return null
  return readAddress(pieces.join(''))
}

function readAddress(address: string): Read | null {
  if (HEXADECIMAL.test(address)) return as(address.toLowerCase(), 'possible')
  if (BECH32_KNOWN.test(address)) {
    const lower = address.toLowerCase()
    if (passesBech32Check(lower)) return as(lower, 'valid')
    return /^(?:bc|tb|ltc)1/.test(lower) ? { ...as(lower, 'possible'), fault: WRONG } : as(lower, 'possible')
  }
  if (!BASE58_SHAPE.test(address)) return null
  if (passesBase58Check(address)) return as(address, 'valid')
  return CHECKED_SHAPE.test(address) ? { ...as(address, 'possible'), fault: WRONG } : as(address, 'possible')
}

const WRONG = 'the check in this address is wrong: a letter may be missing or in the wrong case'

function as(key: string, tier: Normalised['tier']): Read {
  return { key, tier, display: key }
}
