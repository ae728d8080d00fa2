/** Reads a file line by line as bytes, a piece at a time: a million events fit in little memory. */
import { open } from 'node:fs/promises'
import { malformed } from '../wire/ledger/fault.ts'

const NEWLINE = 10
const PIECE = 1 << 18
/** No event is longer; a file without line ends is not read into memory. */
const LONGEST = 8 << 20

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

/** Whole lines, and how many there are. The bytes are nobody else's until they are given back. */
export type Piece = { bytes: Buffer<ArrayBuffer>; count: number }

/** Memory that is used again and again: what is made anew for each piece is not taken away as fast as it comes. */
export type Rooms = {
  /** @returns at least so many bytes, of memory of its own, which can be handed to another thread */
  take: (bytes: number) => ArrayBuffer
  giveBack: (room: ArrayBuffer) => void
}

/**
 * Makes rooms.
 * @returns none at first
 */
export function openRooms(): Rooms {
  const free: ArrayBuffer[] = []
  return {
    take: (bytes) => {
      const at = free.findIndex(({ byteLength }) => byteLength >= bytes)
      return (at === -1 ? undefined : free.splice(at, 1)[0]) ?? new ArrayBuffer(bytes)
    },
    // One that a single long line needed is not kept.
    giveBack: (room) => {
      if (room.byteLength <= 2 * PIECE) free.push(room)
    },
  }
}

/**
 * Reads whole lines, many at once, without taking them apart.
 * @param file - its path
 * @param rooms - from which the memory of pieces is taken
 * @returns pieces in order
 * @throws LedgerFault `malformed` when a line has no end within eight million bytes; the file system's fault
 */
export async function* readPieces(file: string, rooms: Rooms): AsyncGenerator<Piece> {
  const handle = await open(file, 'r')
  try {
    let rest = Buffer.alloc(0)
    for (;;) {
      // Somewhat more than is read, so that it fits the next piece with its rest, too.
      const piece = Buffer.from(rooms.take(Math.max(rest.length + PIECE, PIECE + (PIECE >> 2))))
      rest.copy(piece)
      const { bytesRead } = await handle.read(piece, rest.length, PIECE)
      const all = piece.subarray(0, rest.length + bytesRead)
      if (bytesRead === 0) {
        if (all.length > 0) yield { bytes: all, count: 1 }
        return
      }
      const end = all.lastIndexOf(NEWLINE) + 1
      rest = Buffer.from(all.subarray(end))
      if (rest.length > LONGEST) throw malformed('A line of the events is too long to be one.')
      if (end > 0) yield { bytes: all.subarray(0, end), count: countLines(all, end) }
    }
  } finally {
    await handle.close()
  }
}

function countLines(bytes: Buffer, end: number): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) count++
  return count
}

/**
 * The same, one line after the other.
 * @param file - its path
 * @returns lines without their ends
 */
export async function* eachLine(file: string): AsyncGenerator<Buffer> {
  for await (const lines of readLines(file)) yield* lines
}
