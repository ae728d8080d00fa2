/** What a receipt opens: where the report lies, and the key that replies are sealed to. */
import { hkdfSync } from 'node:crypto'
import { keyPairOf } from '../sealing/identities.ts'
import type { Receipt } from './receipt.ts'

export type ReceiptKeys = {
  /** 32 bytes; the database holds only their SHA-256 */
  lookup: Buffer
  /** AGE-SECRET-KEY-1…: opens the replies; never stored */
  identity: string
  /** age1…: what replies are sealed to */
  recipient: string
}

/**
 * Derives both from the receipt, each with a label of its own, so that neither tells the other. HKDF and no
 * slow hash: 95 random bits cannot be guessed at any speed (docs/adr/0009).
 * @param receipt - as `readReceipt` gave it
 * @returns where the report lies (32 bytes), and the key pair
 */
export function keysOfReceipt(receipt: Receipt): ReceiptKeys {
  const plain = Buffer.from(receipt.replaceAll('-', ''), 'ascii')
  const derive = (label: string) =>
    Buffer.from(hkdfSync('sha256', plain, '', `seamark/receipt/v1/${label}`, 32))
  return { lookup: derive('lookup'), ...keyPairOf(derive('identity')) }
}
