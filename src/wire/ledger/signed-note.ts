/** Signed notes (C2SP signed-note): a text for people, and lines of signatures behind it. Read strictly. */
import { fromBase64, fromHex, sameBytes, toBase64, toHex } from './base64.ts'
import { KEY_BYTES, newSeed, publicKeyOf, sha256, signEd25519, verifyEd25519 } from './digests.ts'
import { LedgerFault, malformed } from './fault.ts'

/** What a key signs: a note itself, or a note at a time (C2SP tlog-cosignature, v1). */
export type KeyKind = 'note' | 'cosignature'

/** Bytes that stand before a key, and go into its id. */
const TYPE: Readonly<Record<KeyKind, number>> = { note: 1, cosignature: 4 }

/** Who signs, as everybody may know it. */
export type VerifierKey = {
  /** as it stands in the line of a signature; for a ledger, its origin */
  name: string
  kind: KeyKind
  /** 4 bytes */
  id: Uint8Array
  /** 32 bytes, Ed25519 */
  key: Uint8Array
}

/** The same with what must stay secret. */
export type SignerKey = VerifierKey & { seed: Uint8Array }

/** One line of a note. Nobody has verified it. */
export type NoteSignature = { name: string; id: Uint8Array; signature: Uint8Array }

/** A note in its parts. */
export type Note = { text: string; signatures: NoteSignature[] }

/** A note is read into memory; 16 signatures and more fit. */
export const LONGEST_NOTE = 100_000
const MOST_SIGNATURES = 64
const ID_BYTES = 4
const NAME = /^[^\s+\p{White_Space}\p{Cc}]+$/u
// Other control characters than the end of a line; and half a character.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/

/** Whether a name may stand in a note: not empty, no space, no plus. */
const isName = (name: string) => NAME.test(name) && name.isWellFormed()

function keyId(name: string, kind: KeyKind, key: Uint8Array): Uint8Array {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(TYPE[kind]), key])).subarray(0, ID_BYTES)
}

/**
 * Makes the key of whoever verifies.
 * @param name - of the signer
 * @param kind - what it signs
 * @param key - 32 bytes
 * @returns the key with its id
 * @throws LedgerFault `malformed` when the name holds a space or a plus
 */
export function verifierKey(name: string, kind: KeyKind, key: Uint8Array): VerifierKey {
  if (!isName(name)) throw malformed('The name of a key holds a space or a plus, or is empty.')
  if (key.length !== KEY_BYTES) throw malformed('A key must have 32 bytes.')
  return { name, kind, id: keyId(name, kind, key), key }
}

/**
 * Draws a new key.
 * @param name - of the signer: an address without its scheme, like `seamark.example/log`
 * @param kind - what it will sign
 * @returns the key; `seed` is secret
 */
export function newSignerKey(name: string, kind: KeyKind): SignerKey {
  const seed = newSeed()
  return { ...verifierKey(name, kind, publicKeyOf(seed)), seed }
}

/**
 * Writes a key for those who verify: `name+id+base64`.
 * @param key - the secret half is left out
 * @returns one line without its end
 */
export const writeVerifierKey = ({ name, kind, id, key }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(Buffer.concat([Buffer.of(TYPE[kind]), key]))}`

/**
 * Reads a key for those who verify.
 * @param text - one line; a line's end behind it is left away
 * @returns the key
 * @throws LedgerFault `malformed` when it is not written so, or its id is not its own
 */
export function readVerifierKey(text: string): VerifierKey {
  const { name, kind, id, bytes } = keyParts(text.replace(/\n$/, ''))
  const key = verifierKey(name, kind, bytes)
  if (!sameBytes(key.id, id)) throw malformed('The id of this key is not its own: a part of it was changed.')
  return key
}

const SECRET = 'PRIVATE+KEY+'

/**
 * Writes a key with its secret, for a file that its owner alone reads.
 * @param key - with its seed
 * @returns one line without its end
 */
export const writeSignerKey = ({ name, kind, id, seed }: SignerKey): string =>
  `${SECRET}${name}+${toHex(id)}+${toBase64(Buffer.concat([Buffer.of(TYPE[kind]), seed]))}`

/**
 * Reads a key with its secret.
 * @param text - as `writeSignerKey` wrote it
 * @returns the key
 * @throws LedgerFault `malformed`
 */
export function readSignerKey(text: string): SignerKey {
  if (!text.startsWith(SECRET)) throw malformed('This is no secret key: one begins with PRIVATE+KEY+.')
  const { name, kind, id, bytes } = keyParts(text.slice(SECRET.length).replace(/\n$/, ''))
  const key = verifierKey(name, kind, publicKeyOf(bytes))
  if (!sameBytes(key.id, id)) throw malformed('The id of this key is not its own: a part of it was changed.')
  return { ...key, seed: bytes }
}

function keyParts(text: string): { name: string; kind: KeyKind; id: Uint8Array; bytes: Uint8Array } {
  // Base 64 may hold a plus, a name may not.
  const [, name = '', hex = '', encoded = ''] = /^([^+\s]+)\+([\da-f]{8})\+([A-Za-z\d+/=]+)$/.exec(text) ?? []
  const id = fromHex(hex, ID_BYTES)
  const bytes = fromBase64(encoded)
  if (id === null || bytes === null || bytes.length !== 1 + KEY_BYTES)
    throw malformed('This is no key: one is a name, eight signs and a text of base 64, with + between them.')
  const kind = bytes[0] === TYPE.note ? 'note' : bytes[0] === TYPE.cosignature ? 'cosignature' : null
  if (kind === null) throw malformed('This key is of a kind that is not known here.')
  return { name, kind, id, bytes: Buffer.from(bytes.subarray(1)) }
}

/**
 * Reads a note. Nobody has signed it before `signedBy` says so.
 * @param note - all of it
 * @returns its text, with the last line's end, and the lines of signatures
 * @throws LedgerFault `malformed`
 */
export function readNote(note: string): Note {
  if (note.length > LONGEST_NOTE) throw malformed('The note is too long.')
  if (CONTROL.test(note) || !note.isWellFormed())
    throw malformed('The note holds signs that no note may hold.')
  const split = note.lastIndexOf('\n\n')
  if (split === -1 || !note.endsWith('\n'))
    throw malformed('This is no note: a blank line and signatures are missing.')
  const text = note.slice(0, split + 1)
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > MOST_SIGNATURES) throw malformed('The note has too many signatures.')
  return { text, signatures: lines.map(readSignature) }
}

/**
 * Reads one line of a signature.
 * @param line - without its end
 * @returns whose it says it is
 * @throws LedgerFault `malformed`
 */
export function readSignature(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
  const bytes = fromBase64(encoded)
  if (!isName(name) || bytes === null || bytes.length <= ID_BYTES)
    throw malformed('A line behind the note’s text is no signature.')
  return { name, id: bytes.subarray(0, ID_BYTES), signature: bytes.subarray(ID_BYTES) }
}

/**
 * Writes one line of a signature.
 * @param signature - name, id and bytes
 * @returns the line without its end
 */
export const writeSignature = ({ name, id, signature }: NoteSignature): string =>
  `— ${name} ${toBase64(Buffer.concat([id, signature]))}`

/**
 * Writes a note.
 * @param text - that ends with a line's end
 * @param signatures - in the order in which they are to stand
 * @returns the note
 */
export const writeNote = (text: string, signatures: readonly NoteSignature[]): string =>
  `${text}\n${signatures.map((one) => `${writeSignature(one)}\n`).join('')}`

/**
 * Signs a text.
 * @param key - of the kind `note`
 * @param text - that ends with a line's end
 * @returns the signature
 */
export const signNote = (key: SignerKey, text: string): NoteSignature => ({
  name: key.name,
  id: key.id,
  signature: signEd25519(key.seed, Buffer.from(text)),
})

/**
 * Finds the signatures that say they are of a key.
 * @param signatures - of a note
 * @param key - name and id
 * @returns those lines; nobody has verified them
 */
export const signaturesOf = (signatures: readonly NoteSignature[], key: VerifierKey): NoteSignature[] =>
  signatures.filter(({ name, id }) => name === key.name && sameBytes(id, key.id))

/**
 * Demands that a key has signed a note.
 * @param note - in its parts
 * @param key - of the kind `note`
 * @throws LedgerFault `foreign-key` when it has not, or the signature is wrong
 */
export function requireSigned({ text, signatures }: Note, key: VerifierKey): void {
  const lines = signaturesOf(signatures, key)
  const message = Buffer.from(text)
  if (lines.length === 0)
    throw new LedgerFault('foreign-key', `The note is not signed by ${key.name} with the key that was given.`)
  if (!lines.every(({ signature }) => verifyEd25519(key.key, message, signature)))
    throw new LedgerFault(
      'foreign-key',
      `The signature of ${key.name} does not fit the note: one of them was changed.`,
    )
}
