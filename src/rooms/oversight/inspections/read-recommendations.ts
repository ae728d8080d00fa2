/** Recommendations out of CSV: each row is good, or has a reason. What stands in the wrong column is refused. */
import { invalid } from '../../../platform/errors.ts'
import { writtenDay } from '../../../wire/written-day.ts'
import { readCsv } from '../../coast/index.ts'
import { MOST_RECOMMENDATIONS, type Area } from './inspection.ts'

/** One row as the file has it. An empty cell says nothing: what was entered before stays. */
export type ReadRecommendation = {
  number: number
  text: string | null
  addressedTo: string | null
  source: string | null
  dueOn: string | null
  areaId: string | null
}

export type ReadRow = { line: number } & ({ read: ReadRecommendation } | { reason: string })

/** Headings that mean the same, in small letters. */
const headings: Readonly<Record<string, readonly string[]>> = {
  number: ['number', 'no', 'recommendation number'],
  text: ['text', 'recommendation'],
  addressedTo: ['addressed to', 'addressed_to', 'addressee', 'addressees'],
  source: ['source'],
  dueOn: ['due', 'due on', 'due date', 'by'],
  areaId: ['area'],
}

/** Characters of the longest file that is taken. */
export const LONGEST_FILE = 2_000_000

/**
 * Reads a table of recommendations.
 * @param content - the whole text, with a line of headings; comma, semicolon or tab between cells
 * @param areas - of the inspection; a row names one by its number or its title
 * @returns one entry for each row
 * @throws invalid with what is wrong with `csv` as a whole
 */
export function readRecommendations(content: string, areas: readonly Area[]): ReadRow[] {
  const rows = rowsOf(content)
  const [head, ...body] = rows
  const names =
    head?.record.map((one) =>
      one
        .trim()
        .toLowerCase()
        .replace(/^\uFEFF/, ''),
    ) ?? []
  const at = Object.fromEntries(
    Object.entries(headings).map(([field, known]) => [field, names.findIndex((one) => known.includes(one))]),
  )
  if ((at['number'] ?? -1) < 0 || Object.values(at).filter((place) => place >= 0).length < 2)
    throw invalid({
      csv: 'The first line must hold the heading number, and at least one of text, addressed to, due, area and source',
    })
  if (body.length === 0) throw invalid({ csv: 'There is no row below the headings' })
  if (body.length > MOST_RECOMMENDATIONS)
    throw invalid({ csv: `There are more than ${String(MOST_RECOMMENDATIONS)} rows` })
  const seen = new Set<number>()
  return body.map(({ record, line }) => {
    const cell = (field: string) => (record[at[field] ?? -1] ?? '').trim()
    const read = rowOf(cell, areas)
    if (typeof read === 'string') return { line, reason: read }
    if (seen.has(read.number))
      return { line, reason: `Number ${String(read.number)} stands in the file twice` }
    seen.add(read.number)
    return { line, read }
  })
}

function rowsOf(content: string): { record: string[]; line: number }[] {
  if (content.length > LONGEST_FILE) throw invalid({ csv: 'This is longer than two million characters' })
  return readCsv(content, MOST_RECOMMENDATIONS + 2).map(({ line, cells }) => ({ record: cells, line }))
}

function rowOf(cell: (field: string) => string, areas: readonly Area[]): ReadRecommendation | string {
  const number = /^(?:recommendation\s+)?(\d{1,3})$/i.exec(cell('number'))?.[1]
  if (number === undefined || Number(number) < 1)
    return 'The column number must hold a number from 1 to 999. Are the columns in the order of their headings?'
  const text = cell('text')
  const addressedTo = cell('addressedTo')
  if (addressedTo.length > 300)
    return 'The column addressed to holds more than 300 characters. Does it hold the text of the recommendation?'
  if (text !== '' && (text.length < 15 || isDate(text)))
    return 'The column text holds fewer than 15 characters, or a date. Does the text stand in another column?'
  if (text.length > 10_000) return 'The text is longer than 10,000 characters'
  if (text !== '' && addressedTo === '') return 'The recommendation is addressed to nobody'
  if (cell('source').length > 300) return 'The column source holds more than 300 characters'
  const dueOn = cell('dueOn') === '' ? null : dateOf(cell('dueOn'))
  if (dueOn === undefined) return 'The column due holds no day of the calendar, like 16/11/2026'
  const area = cell('areaId') === '' ? null : areaNamed(cell('areaId'), areas)
  if (area === undefined) return 'The column area names no area of this inspection'
  return {
    number: Number(number),
    text: text === '' ? null : text,
    addressedTo: addressedTo === '' ? null : addressedTo,
    source: cell('source') === '' ? null : cell('source'),
    dueOn,
    areaId: area?.id ?? null,
  }
}

/** @returns YYYY-MM-DD; undefined where it is no day of the calendar */
function dateOf(text: string): string | undefined {
  const day = writtenDay({ day: text, month: '', year: '' })
  if (day === null) return undefined
  const moment = new Date(`${day}T00:00:00Z`)
  const real = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
  return real && day > '1990' && day < '2100' ? day : undefined
}

const isDate = (text: string): boolean => text.length < 20 && dateOf(text) !== undefined

function areaNamed(words: string, areas: readonly Area[]): Area | undefined {
  const wanted = words.toLowerCase()
  return areas.find(({ place, title }) => String(place) === wanted || title.toLowerCase() === wanted)
}
