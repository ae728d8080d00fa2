/** Looks over the XML of a sheet, or of the shared strings, before it is parsed. */
import { LAST_COLUMN, LAST_ROW, LONGEST_CELL, LONGEST_WRITTEN_CELL, MOST_PLACES } from './limits.ts'
import { Refused } from './refuse.ts'
import { walkTags } from './walk-tags.ts'

/** `firstRowTo`: the byte behind the first row, where the sheet has one. */
export type LookedOver = { firstRowTo: number | null }

const ADDRESS = /\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']/
const ROW = /\sr\s*=\s*["'](\d{1,7})["']/

/**
 * Looks over the XML of a sheet, or of the shared strings, so that the parser behind it meets nothing that it must
 * not.
 * @param xml - a sheet's, or the shared strings' (`si` counts like a cell)
 * @param name - of the sheet, for the words of a refusal
 * @returns where the first row ends
 * @throws Refused
 */
export function lookOver(xml: Buffer, name = ''): LookedOver {
  let firstRowTo: number | null = null
  let inCell = false
  let inText = false
  let address = ''
  let filled = false
  let written = 0
  let texts: [from: number, to: number][] = []
  let [row, lastRow, lastColumn] = [0, 0, 0]

  const is = (from: number, to: number, one: string) =>
    to - from === one.length && xml.toString('latin1', from, to) === one
  const letter = (from: number, to: number) => (to - from === 1 ? xml[from] : 0)
  const C = 0x63
  const T = 0x74
  const V = 0x76

  walkTags(xml, {
    opened: (from, to, tagTo, empty) => {
      const one = letter(from, to)
      if (one === C || is(from, to, 'si')) {
        if (inCell) throw new Refused('broken')
        if (empty) return
        inCell = true
        filled = false
        written = 0
        texts = []
        if (one === C) address = xml.toString('latin1', to, tagTo)
      } else if ((one === T || one === V) && inCell) {
        inText = !empty
        filled = true
      } else if (is(from, to, 'row')) {
        const said = ROW.exec(xml.toString('latin1', to, tagTo))?.[1]
        row = said === undefined ? row + 1 : Number(said)
        if (row > LAST_ROW) throw new Refused('broken')
        if (empty) firstRowTo ??= tagTo
      }
    },
    closed: (from, to, tagTo) => {
      const one = letter(from, to)
      if (one === T || one === V) inText = false
      else if (is(from, to, 'row')) firstRowTo ??= tagTo
      else if (one === C || is(from, to, 'si')) {
        inCell = false
        if (written > LONGEST_CELL && lettersIn(xml, texts) > LONGEST_CELL)
          throw new Refused('cell', one === C ? placeOf(name, address) : '')
        if (one === C && filled) {
          const [, column = '', ofRow = ''] = ADDRESS.exec(address) ?? []
          lastRow = Math.max(lastRow, Number(ofRow))
          lastColumn = Math.max(lastColumn, columnOf(column))
          if (column === '' || lastColumn > LAST_COLUMN || lastRow > LAST_ROW) throw new Refused('broken')
          if (lastRow * lastColumn > MOST_PLACES) throw new Refused('places', placeOf(name, address))
        }
      }
    },
    text: (from, to) => {
      if (!inCell || !inText) return
      written += to - from
      if (written > LONGEST_WRITTEN_CELL) throw new Refused('cell', placeOf(name, address))
      texts.push([from, to])
    },
  })
  return { firstRowTo }
}

/** Characters as Excel counts them (UTF-16), references and `_x000D_` being one or two. */
function lettersIn(xml: Buffer, texts: readonly [number, number][]): number {
  const text = texts.map(([from, to]) => xml.toString('utf8', from, to)).join('')
  return text
    .replaceAll(/&#x([\da-f]{1,6});|&#(\d{1,7});|&\w{1,6};/gi, (_, hex?: string, decimal?: string) =>
      Number.parseInt(hex ?? decimal ?? '0', hex === undefined ? 10 : 16) > 0xffff ? 'xx' : 'x',
    )
    .replaceAll(/_x[\da-f]{4}_/gi, 'x').length
}

function columnOf(letters: string): number {
  let column = 0
  for (const one of letters) column = column * 26 + one.charCodeAt(0) - 64
  return column
}

function placeOf(name: string, tag: string): string {
  const [, column = '', row = ''] = ADDRESS.exec(tag) ?? []
  return column === '' ? '' : `${name}!${column}${row}`
}

/**
 * Cuts a sheet behind its first row: enough to know its columns.
 * @param xml - a sheet that was looked over
 * @param lookedOver - what `lookOver` said of it
 * @returns XML in which every element is closed; the sheet itself where it has no row
 */
export function untilFirstRow(xml: Buffer, { firstRowTo }: LookedOver): Buffer {
  if (firstRowTo === null) return xml
  const open: string[] = []
  const head = xml.subarray(0, firstRowTo)
  try {
    walkTags(head, {
      opened: (from, to, _tagTo, empty) => {
        if (!empty) open.push(xml.toString('latin1', startOfName(xml, from), to))
      },
      closed: () => open.pop(),
    })
  } catch {
    // What is open at the cut is closed below.
  }
  return Buffer.concat([
    head,
    Buffer.from(
      open
        .toReversed()
        .map((name) => `</${name}>`)
        .join(''),
      'latin1',
    ),
  ])
}

/** Where a name begins with its prefix. */
function startOfName(xml: Buffer, local: number): number {
  let at = local
  while (at > 0 && xml[at - 1] !== 0x3c) at -= 1
  return at
}
