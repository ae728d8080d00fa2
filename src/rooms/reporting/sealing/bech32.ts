/** Bech32 (BIP 173) as age writes its keys: a prefix, the bytes in signs of five bits, six signs of check. */

const SIGNS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

function polymod(values: readonly number[]): number {
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
  let check = 1
  for (const value of values) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    generator.forEach((one, bit) => {
      if ((top >>> bit) & 1) check ^= one
    })
  }
  return check
}

const expand = (prefix: string) => {
  const codes = Array.from(prefix, (sign) => sign.charCodeAt(0))
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)]
}

/** Groups of `from` bits become groups of `to` bits; null when bits are left over that are not nothing. */
function regroup(values: Iterable<number>, from: number, to: number, fill: boolean): number[] | null {
  const result: number[] = []
  let held = 0
  let bits = 0
  for (const value of values) {
    held = (held << from) | value
    bits += from
    while (bits >= to) {
      bits -= to
      result.push((held >>> bits) & ((1 << to) - 1))
    }
    held &= (1 << bits) - 1
  }
  if (fill) {
    if (bits > 0) result.push((held << (to - bits)) & ((1 << to) - 1))
  } else if (bits >= from || held !== 0) return null
  return result
}

/**
 * Writes bytes.
 * @param prefix - small letters
 * @param bytes - any
 * @returns in small letters, with the check
 */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const data = regroup(bytes, 8, 5, true) ?? []
  const sum = polymod([...expand(prefix), ...data, 0, 0, 0, 0, 0, 0]) ^ 1
  const check = [25, 20, 15, 10, 5, 0].map((shift) => (sum >>> shift) & 31)
  return `${prefix}1${[...data, ...check].map((value) => SIGNS[value]).join('')}`
}

/**
 * Reads what was written.
 * @param written - in small letters or in capitals, not mixed
 * @returns the prefix in small letters, and the bytes
 * @throws when it is not Bech32, or its check does not hold
 */
export function decodeBech32(written: string): { prefix: string; bytes: Buffer } {
  const text = written.toLowerCase()
  if (text !== written && written.toUpperCase() !== written) throw new Error('Mixed letters')
  const split = text.lastIndexOf('1')
  const prefix = text.slice(0, split)
  const values = Array.from(text.slice(split + 1), (sign) => SIGNS.indexOf(sign))
  if (split < 1 || values.length < 6 || values.includes(-1)) throw new Error('This is not Bech32')
  if (polymod([...expand(prefix), ...values]) !== 1) throw new Error('The check does not hold')
  const bytes = regroup(values.slice(0, -6), 5, 8, false)
  if (bytes === null) throw new Error('This is not Bech32')
  return { prefix, bytes: Buffer.from(bytes) }
}
