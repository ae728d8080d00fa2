/** Looks at one chunk of a file, without knowing what stands before it. */
import { checkLineAt } from '../wire/ledger/event.ts'
import { LedgerFault } from '../wire/ledger/fault.ts'
import { lookAtLines, type Stretch } from '../wire/ledger/verify-events.ts'
import { readChunk, type OpenFile } from './read-chunk.ts'

/**
 * Looks at a chunk's lines. Their places are taken from the first of them, which says its own: whoever puts the stretches
 * together must hold `from` against the number of lines before.
 * @param open - the file
 * @param chunk - which one
 * @returns what its lines turned out to be; null where a line has no end, which whoever asks will find, too
 * @throws the file system's fault
 */
export function lookAtChunk(open: OpenFile, chunk: number): Stretch | null {
  try {
    const bytes = readChunk(open, chunk)
    return lookAtLines(bytes, checkLineAt(bytes, 0)?.sequence ?? 0)
  } catch (fault) {
    if (fault instanceof LedgerFault) return null
    throw fault
  }
}
