/** Reads a file line by line as bytes, a piece at a time: a million events fit in little memory. */
import { open } from 'node:fs/promises'
import { malformed } from '../wire/ledger/fault.ts'

const PIECE = 1 << 18
/** No event is longer; a file without line ends is not read into memory. */
export const LONGEST = 8 << 20

/**
 * Reads the lines of a file, many at once.
 * @param file - its path
 * @returns stretches of lines, without their ends, in order; a stretch is good until the next is asked for
 * @throws LedgerFault `malformed` when a line has no end within eight million bytes; the file system's fault
 */
export async function* readLines(file: string): AsyncGenerator<Buffer[]> {
  const handle = await open(file, 'r')
  try {
    let rest = Buffer.alloc(0)
    for (;;) {
      const piece = Buffer.allocUnsafe(rest.length + PIECE)
      rest.copy(piece)
      const { bytesRead } = await handle.read(piece, rest.length, PIECE)
      const all = piece.subarray(0, rest.length + bytesRead)
      if (bytesRead === 0) {
        if (all.length > 0) yield [all]
        return
      }
      const { lines, end } = linesOf(all)
      rest = all.subarray(end)
      if (rest.length > LONGEST) throw malformed('A line of the events is too long to be one.')
      if (lines.length > 0) yield lines
    }
  } finally {
    await handle.close()
  }
}

function linesOf(all: Buffer): { lines: Buffer[]; end: number } {
  const lines: Buffer[] = []
  let end = 0
  for (let at = all.indexOf(10); at !== -1; at = all.indexOf(10, end)) {
    lines.push(all.subarray(end, at))
    end = at + 1
  }
  return { lines, end }
}

/**
 * The same, one line after the other.
 * @param file - its path
 * @returns lines without their ends
 */
export async function* eachLine(file: string): AsyncGenerator<Buffer> {
  for await (const lines of readLines(file)) yield* lines
}
