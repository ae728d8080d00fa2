/** Rows of a CSV file of any size, in constant memory, in the encodings that spreadsheets write. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Encoding } from './text-encoding.ts'

/** A row with the line on which it begins; `fault` where it cannot be taken apart. */
export type CsvRow = { line: number; cells: string[]; fault?: string }

/** What is longer is no row but a quote that was never closed. */
const longestRow = 400_000
const chunkBytes = 64 * 1024

/**
 * The rows below each other, the header first; lines without a letter are left out, rows of empty cells are not.
 * @param onBytes is told how much was read so far, of how much
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
  const take = (text: string, ended: boolean): CsvRow[] => {
    rest += text
    if (sign === null && (ended || /[\r\n]/.test(rest))) sign = signOf(rest)
    if (sign === null) return []
    const found = rowsOf(rest, sign, line, ended)
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
function rowsOf(text: string, sign: string, firstLine: number, ended: boolean) {
  const rows: CsvRow[] = []
  let [from, line] = [0, firstLine]
  while (from < text.length) {
    const row = rowAt(text, from, sign, ended)
    if (row === 'more') {
      if (!ended && text.length - from <= longestRow) break
      // A quote that is never closed costs its line, not the rest of the file.
      const end = text.indexOf('\n', from)
      rows.push({ line, cells: [], fault: 'a quote is not closed' })
      line += 1
      from = end < 0 ? text.length : end + 1
      continue
    }
    if (row.cells.length > 1 || row.cells[0]?.trim()) rows.push({ line, cells: row.cells })
    line += row.lines
    from = row.next
  }
  return { rows, rest: text.slice(from), line }
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
