/**
 * One look of a witness at a ledger: does what is shown go on from what was seen? What is seen is on the disk before it
 * is cosigned, so that no cosignature is ever of something that was not kept.
 */
import { fetchOutside, type OutsideQuestion } from '../platform/http/fetch-outside.ts'
import { cosign, readCheckpoint, type SignedCheckpoint } from '../wire/ledger/checkpoint.ts'
import { LedgerFault } from '../wire/ledger/fault.ts'
import { contradiction, writeRefusal, type RefusalKind } from '../wire/ledger/refusal.ts'
import { LONGEST_NOTE, writeNote, type VerifierKey } from '../wire/ledger/signed-note.ts'
import { proveConsistency } from '../wire/ledger/tile-proofs.ts'
import { tilePath } from '../wire/ledger/tiles.ts'
import { verifyConsistency } from '../wire/ledger/tree.ts'
import type { WitnessState } from './state.ts'

/** What came of a look. */
export type Look =
  | { outcome: 'cosigned'; size: number; time: number; first: boolean }
  | { outcome: 'refused'; kind: RefusalKind; seen: number; shown: number; statement: string }
  /** nothing is known of the ledger now: no answer, or one that is none */
  | { outcome: 'no-look'; because: string }

/** Which ledger is looked at. */
export type Looked = {
  /** the node's address */
  node: string
  /** its key, from its operator and not from the node */
  key: VerifierKey
  clock: () => Date
}

const PATIENCE = 30_000
const LONGEST_TILE = 8_192

/**
 * Looks once.
 * @param looked - the node and its key
 * @param state - what this witness keeps; it is moved on before anything is cosigned
 * @returns what came of it. A refusal is told to the node too, which shows it to everybody; whether or not it does, the
 *   statement is the witness's own
 */
export async function lookOnce(looked: Looked, state: WitnessState): Promise<Look> {
  let shown: SignedCheckpoint
  let note: string
  try {
    note = await ask(looked, '/log/checkpoint', LONGEST_NOTE, ['text/plain'])
    shown = readCheckpoint(note, looked.key)
  } catch (fault) {
    return noLook(fault)
  }
  const seen = state.seen === null ? null : readCheckpoint(state.seen, looked.key)
  try {
    const kind = seen === null ? null : await contradictionOf(looked, seen, shown)
    if (seen !== null && state.seen !== null && kind !== null)
      return await refuse(looked, state, {
        kind,
        seen: seen.size,
        shown: shown.size,
        notes: [state.seen, note],
      })
  } catch (fault) {
    return noLook(fault)
  }
  // First the disk, then the signature.
  if (note !== state.seen) {
    await state.keep(note)
    state.seen = note
  }
  const time = Math.floor(looked.clock().getTime() / 1000)
  const cosigned = writeNote(shown.note.text, [
    ...shown.note.signatures,
    cosign(state.key, shown.note.text, time),
  ])
  try {
    await tell(looked, '/log/cosignatures', { checkpoint: cosigned })
  } catch (fault) {
    return noLook(fault)
  }
  return { outcome: 'cosigned', size: shown.size, time, first: seen === null }
}

/** @returns null where the later checkpoint goes on from the earlier */
async function contradictionOf(
  looked: Looked,
  seen: SignedCheckpoint,
  shown: SignedCheckpoint,
): Promise<RefusalKind | null> {
  const plain = contradiction(seen, shown)
  if (plain !== null || seen.size === shown.size || seen.size === 0) return plain
  const proof = await proveConsistency(seen.size, shown.size, async (tile) =>
    Buffer.from(
      await ask(looked, `/log/${tilePath(tile)}`, LONGEST_TILE, ['application/octet-stream'], 'latin1'),
      'latin1',
    ),
  )
  return verifyConsistency({ earlier: seen, later: shown, proof }) ? null : 'changed'
}

async function refuse(
  looked: Looked,
  state: WitnessState,
  found: { kind: RefusalKind; seen: number; shown: number; notes: [string, string] },
): Promise<Look> {
  const { kind, notes } = found
  const time = Math.floor(looked.clock().getTime() / 1000)
  const statement = writeRefusal(state.key, { kind, time, seen: notes[0], shown: notes[1] })
  await state.keepRefusal(`${kind}-${String(found.seen)}-${String(found.shown)}`, statement)
  // A node that does not want to hear it is no reason to say it less.
  await tell(looked, '/log/refusals', { statement }).catch(() => undefined)
  return { outcome: 'refused', kind, seen: found.seen, shown: found.shown, statement }
}

function noLook(fault: unknown): Look {
  const because = fault instanceof Error ? fault.message : 'It could not be read.'
  return { outcome: 'no-look', because: fault instanceof LedgerFault ? because : `The node: ${because}` }
}

async function ask(
  { node }: Looked,
  place: string,
  most: number,
  types: readonly string[],
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<string> {
  const { status, bytes } = await fetchOutside(new URL(place, node), {
    patience: PATIENCE,
    most,
    types: [...types, 'text/html', 'application/json'],
  } satisfies OutsideQuestion)
  if (status !== 200) throw new Error(`it answered ${String(status)} for ${place}.`)
  return Buffer.from(bytes).toString(encoding)
}

async function tell({ node }: Looked, place: string, fields: Record<string, string>): Promise<void> {
  const { status } = await fetchOutside(new URL(place, node), {
    ...{
      method: 'POST',
      patience: PATIENCE,
      most: 100_000,
      types: ['text/html', 'application/json', 'text/plain'],
    },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
  if (status >= 400) throw new Error(`it answered ${String(status)} to ${place}.`)
}
