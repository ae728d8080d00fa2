/**
 * The receipt: the only way back to a report. 19 random signs of Crockford's base 32 (95 bits) and a check,
 * written in four groups so that it can be copied by hand in the rain.
 */
import { randomInt } from 'node:crypto'

/** As it is written: XXXXX-XXXXX-XXXXX-XXXXX. */
export type Receipt = string & { readonly brand: unique symbol }

// No I, L, O or U: what is misread is read right.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM = 19

/**
 * Draws a receipt.
 * @returns in four groups
 */
export function newReceipt(): Receipt {
  return write(Array.from({ length: RANDOM }, () => randomInt(32)))
}

/**
 * Reads a receipt in any spelling: small letters, any spaces, dots and dashes, O for 0, I or L for 1.
 * @param text - as somebody copied it
 * @returns null when it is none, or a sign is wrong (the check differs)
 */
export function readReceipt(text: string): Receipt | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.,_\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (plain.length !== RANDOM + 1) return null
  const values = Array.from(plain, (sign) => SIGNS.indexOf(sign))
  if (values.includes(-1)) return null
  const receipt = write(values.slice(0, RANDOM))
  return receipt.endsWith(plain.slice(-1)) ? receipt : null
}

/**
 * Takes the last group, for "type the last five to go on".
 * @param receipt - in four groups
 * @returns five signs
 */
export const lastGroup = (receipt: Receipt): string => receipt.slice(-5)

function write(values: readonly number[]): Receipt {
  const text = [...values, checkOf(values)].map((value) => SIGNS[value]).join('')
  return (text.match(/.{5}/g) ?? []).join('-') as Receipt
}

/**
 * A check that catches every single wrong sign and every pair exchanged: damm-like in the field of 32
 * elements, where multiplying by 2 (and reducing by x^5 + x^2 + 1) gives each place a weight of its own.
 */
function checkOf(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum = times2(sum ^ value)
  return sum
}

const times2 = (value: number) => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31
