/** Verifies the proof of one event: a file, and a key that came another way. */
import { cosignedBy, readCheckpoint, type Cosignature } from '../wire/ledger/checkpoint.ts'
import { checkLine, contentOf, entryOf, type EventContent } from '../wire/ledger/event.ts'
import { malformed } from '../wire/ledger/fault.ts'
import { readProofFile } from '../wire/ledger/proof-file.ts'
import type { VerifierKey } from '../wire/ledger/signed-note.ts'
import { leafHash, verifyInclusion } from '../wire/ledger/tree.ts'

/** What a proof proves. */
export type Proved = {
  origin: string
  size: number
  sequence: number
  /** null where its content was erased */
  content: EventContent | null
  cosignatures: Cosignature[]
  proved: boolean
}

/**
 * Verifies a proof.
 * @param file - the text of the `.tlog-proof`
 * @param key - of the ledger, from elsewhere than the file
 * @param witnesses - whose cosignatures are looked for
 * @returns which event it is of, and whether it stands in the ledger
 * @throws LedgerFault when the file or its checkpoint is of another ledger, of another key, or unreadable
 */
export function verifyProof(file: string, key: VerifierKey, witnesses: readonly VerifierKey[]): Proved {
  const { line, index, proof, checkpoint } = readProofFile(file)
  const { origin, size, root, note } = readCheckpoint(checkpoint, key)
  const read = checkLine(line)
  if (read === null) throw malformed('The event of this proof cannot be read.')
  const leaf = leafHash(Buffer.from(entryOf(read.sequence, read.digest)))
  return {
    ...{ origin, size, sequence: index, content: read.erased ? null : contentOf(line) },
    cosignatures: witnesses.flatMap((witness) => cosignedBy(note, witness) ?? []),
    proved: read.sequence === index && verifyInclusion({ index, size, leaf, root, proof }),
  }
}
