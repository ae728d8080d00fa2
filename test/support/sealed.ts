/** Sealed deconfliction in a test without holders: an epoch, keys that nobody holds, and tokens made of words. */
import { createHash } from 'node:crypto'
import { fromHash } from '../../src/library/oprf/index.ts'
import { sealedKinds } from '../../src/rooms/sealed-index/elements.ts'
import type { TestDatabase } from './database.ts'

/** An element for a word: the same word, the same element; as base64url and as bytes. */
export function tokenOf(word: string): { element: string; bytes: Buffer } {
  const bytes = Buffer.from(fromHash(createHash('sha512').update(word).digest()))
  return { element: bytes.toString('base64url'), bytes }
}

/** A handle for a word: 22 characters of base64url. */
export const handleFor = (word: string): string =>
  createHash('sha256').update(word).digest('base64url').slice(0, 22)

/** A day so many days from now. */
export const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Enters two holders and epoch 1 behind everybody's back. */
export async function setUpSealing(base: TestDatabase): Promise<void> {
  await base.admin(`insert into deconfliction.key_holder (number, name, url, identity)
                    values (1, 'north', 'http://127.0.0.1:1', decode(repeat('01', 32), 'hex')),
                           (2, 'south', 'http://127.0.0.1:2', decode(repeat('02', 32), 'hex'))`)
  await base.admin(`insert into deconfliction.sealed_epoch (number, state) values (1, 'current')`)
  await base.admin(
    `insert into deconfliction.key_holder_key (holder, epoch, kind, public_key)
     select h, 1, k, sha256(convert_to(h || k, 'UTF8')) from generate_series(1, 2) h, unnest($1::text[]) k`,
    [[...sealedKinds]],
  )
}
