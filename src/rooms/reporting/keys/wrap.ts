/** A key sealed to another key, kept in one piece: unlike a report's parts it is never half-destroyed. */
import { openSealed, seal } from '../sealing/seal.ts'

const END = Buffer.from('\n--- ')

/**
 * Seals a key to another key.
 * @param identity - AGE-SECRET-KEY-1…, which is wrapped
 * @param recipient - age1… of the officer, or of the recovery key
 * @returns one age file
 */
export async function wrapKey(identity: string, recipient: string): Promise<Buffer> {
  const { header, payload } = await seal(Buffer.from(identity, 'ascii'), [recipient])
  return Buffer.concat([header, payload])
}

/**
 * Opens a wrapped key.
 * @param wrapped - as `wrapKey` made it
 * @param identity - AGE-SECRET-KEY-1… of the officer, or the recovery key
 * @returns the identity that was wrapped
 * @throws NotOpened when the identity is not the one it was wrapped for
 */
export async function unwrapKey(wrapped: Buffer, identity: string): Promise<string> {
  const end = wrapped.indexOf('\n', wrapped.indexOf(END) + END.length) + 1
  const plain = await openSealed({ header: wrapped.subarray(0, end), payload: wrapped.subarray(end) }, [
    identity,
  ])
  return Buffer.from(plain).toString('ascii')
}
