/** Checkpoints (C2SP tlog-checkpoint) and what witnesses sign of them (C2SP tlog-cosignature, v1). */
import { fromBase64, readCount, toBase64 } from './base64.ts'
import { DIGEST_BYTES, signEd25519, SIGNATURE_BYTES, verifyEd25519 } from './digests.ts'
import { LedgerFault, malformed } from './fault.ts'
import {
  readNote,
  requireSigned,
  signaturesOf,
  signNote,
  type Note,
  type NoteSignature,
  type SignerKey,
  type VerifierKey,
  writeNote,
} from './signed-note.ts'

/** What a ledger says of itself: so many entries, with this root. */
export type Checkpoint = {
  /** which ledger; its key has the same name */
  origin: string
  size: number
  /** 32 bytes */
  root: Uint8Array
}

/** A checkpoint whose ledger's signature was verified. */
export type SignedCheckpoint = Checkpoint & { note: Note }

/** That a witness saw a checkpoint go on from all that it had seen before. */
export type Cosignature = {
  /** the witness's name */
  name: string
  /** seconds since 1970, UTC, by the witness's clock */
  time: number
}

const TIME_BYTES = 8

/**
 * Writes the text of a checkpoint.
 * @param checkpoint - origin, size and root
 * @returns three lines
 */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${String(size)}\n${toBase64(root)}\n`

/**
 * Signs a checkpoint.
 * @param key - the ledger's, of the kind `note`; its name is the origin
 * @param tree - size and root
 * @returns the note
 */
export function signCheckpoint(key: SignerKey, tree: { size: number; root: Uint8Array }): string {
  const text = checkpointText({ origin: key.name, ...tree })
  return writeNote(text, [signNote(key, text)])
}

/**
 * Reads the text of a checkpoint.
 * @param text - of a note
 * @returns origin, size and root
 * @throws LedgerFault `malformed`; further lines are refused too, because nobody could check what they say
 */
export function readCheckpointText(text: string): Checkpoint {
  const [origin = '', count = '', encoded = '', ...rest] = text.split('\n')
  const size = readCount(count)
  const root = fromBase64(encoded)
  if (origin === '' || size === null || root?.length !== DIGEST_BYTES || rest.length !== 1 || rest[0] !== '')
    throw malformed('This is no checkpoint: one has three lines, of which the second is a number.')
  return { origin, size, root }
}

/**
 * Reads a checkpoint and verifies that its ledger has signed it.
 * @param note - all of it
 * @param key - of the ledger
 * @returns the checkpoint; its cosignatures are verified by `cosignedBy`
 * @throws LedgerFault `malformed`, `other-ledger`, `foreign-key`
 */
export function readCheckpoint(note: string, key: VerifierKey): SignedCheckpoint {
  if (key.kind !== 'note') throw malformed('This key is a witness’s. Give the key of the ledger itself.')
  const parts = readNote(note)
  const checkpoint = readCheckpointText(parts.text)
  if (checkpoint.origin !== key.name)
    throw new LedgerFault(
      'other-ledger',
      `This checkpoint is of ${checkpoint.origin}; the key is of ${key.name}.`,
    )
  requireSigned(parts, key)
  return { ...checkpoint, note: parts }
}

/** Lines before the text, which keep a cosignature from being a signature of anything else. */
const cosignedMessage = (text: string, time: number) =>
  Buffer.from(`cosignature/v1\ntime ${String(time)}\n${text}`)

/**
 * Cosigns a checkpoint. Whoever does has verified it first, and keeps what they saw.
 * @param key - of the witness, of the kind `cosignature`
 * @param text - of the checkpoint
 * @param time - seconds since 1970, UTC
 * @returns the line's parts
 */
export function cosign(key: SignerKey, text: string, time: number): NoteSignature {
  const stamp = Buffer.alloc(TIME_BYTES)
  stamp.writeBigUInt64BE(BigInt(time))
  const signature = Buffer.concat([stamp, signEd25519(key.seed, cosignedMessage(text, time))])
  return { name: key.name, id: key.id, signature }
}

/**
 * Verifies a witness's cosignature.
 * @param note - a checkpoint in its parts
 * @param witness - its key, of the kind `cosignature`
 * @returns when it was given, the latest of several; null when there is none that fits
 */
export function cosignedBy({ text, signatures }: Note, witness: VerifierKey): Cosignature | null {
  const times = signaturesOf(signatures, witness).flatMap(({ signature }) => {
    const time = timeOf(signature)
    const fits =
      time !== null && verifyEd25519(witness.key, cosignedMessage(text, time), signature.subarray(TIME_BYTES))
    return fits ? [time] : []
  })
  return witness.kind !== 'cosignature' || times.length === 0
    ? null
    : { name: witness.name, time: Math.max(...times) }
}

function timeOf(signature: Uint8Array): number | null {
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return null
  const time = Number(Buffer.from(signature).readBigUInt64BE(0))
  return Number.isSafeInteger(time) ? time : null
}
