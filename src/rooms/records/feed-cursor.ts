/**
 * Where a reader of the feed stands. Events have running numbers of the node, and two of them would tell how much all
 * the other agencies did in between; so outside they are sealed: one block of a cipher, with the agency in it.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { invalid } from '../../platform/errors.ts'

// One block, whose content never comes twice: no mode and no random part is needed, and one event has one name.
const CIPHER = 'aes-256-ecb'
const BLOCK = 16
const MARK = 0x5ea3a4c0

/**
 * Seals the number of an event.
 * @param key - 32 bytes, the same for every process of the node
 * @param agencyId - whose event it is
 * @param id - the event's number
 * @returns 22 characters of base64url; always the same for one event
 */
export function sealEventId(key: Buffer, agencyId: number, id: bigint): string {
  const block = Buffer.alloc(BLOCK)
  block.writeUInt32BE(MARK, 0)
  block.writeUInt32BE(agencyId, 4)
  block.writeBigUInt64BE(id, 8)
  const cipher = createCipheriv(CIPHER, key, null).setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
}

/**
 * Opens what `sealEventId` made.
 * @param key - that it was sealed with
 * @param agencyId - of whoever brings it
 * @param text - as the reader brings it
 * @returns the event's number
 * @throws invalid with `after` when it is none of this agency's, or was sealed with a key that is gone
 */
export function openEventId(key: Buffer, agencyId: number, text: string): bigint {
  const sealed = Buffer.from(text, 'base64url')
  if (sealed.length === BLOCK) {
    const decipher = createDecipheriv(CIPHER, key, null).setAutoPadding(false)
    const block = Buffer.concat([decipher.update(sealed), decipher.final()])
    if (block.readUInt32BE(0) === MARK && block.readUInt32BE(4) === agencyId) return block.readBigUInt64BE(8)
  }
  throw invalid({ after: 'This is no cursor of this feed. Begin again without it, or with after=latest.' })
}
