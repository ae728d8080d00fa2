/** Rows of a CSV file of any size, in constant memory, in the encodings that spreadsheets write. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Encoding } from './text-encoding.ts'

/** A row with the line on which it begins; `fault` where it cannot be taken apart. */
export type CsvRow = { line: number; cells: string[]; fault?: string }

/** What is longer is no row but a quote that was never closed. */
const longestRow = 400_000
/**
 * What reading on may cost that turns out to be for nothing, in characters; what has been read earns some of it
 * back. Once it is used up a row may be no longer than its line: the work stays in proportion to the file.
 */
const mostCredit = 4 * longestRow
const creditACharacter = 8
const chunkBytes = 64 * 1024

/**
 * Reads the rows below each other, the header first; lines without a letter are left out, rows of empty cells
 * are not.
 * @param file - its path
 * @param encoding - in which it is written
 * @param onBytes - is told how much was read so far, of how much
 * @returns rows as they become whole, each with its line
 */
export async function* csvRows(
  file: string,
  encoding: Encoding,
  onBytes?: (read: number, all: number) => void,
): AsyncGenerator<CsvRow[]> {
  const { size } = await stat(file)
  const decoder = new TextDecoder(encoding)
  let [rest, line, bytes] = ['', 1, 0]
  let sign: string | null = null
  let credit = mostCredit
  const take = (text: string, ended: boolean): CsvRow[] => {
    rest += text
    if (sign === null && (ended || rest.length > longestRow || /[\r\n]/.test(rest))) sign = signOf(rest)
    if (sign === null) return []
    const found = rowsOf(rest, sign, line, ended, credit)
    credit = found.credit
    rest = found.rest
    line = found.line
    return found.rows
  }
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    yield take(decoder.decode(chunk, { stream: true }), false)
    onBytes?.(bytes, size)
  }
  yield take(decoder.decode(), true)
}

function signOf(text: string): string {
  const head = text.split(/[\r\n]/, 1)[0] ?? ''
  const counted = [',', ';', '\t'].map((sign) => ({ sign, times: head.split(sign).length }))
  return counted.toSorted((one, other) => other.times - one.times)[0]?.sign ?? ','
}

/** Whole rows at the beginning of a text, and what is left until more of the file is there. */
function rowsOf(text: string, sign: string, firstLine: number, ended: boolean, creditBefore: number) {
  const rows: CsvRow[] = []
  let credit = creditBefore
  const earn = (read: number) => {
    credit = Math.min(mostCredit, credit + creditACharacter * read)
  }
  let [from, line] = [0, firstLine]
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    const reach = Math.max(end < 0 ? text.length - from : end + 1 - from, Math.min(longestRow, credit))
    const left = text.length - from
    const row = rowAt(text.slice(from, from + reach), 0, sign, ended && left <= reach)
    if (row === 'more') {
      if (!ended && left <= Math.min(reach, longestRow)) break
      credit -= Math.min(left, reach)
      // A quote that is never closed costs its line, not the rest of the file.
      rows.push({ line, cells: [], fault: 'a quote is not closed' })
      line += 1
      const next = end < 0 ? text.length : end + 1
      earn(next - from)
      from = next
      continue
    }
    if (row.cells.length > 1 || row.cells[0]?.trim()) rows.push({ line, cells: row.cells })
    line += row.lines
    earn(row.next)
    from += row.next
  }
  return { rows, rest: text.slice(from), line, credit }
}

function rowAt(text: string, start: number, sign: string, ended: boolean) {
  const cells: string[] = []
  let [at, lines] = [start, 1]
  for (;;) {
    let cell = ''
    if (text.charAt(at) === '"') {
      const quoted = quotedAt(text, at)
      if (quoted === null) return 'more' as const
      cell = quoted.cell
      at = quoted.next
      for (const one of cell) if (one === '\n') lines += 1
    }
    let end = at
    while (end < text.length && text.charAt(end) !== sign && text.charCodeAt(end) !== 10) end++
    if (end === text.length && !ended) return 'more' as const
    cell += text.slice(at, text.charCodeAt(end - 1) === 13 && end > at ? end - 1 : end)
    cells.push(cell)
    if (end >= text.length || text.charCodeAt(end) === 10) return { cells, lines, next: end + 1 }
    at = end + 1
  }
}

function quotedAt(text: string, start: number): { cell: string; next: number } | null {
  let cell = ''
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0 || quote === text.length - 1) {
      return quote < 0 ? null : { cell: cell + text.slice(at, quote), next: quote + 1 }
    }
    cell += text.slice(at, quote)
    if (text.charAt(quote + 1) !== '"') return { cell, next: quote + 1 }
    cell += '"'
    at = quote + 2
  }
}
