/** Makes the proof that one event stands in the ledger, from the files that everybody may read. */
import { readCheckpointText } from '../../wire/ledger/checkpoint.ts'
import { readEntry, writeEventLine } from '../../wire/ledger/event.ts'
import { writeProofFile } from '../../wire/ledger/proof-file.ts'
import { readNote } from '../../wire/ledger/signed-note.ts'
import { readBundle, TILE_WIDTH, tileWidth } from '../../wire/ledger/tiles.ts'
import { proveInclusion } from '../../wire/ledger/tile-proofs.ts'
import { bug, conflict } from '../errors.ts'
import { saltedContent, type EventRow } from './event-rows.ts'
import { readCheckpointFile, readTile } from './folder.ts'

/**
 * Proves an event under the last checkpoint that witnesses have cosigned; one that came later, under the last.
 * @param folder - of the ledger's files
 * @param sequence - the event's place
 * @param row - what it says; null where its content was erased, or is not the asker's to read
 * @returns the text of a `.tlog-proof`
 * @throws conflict `not-signed-yet` when no checkpoint has it
 */
export async function proveEvent(folder: string, sequence: number, row: EventRow | null): Promise<string> {
  const witnessed = sized(await readCheckpointFile(folder, 'checkpoint.witnessed'))
  const { note: checkpoint, size } =
    witnessed.size > sequence ? witnessed : sized(await readCheckpointFile(folder))
  if (sequence >= size)
    throw conflict('not-signed-yet', 'No checkpoint has this event yet. Ask again in some seconds.')
  const event = row === null ? { digest: await digestOf(folder, sequence, size) } : saltedContent(row)
  return writeProofFile({
    line: Buffer.from(writeEventLine(sequence, event)),
    ...{ index: sequence, checkpoint },
    proof: await proveInclusion(sequence, size, (tile) => readTile(folder, tile)),
  })
}

const sized = (note: string | null) => ({
  note: note ?? '',
  size: note === null ? 0 : readCheckpointText(readNote(note).text).size,
})

async function digestOf(folder: string, sequence: number, size: number): Promise<Uint8Array> {
  const index = Math.floor(sequence / TILE_WIDTH)
  const width = tileWidth(0, index, size)
  const bundle = await readTile(folder, { level: 'entries', index, width })
  const entry = bundle && readBundle(bundle, width)[sequence % TILE_WIDTH]
  if (!entry) throw bug('A bundle of entries is not in the folder of the ledger')
  return readEntry(entry).digest
}

/**
 * Proves several events under one checkpoint, the last: what is printed together is proved together.
 * @param folder - of the ledger's files
 * @param events - with their places and what they say
 * @returns the checkpoint and its size, and by place the text of a `.tlog-proof`; none for what no checkpoint has yet.
 *   Null where no checkpoint was signed yet
 */
export async function proveTogether(
  folder: string,
  events: readonly { sequence: number; row: EventRow }[],
): Promise<{ checkpoint: string; size: number; proofs: ReadonlyMap<number, string> } | null> {
  const { note: checkpoint, size } = sized(await readCheckpointFile(folder))
  if (size === 0) return null
  const proofs = new Map<number, string>()
  for (const { sequence, row } of events) {
    if (sequence >= size) continue
    const proof = await proveInclusion(sequence, size, (tile) => readTile(folder, tile))
    const line = Buffer.from(writeEventLine(sequence, saltedContent(row)))
    proofs.set(sequence, writeProofFile({ line, index: sequence, checkpoint, proof }))
  }
  return { checkpoint, size, proofs }
}
