/**
 * What a witness says when it does not cosign: a note of its own, signed, with the two checkpoints that contradict one
 * another. Both are signed by the ledger, so whoever has its key sees for themself.
 */
import { readCount, sameBytes } from './base64.ts'
import { readCheckpoint, type SignedCheckpoint } from './checkpoint.ts'
import { LedgerFault, malformed } from './fault.ts'
import {
  readNote,
  requireSigned,
  signNote,
  verifierKey,
  writeNote,
  type SignerKey,
  type VerifierKey,
} from './signed-note.ts'

/**
 * What is wrong: fewer entries than before; another root of as many; or more entries that do not go on from those that
 * were seen.
 */
export type RefusalKind = 'rollback' | 'fork' | 'changed'

/** A refusal as it was read. */
export type Refusal = {
  witness: string
  kind: RefusalKind
  /** what the witness kept, and what it was shown then */
  seen: SignedCheckpoint
  shown: SignedCheckpoint
  /** seconds since 1970, by the witness's clock */
  time: number
}

const HEAD = 'seamark-refusal/v1'
const KINDS: readonly string[] = ['rollback', 'fork', 'changed'] satisfies RefusalKind[]

/**
 * Says what two checkpoints show by themselves.
 * @param seen - the one that was kept
 * @param shown - the one that came later
 * @returns `rollback` or `fork`; null where the later one may go on from the earlier, which a proof shows
 */
export function contradiction(
  seen: Pick<SignedCheckpoint, 'size' | 'root'>,
  shown: Pick<SignedCheckpoint, 'size' | 'root'>,
): 'rollback' | 'fork' | null {
  if (shown.size < seen.size) return 'rollback'
  return shown.size === seen.size && !sameBytes(shown.root, seen.root) ? 'fork' : null
}

/**
 * The key with which a witness signs what it says. It is the key of its cosignatures under another id; their first
 * lines differ, so that neither is ever the other.
 * @param key - of its cosignatures
 * @returns the key for notes
 */
export const statementKey = <Key extends VerifierKey>(key: Key): Key => ({
  ...key,
  ...verifierKey(key.name, 'note', key.key),
})

/**
 * Writes a refusal.
 * @param key - of the witness
 * @param refusal - the kind, both checkpoints as notes, and the time in seconds since 1970
 * @returns three notes, one behind the other
 */
export function writeRefusal(
  key: SignerKey,
  refusal: { kind: RefusalKind; seen: string; shown: string; time: number },
): string {
  const text = [
    HEAD,
    refusal.kind,
    `time ${String(refusal.time)}`,
    ...[refusal.seen, refusal.shown].map((note) => Buffer.from(note).toString('base64')),
    '',
  ].join('\n')
  return writeNote(text, [signNote(statementKey(key), text)])
}

/**
 * Reads a refusal, and verifies all that its reader can: that the witness says so, and that the ledger has signed both.
 * @param note - as `writeRefusal` wrote it
 * @param witnesses - keys of the witnesses that are known, of their cosignatures
 * @param ledger - key of the ledger
 * @returns the refusal
 * @throws LedgerFault `malformed`, `foreign-key`, `other-ledger`
 */
export function readRefusal(note: string, witnesses: readonly VerifierKey[], ledger: VerifierKey): Refusal {
  const parts = readNote(note)
  const witness = witnesses.find(({ name }) => parts.signatures.some((one) => one.name === name))
  if (witness === undefined) throw new LedgerFault('foreign-key', 'Nobody who is known here says so.')
  requireSigned(parts, statementKey(witness))
  const [head, kind = '', stamp = '', ...encoded] = parts.text.split('\n')
  const time = stamp.startsWith('time ') ? readCount(stamp.slice(5)) : null
  if (head !== HEAD || !KINDS.includes(kind) || time === null || encoded.length !== 3)
    throw malformed('This is no refusal of a witness.')
  const [seen, shown] = encoded
    .slice(0, 2)
    .map((text) => readCheckpoint(Buffer.from(text, 'base64').toString('utf8'), ledger))
  if (seen === undefined || shown === undefined) throw malformed('A refusal has two checkpoints.')
  const found = contradiction(seen, shown)
  if (kind === 'changed' ? found !== null || shown.size <= seen.size : found !== kind)
    throw malformed('The two checkpoints do not show what is said of them.')
  return { witness: witness.name, kind: kind as RefusalKind, seen, shown, time }
}
