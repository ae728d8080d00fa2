/** The proof that one event stands in a ledger, as one file (C2SP tlog-proof). */
import { fromBase64, readCount, toBase64 } from './base64.ts'
import { DIGEST_BYTES } from './digests.ts'
import { malformed } from './fault.ts'

/** A proof in its parts. */
export type ProofFile = {
  /** the line of the event, as in an export; the proof holds only for its digest */
  line: Buffer
  index: number
  proof: Uint8Array[]
  /** the note under which it was proved, with its cosignatures */
  checkpoint: string
}

const HEAD = 'c2sp.org/tlog-proof@v1'
const MOST_HASHES = 64
/** Longer than any event. */
export const LONGEST_PROOF = 4_000_000

/**
 * Writes a proof.
 * @param proof - its parts
 * @returns the file, whose name ends in `.tlog-proof`
 */
export const writeProofFile = ({ line, index, proof, checkpoint }: ProofFile): string =>
  [HEAD, `extra ${toBase64(line)}`, `index ${String(index)}`, ...proof.map(toBase64), '', checkpoint].join(
    '\n',
  )

/**
 * Reads a proof. It proves nothing before it was verified.
 * @param file - all of it
 * @returns its parts
 * @throws LedgerFault `malformed`
 */
export function readProofFile(file: string): ProofFile {
  if (file.length > LONGEST_PROOF) throw malformed('The proof is too long.')
  const split = file.indexOf('\n\n')
  const [head, extra = '', place = '', ...lines] = file.slice(0, Math.max(0, split)).split('\n')
  const line = extra.startsWith('extra ') ? fromBase64(extra.slice(6)) : null
  const index = place.startsWith('index ') ? readCount(place.slice(6)) : null
  if (head !== HEAD || line === null || index === null)
    throw malformed('This is no proof of an event: its first lines are not those of one.')
  const proof = lines.map(fromBase64)
  if (proof.length > MOST_HASHES || !proof.every((hash) => hash?.length === DIGEST_BYTES))
    throw malformed('A line of the proof is no hash.')
  return { line: Buffer.from(line), index, proof: proof as Uint8Array[], checkpoint: file.slice(split + 2) }
}
