/**
 * Sealing with age (age-encryption.org/v1). An age file is kept in two pieces: the header, which holds the
 * file's key wrapped for each reader, and the payload. Whoever destroys the header has destroyed the key:
 * no reader can open the payload again, the recovery key included.
 */
import { Decrypter, Encrypter } from 'age-encryption'
import { recipientOf } from './native-x25519.ts'

export type Sealed = { header: Uint8Array; payload: Uint8Array }

/**
 * Seals bytes, in memory.
 * @param plain - the bytes
 * @param recipients - age1…; each of them can open it alone
 * @returns header and payload
 * @throws when there is no recipient, or one is none
 */
export async function seal(plain: Uint8Array, recipients: readonly string[]): Promise<Sealed> {
  if (recipients.length === 0) throw new Error('Nothing is sealed to nobody')
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipientOf(recipient))
  return split(await encrypter.encrypt(plain))
}

/**
 * Opens what `seal` made.
 * @param sealed - header and payload; null: destroyed
 * @param identities - AGE-SECRET-KEY-1…; one that fits is enough
 * @returns the bytes
 * @throws NotOpened when none fits, the header was destroyed or a byte was changed
 */
export async function openSealed(
  sealed: { header: Uint8Array | null; payload: Uint8Array | null },
  identities: readonly string[],
): Promise<Uint8Array> {
  const { header, payload } = sealed
  if (header === null || payload === null || identities.length === 0) throw new NotOpened()
  const decrypter = new Decrypter()
  try {
    for (const identity of identities) decrypter.addIdentity(identity)
    return await decrypter.decrypt(Buffer.concat([header, payload]))
  } catch {
    // The library's reason may tell a wrong key from a changed byte; neither is anybody's business here.
    throw new NotOpened()
  }
}

/** No key that is at hand opens this. */
export class NotOpened extends Error {
  constructor() {
    super('No key at hand opens this')
  }
}

const END = Buffer.from('\n--- ')
const NEWLINE = 10

/** The header ends with the line that begins with three hyphens (its MAC). */
function split(file: Uint8Array): Sealed {
  const mark = Buffer.from(file.buffer, file.byteOffset, file.byteLength).indexOf(END)
  const end = mark < 0 ? -1 : file.indexOf(NEWLINE, mark + END.length)
  if (end < 0) throw new Error('This is no age file')
  return { header: file.slice(0, end + 1), payload: file.slice(end + 1) }
}
