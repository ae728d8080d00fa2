/** Comma-separated values (RFC 4180) into rows, each with the line on which it begins. */

export type CsvRow = { line: number; cells: string[] }

/** Cells of a row that are kept: a table of sites has a dozen. */
const MOST_CELLS = 100

/**
 * @param text - a file's whole text; the sign between cells is taken from its first line: comma, semicolon or tab
 * @param most - rows after which reading stops: whoever takes no more asks for one more than that
 * @returns every row that is not empty, cells trimmed; of a row only its first hundred cells
 */
export function readCsv(text: string, most = Number.POSITIVE_INFINITY): CsvRow[] {
  const plain = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  const between = signOf(plain.slice(0, plain.indexOf('\n') === -1 ? undefined : plain.indexOf('\n')))
  const rows: CsvRow[] = []
  let row: CsvRow = { line: 1, cells: [] }
  let cell = ''
  let quoted = false
  let blank = true
  let line = 1
  const endCell = () => {
    if (row.cells.length < MOST_CELLS) row.cells.push(cell.trim())
    cell = ''
    blank = true
  }
  const endRow = () => {
    endCell()
    if (row.cells.some((one) => one !== '')) rows.push(row)
    row = { line: line + 1, cells: [] }
  }
  for (let at = 0; at < plain.length && rows.length < most; at++) {
    const sign = plain[at] ?? ''
    if (quoted && sign === '"' && plain[at + 1] === '"') {
      cell += '"'
      blank = false
      at += 1
    } else if (sign === '"' && (quoted || blank)) quoted = !quoted
    else if (!quoted && sign === between) endCell()
    else if (!quoted && sign === '\n') endRow()
    else {
      cell += sign
      blank &&= sign.trim() === ''
    }
    if (sign === '\n') line += 1
  }
  if (rows.length < most) endRow()
  return rows
}

function signOf(head: string): string {
  const counted = [',', ';', '\t'].map((sign) => ({ sign, times: head.split(sign).length }))
  return counted.toSorted((one, other) => other.times - one.times)[0]?.sign ?? ','
}
