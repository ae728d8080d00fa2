/** A list of things to check, as people keep one: a line each, or a table with a head. Pure. */
import { sentenceList } from '../../design/words.ts'
import { readBirth } from '../../wire/births/read-birth.ts'
import { subjectKind, type SubjectKind } from '../../wire/codes.ts'
import type { CheckItem } from './check-list.ts'
import { detectKind, whyNoKind } from '../../library/identifiers/index.ts'
import { matchKinds } from './list-matches.ts'

export type ReadItem = CheckItem & { line: number }
export type ReadFault = { line: number; value: string; message: string }

const COLUMNS = ['kind', 'value', 'country', 'born'] as const
const NO_KIND = 'Write the kind in front of it, like “phone: 07700 900123”'
/** Characters of a line: a name of 200 with all that may stand around it. What is longer is no such list. */
const LONGEST_LINE = 1_000
const TOO_LONG = 'This line is too long. Write one thing to check in each line'
const PERHAPS_PERSON =
  'A person needs a birth date behind a comma. For anything else write the kind in front, like “phone: 07700 900123”'

/**
 * @param text - a line each: `07700 900123`, `vehicle: AB12 CDE`, `Mohamed Haddad, 05/03/1990`; or a table
 *   whose first line names the columns kind, value, country and born
 * @param chosen - the kind of every line that does not say its own; none to find it out
 * @returns what is to be checked, and the lines of which that cannot be told; empty lines are neither
 */
export function readList(
  text: string,
  chosen: SubjectKind | null,
): { items: ReadItem[]; faults: ReadFault[] } {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const head = tableHead((lines[0] ?? '').slice(0, LONGEST_LINE))
  const items: ReadItem[] = []
  const faults: ReadFault[] = []
  lines.forEach((written, index) => {
    if (written.trim() === '' || (head && index === 0)) return
    const line = index + 1
    if (written.length > LONGEST_LINE) {
      faults.push({ line, value: written.slice(0, 60), message: TOO_LONG })
      return
    }
    const read = head ? fromCells(head, written, chosen) : fromLine(written.trim(), chosen)
    if ('message' in read) faults.push({ line, ...read })
    else items.push({ line, ...read })
  })
  return { items, faults }
}

type Read = CheckItem | { value: string; message: string }
type Head = { separator: string; places: Map<(typeof COLUMNS)[number], number> }

function tableHead(first: string): Head | null {
  const separator = [';', '\t', ','].find((sign) => first.includes(sign)) ?? ','
  const names = cellsOf(first, separator).map((cell) => cell.toLowerCase())
  const places = new Map(
    COLUMNS.flatMap((column) => (names.includes(column) ? [[column, names.indexOf(column)] as const] : [])),
  )
  return places.has('value') && (places.size > 1 || names.length === 1) ? { separator, places } : null
}

function fromCells({ separator, places }: Head, written: string, chosen: SubjectKind | null): Read {
  const cells = cellsOf(written, separator)
  const cell = (column: (typeof COLUMNS)[number]) => cells[places.get(column) ?? -1]?.trim() ?? ''
  const value = cell('value')
  const born = cell('born')
  const country = cell('country').toUpperCase()
  const kind = kindNamed(cell('kind')) ?? chosen
  if (value === '') return { value: written.trim(), message: 'There is no value in this line' }
  if (cell('kind') !== '' && kindNamed(cell('kind')) === null)
    return {
      value,
      message: `“${cell('kind').slice(0, 40)}” is no kind. Use one of: ${matchKinds.join(', ')}`,
    }
  if (kind === 'person' || (kind === null && born !== ''))
    return { kind: 'person', value, ...(born === '' ? {} : { born: keptBorn(born) }) }
  const found = kind === null ? detected(value) : { kind }
  return 'message' in found
    ? { value, message: found.message }
    : { ...found, value, ...(/^[A-Z]{2}$/.test(country) ? { country } : {}) }
}

function fromLine(written: string, chosen: SubjectKind | null): Read {
  const prefix = /^([a-z]+)\s*:\s*(.+)$/i.exec(written)
  const named = kindNamed(prefix?.[1] ?? '')
  const value = named ? (prefix?.[2] ?? '') : written
  const kind = named ?? chosen
  if (kind === 'person') return person(value) ?? { kind, value }
  if (kind !== null) return { kind, value }
  // Words of letters with a birth behind them are somebody, whatever the figures of the birth could be besides.
  const somebody = person(value)
  if (somebody !== null && LETTERS.test(somebody.value)) return somebody
  const found = detected(value)
  if (!('message' in found)) return { ...found, value }
  return somebody ?? { value, message: NAME.test(value) ? PERHAPS_PERSON : found.message }
}

const LETTERS = /^[\p{L}\p{M}'’.\s-]+$/u
/** Two words of letters and nothing else. */
const NAME = /^[\p{L}\p{M}'’.-]+(?:\s+[\p{L}\p{M}'’.-]+)+$/u

/** Also one that is refused, as long as it is written like one: the line then says why. */
const BIRTH = /^\s*(?:born\s+)?\d[\d\s./-]*$/i
const read = (text: string) => readBirth(text, new Date().toISOString().slice(0, 10))
const isBirth = (text: string): boolean => BIRTH.test(text) || 'born' in read(text)

/** As it is kept; what must be said of, or is refused, stays as written until the line is checked. */
function keptBorn(text: string): string {
  const birth = read(text)
  return 'born' in birth && birth.said === null ? birth.born : text
}

/** Signs of a name with a birth; a longer line is neither. */
const LONGEST_PERSON = 600

/** A name with a birth behind its first separator that has one, or null. */
function person(written: string): CheckItem | null {
  if (written.length > LONGEST_PERSON) return null
  for (const { index } of written.matchAll(/[,;\t]/g)) {
    const value = written.slice(0, index).trimEnd()
    const born = written.slice(index + 1).trim()
    if (/\p{Nd}/u.test(born) && isBirth(born) && /\p{L}/u.test(value))
      return { kind: 'person', value, born: keptBorn(born) }
  }
  return null
}

function detected(value: string): { kind: SubjectKind } | { message: string } {
  const kinds = detectKind(value.slice(0, 500))
  const [kind] = kinds
  if (kind === undefined) return { message: `${whyNoKind(value.slice(0, 500))}. ${NO_KIND}` }
  if (kinds.length === 1) return { kind }
  const could = sentenceList(
    kinds.map((one) => subjectKind[one].toLowerCase()),
    'or',
  )
  return { message: `This could be ${could}. ${NO_KIND}` }
}

/** `phone`, or as a page says it: `Telephone`. */
function kindNamed(written: string): SubjectKind | null {
  const sought = written.trim().toLowerCase()
  return matchKinds.find((kind) => kind === sought || subjectKind[kind].toLowerCase() === sought) ?? null
}

/** The cells of one line; a quoted one may hold the separator. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  let blank = true
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at)
    if (sign === '"' && quoted && line.charAt(at + 1) === '"') {
      cell += '"'
      blank = false
      at++
    } else if (sign === '"' && (quoted || blank)) quoted = !quoted
    else if (sign === separator && !quoted) {
      cells.push(cell.trim())
      cell = ''
      blank = true
    } else {
      cell += sign
      blank &&= sign.trim() === ''
    }
  }
  return [...cells, cell.trim()]
}
