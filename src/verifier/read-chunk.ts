/**
 * Reads the lines of a file by chunks of bytes, each by itself and in any order: so several threads read one file, and
 * nothing of it goes from the one to the other. A line belongs to the chunk in which it begins.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { malformed } from '../wire/ledger/fault.ts'
import { LONGEST } from './read-lines.ts'

/** A file that is open: its number for the system, which all threads share, and its bytes. */
export type OpenFile = { number: number; size: number }

const NEWLINE = 10
const CHUNK = 1 << 21
/** What is read at a time to find the end of a chunk's last line. */
const STEP = 1 << 12

/**
 * Opens a file.
 * @param file - its path
 * @returns the file, as long as it is now
 * @throws the file system's fault
 */
export function openFile(file: string): OpenFile {
  const number = openSync(file, 'r')
  try {
    return { number, size: fstatSync(number).size }
  } catch (fault) {
    closeSync(number)
    throw fault
  }
}

/**
 * Says how many chunks a file has.
 * @param file - that is open
 * @returns none for an empty file
 */
export const countChunks = ({ size }: OpenFile): number => Math.ceil(size / CHUNK)

/** One for all: what is read is looked at before the next is. */
let room = Buffer.alloc(0)

/**
 * Reads a chunk.
 * @param file - that is open
 * @param chunk - which one; the first is 0
 * @returns the lines that begin in it, with their ends, the file's last perhaps without; good until the next is read
 * @throws LedgerFault `malformed` when a line has no end within eight million bytes; the file system's fault
 */
export function readChunk(file: OpenFile, chunk: number): Buffer {
  // One byte before is read, too: it says whether a line begins with the chunk.
  const from = Math.max(0, chunk * CHUNK - 1)
  const before = Math.min(file.size, (chunk + 1) * CHUNK - 1)
  let end = fill(file, from, 0, before - from)
  const start = chunk === 0 ? 0 : room.subarray(0, end).indexOf(NEWLINE) + 1
  if (end === 0 || (chunk > 0 && start === 0)) return room.subarray(0, 0)
  for (let newline = -1; newline === -1;) {
    if (end > CHUNK + LONGEST) throw malformed('A line of the events is too long to be one.')
    const more = fill(file, from + end, end, STEP)
    newline = room.subarray(end, end + more).indexOf(NEWLINE)
    if (more === 0) break
    end += newline === -1 ? more : newline + 1
  }
  return room.subarray(start, end)
}

/** Reads bytes of the file into the room, which grows. @returns how many there were */
function fill({ number, size }: OpenFile, position: number, at: number, most: number): number {
  if (at + most > room.length) room = Buffer.concat([room], Math.max(2 * room.length, CHUNK + 4 * STEP))
  let read = 0
  for (;;) {
    const wanted = Math.min(most - read, size - position - read)
    const got = wanted > 0 ? readSync(number, room, at + read, wanted, position + read) : 0
    if (got === 0) return read
    read += got
  }
}
