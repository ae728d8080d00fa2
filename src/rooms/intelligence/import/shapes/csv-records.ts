/**
 * Splits lines into the records of a CSV file (RFC 4180), and goes on after a broken one.
 *
 * A general CSV parser takes a quote that is never closed as the beginning of a field that holds the
 * rest of the file: one bad row costs all the good ones behind it. Here a record that cannot be right
 * costs its first line only; reading resumes at the line below.
 */
import { LONGEST_ROW, type Line } from '../lines.ts'

export type CsvRecord = { line: number; raw: string } & ({ cells: string[] } | { fault: string })

/**
 * Characters that may be looked at in vain, behind quotes that are never closed, for each character read.
 * Each such quote looks as far as a row may be long; a file full of them must not cost that for each line.
 */
const IN_VAIN_EACH = 8
const IN_VAIN_AT_FIRST = 4 * LONGEST_ROW

/** `beyond`: characters of the lines below that were looked at for a record which is none. */
type Attempt =
  { cells: string[]; lines: number; beyond?: number } | { fault: string; beyond?: number } | 'more'

/**
 * A splitter for one file.
 * @param delimiter one character
 * @returns `push` takes the next lines and gives the records they complete; `end` gives what is left.
 *   The first record is the header and says how many cells every other must have
 */
export function csvRecords(delimiter: string): {
  push: (lines: Line[]) => CsvRecord[]
  end: () => CsvRecord[]
} {
  let waiting: Line[] = []
  let width: number | null = null
  let inVain = IN_VAIN_AT_FIRST

  const take = (ended: boolean): CsvRecord[] => {
    const records: CsvRecord[] = []
    let at = 0
    for (let line = waiting[at]; line !== undefined; line = waiting[at]) {
      if (line.text.trim() === '') {
        at++
        continue
      }
      const attempt = recordAt(waiting, at, delimiter, ended, inVain > 0)
      if (attempt === 'more') break
      inVain += IN_VAIN_EACH * line.text.length - (attempt.beyond ?? 0)
      const taken = 'fault' in attempt ? 1 : attempt.lines
      if ('fault' in attempt) {
        records.push({ line: line.number, raw: line.text, fault: attempt.fault })
      } else if (width !== null && attempt.cells.length !== width) {
        // A stray quote may have swallowed the rows below: they get their own chance.
        at++
        for (const below of waiting.slice(at, at + attempt.lines - 1)) inVain -= below.text.length
        if (attempt.lines > 1 || attempt.cells.some((cell) => cell.trim() !== '')) {
          records.push({ line: line.number, raw: line.text, fault: 'wrong number of columns' })
        }
        continue
      } else if (attempt.cells.some((cell) => cell.trim() !== '')) {
        width ??= attempt.cells.length
        const raw = waiting.slice(at, at + taken).map((one) => one.text)
        records.push({ line: line.number, raw: raw.join('\n'), cells: attempt.cells })
      }
      at += taken
    }
    waiting = waiting.slice(at)
    return records
  }
  return {
    push: (lines) => {
      waiting = waiting.length === 0 ? lines : [...waiting, ...lines]
      return take(false)
    },
    end: () => take(true),
  }
}

/** @param mayGoOn - may the record have lines below its first one? */
function recordAt(
  lines: readonly Line[],
  at: number,
  delimiter: string,
  ended: boolean,
  mayGoOn: boolean,
): Attempt {
  const first = lines[at]
  if (first === undefined) return 'more'
  if (first.tooLong) return { fault: 'row is too long' }
  if (!first.text.includes('"')) return { cells: first.text.split(delimiter), lines: 1 }

  const cells: string[] = []
  let row = at
  let text = first.text
  let size = text.length
  const beyond = () => size - first.text.length
  let from = 0
  for (;;) {
    if (text[from] !== '"') {
      const end = text.indexOf(delimiter, from)
      cells.push(end < 0 ? text.slice(from) : text.slice(from, end))
      if (end < 0) return { cells, lines: row - at + 1 }
      from = end + 1
      continue
    }
    let cell = ''
    from++
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote < 0) {
        const next = lines[row + 1]
        if (!mayGoOn) return { fault: 'quotes are not closed' }
        if (next === undefined && !ended && size <= LONGEST_ROW) return 'more'
        size += (next?.text.length ?? 0) + 1
        if (next === undefined || next.tooLong || size > LONGEST_ROW)
          return { fault: 'quotes are not closed', beyond: beyond() }
        cell += `${text.slice(from)}\n`
        text = next.text
        row++
        from = 0
      } else if (text[quote + 1] === '"') {
        cell += text.slice(from, quote + 1)
        from = quote + 2
      } else {
        cell += text.slice(from, quote)
        from = quote + 1
        break
      }
    }
    cells.push(cell)
    if (from === text.length) return { cells, lines: row - at + 1 }
    if (text[from] !== delimiter) return { fault: 'quotes are not closed', beyond: beyond() }
    from++
  }
}
