/** Lines of a text file of any size, in any of the encodings agencies use, in constant memory. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Encoding } from './mapping.ts'

/** One line without its end. `tooLong`: only its beginning was kept. */
export type Line = { number: number; text: string; tooLong?: true }

/**
 * The longest row that is read, in characters: more than the most a report may hold (an item of
 * 20,000, 200 subjects of 500). What is longer is no row but a file of another shape.
 */
export const LONGEST_ROW = 400_000

/** What is kept of a row that is too long: enough to find it again. */
const KEPT_OF_LONG = 1_000

/** Bytes read at a time. Larger pieces are no faster and leave more garbage behind: 265 MB resident, not 150. */
const CHUNK = 32 * 1024

/**
 * Reads the encoding that a byte order mark declares.
 * @param file - its path
 * @returns null where there is no mark
 * @throws the file system's error when the file cannot be read
 */
export async function encodingByMark(file: string): Promise<Encoding | null> {
  const handle = await open(file)
  try {
    const head = Buffer.alloc(3)
    const { bytesRead } = await handle.read(head, 0, 3, 0)
    if (bytesRead >= 2 && head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
    if (bytesRead >= 2 && head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
    if (bytesRead === 3 && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
    return null
  } finally {
    await handle.close()
  }
}

/** What the reader of a file may be told: how many bytes were taken from it so far. */
export type OnBytes = (bytes: number) => void

/**
 * Reads a text file line by line, a batch at a time. Bytes that the encoding does not know become
 * U+FFFD (see `faultOfText`); they never stop the reading.
 * @param file - its path
 * @param encoding - what the mapping declares; a byte order mark in the file wins
 * @param onBytes - told after each piece how many bytes were read so far
 * @returns batches of lines, in the order of the file, numbered from 1
 * @throws the file system's error when the file cannot be read
 */
export async function* linesOf(file: string, encoding: Encoding, onBytes?: OnBytes): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder((await encodingByMark(file)) ?? encoding)
  let number = 0
  let rest = ''
  let dropping = false
  let bytes = 0

  const split = (text: string, ended: boolean): Line[] => {
    const lines: Line[] = []
    const whole = rest + text
    let from = 0
    for (;;) {
      const end = whole.indexOf('\n', from)
      if (end < 0) break
      add(lines, whole.slice(from, whole.charCodeAt(end - 1) === 13 && end > from ? end - 1 : end))
      from = end + 1
    }
    rest = whole.slice(from)
    if (ended && (rest !== '' || dropping)) add(lines, rest)
    else if (rest.length > LONGEST_ROW) {
      // Without this, a file that is all one line would be read into memory whole.
      if (!dropping) lines.push({ number: ++number, text: rest.slice(0, KEPT_OF_LONG), tooLong: true })
      dropping = true
      rest = ''
    }
    return lines
  }
  const add = (lines: Line[], text: string) => {
    if (dropping) {
      dropping = false
      return
    }
    number++
    if (text.length > LONGEST_ROW) lines.push({ number, text: text.slice(0, KEPT_OF_LONG), tooLong: true })
    else lines.push({ number, text })
  }

  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    yield split(decoder.decode(chunk, { stream: true }), false)
    onBytes?.(bytes)
  }
  yield split(decoder.decode(), true)
}

/**
 * Says what is wrong with the characters of a row. A replacement character means bytes that are not in the
 * encoding; in Windows-1252 the five bytes that mean nothing come out as C1 controls.
 * @param text - of the row
 * @param encoding - in which it was read
 * @returns the fault, or null
 */
export function faultOfText(text: string, encoding: Encoding): string | null {
  if (text.includes('\u0000')) return 'contains a NUL byte'
  if (text.includes('\ufffd')) return `not valid ${encoding.toUpperCase()}`
  if (encoding === 'windows-1252' && /[\u0080-\u009f]/.test(text)) return 'not valid WINDOWS-1252'
  return null
}
