import { hash } from 'node:crypto'

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const BECH32_GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** What the polymod of a right address comes to. Sources: BIP-173, BIP-350. */
const BECH32_CONSTANT = 1
const BECH32M_CONSTANT = 0x2bc830a3

/** Addresses of one version byte (Bitcoin, Tron, Litecoin …) or two (Zcash), a 20-byte hash and 4 of check. */
const CHECKED_LENGTHS = [25, 26]

/**
 * Checks Base58Check: the last four bytes are the first four of the doubled SHA-256 of the others.
 * @param address - letters of the Base58 alphabet; others make it false
 * @returns true when the check is right
 */
export function passesBase58Check(address: string): boolean {
  const bytes = base58Bytes(address)
  if (bytes === null || !CHECKED_LENGTHS.includes(bytes.length)) return false
  const once = hash('sha256', bytes.subarray(0, -4), 'buffer')
  return hash('sha256', once, 'buffer').subarray(0, 4).equals(bytes.subarray(-4))
}

function base58Bytes(text: string): Buffer | null {
  const bytes = new Uint8Array(text.length)
  let used = 0
  for (const letter of text) {
    let carry = BASE58.indexOf(letter)
    if (carry === -1) return null
    for (let place = 0; place < used || carry > 0; place++) {
      carry += (bytes[place] ?? 0) * 58
      bytes[place] = carry & 0xff
      carry >>= 8
      used = Math.max(used, place + 1)
    }
  }
  const zeroes = /^1*/.exec(text)?.[0].length ?? 0
  return Buffer.from([...new Uint8Array(zeroes), ...bytes.subarray(0, used).reverse()])
}

/**
 * Checks Bech32 or Bech32m; for a Bitcoin address the one of both that its witness version asks for.
 * @param address - in lower case: prefix, `1`, data
 * @returns true when the check is right
 */
export function passesBech32Check(address: string): boolean {
  const separator = address.lastIndexOf('1')
  const data = Array.from(address.slice(separator + 1)).map((letter) => BECH32.indexOf(letter))
  if (separator < 1 || data.length < 6 || data.includes(-1)) return false
  const prefix = Array.from(address.slice(0, separator)).map((letter) => letter.charCodeAt(0))
  const polymod = [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data].reduce(
    addToPolymod,
    1,
  )
  if (!/^(?:bc|tb|ltc)1/.test(address)) return polymod === BECH32_CONSTANT || polymod === BECH32M_CONSTANT
  return polymod === (data[0] === 0 ? BECH32_CONSTANT : BECH32M_CONSTANT)
}

function addToPolymod(sum: number, value: number): number {
  const top = sum >>> 25
  let next = ((sum & 0x1ffffff) << 5) ^ value
  for (const [bit, generator] of BECH32_GENERATOR.entries()) if ((top >> bit) & 1) next ^= generator
  return next
}
