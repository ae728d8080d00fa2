/** Why a workbook is refused as a whole, in words that say what to do. */
import { plural, ukNumber } from '../../../../design/words.ts'
import { SeamarkError } from '../../../../platform/errors.ts'
import {
  COLUMNS_MS,
  DECODING_MEMORY,
  LONGEST_CELL,
  MOST_BYTES,
  MOST_PARTS,
  MOST_PLACES,
  MOST_RATIO,
  MOST_SHEETS,
  MOST_UNPACKED,
  ROWS_MS,
} from './decoder/limits.ts'
import type { RefusalCode } from './decoder/refuse.ts'

const AS_CSV = 'Save the sheet as CSV and upload that'
const divide = (each: string) => `${AS_CSV}, or divide the workbook into smaller ones, each with ${each}`
const megabytes = (bytes: number) => `${String(Math.floor(bytes / 1_000_000 / 10) * 10)} MB`
const minutes = (milliseconds: number) => plural(milliseconds / 60_000, 'minute')
const AGAIN = 'Open it in Excel or LibreOffice, save it anew as .xlsx, and upload that'

const words: Record<RefusalCode, string> = {
  'too-large': `This workbook is larger than ${megabytes(MOST_BYTES)}. ${divide(`less than ${megabytes(MOST_BYTES)}`)}.`,
  broken: `This workbook cannot be read: it is damaged, or no workbook. ${AGAIN}.`,
  protected: `This workbook is protected with a password, or in the format that Excel used before 2007. Take the password off, save it as .xlsx, and upload that.`,
  parts: `This workbook is made of more than ${String(MOST_PARTS)} parts. Copy the sheets that are needed into a new workbook, and upload that.`,
  sheets: `This workbook has more than ${String(MOST_SHEETS)} sheets. Copy the sheets that are needed into a new workbook, and upload that.`,
  unpacked: `This workbook unpacks to more than ${megabytes(MOST_UNPACKED)}. ${divide('fewer rows')}.`,
  ratio: `This workbook unpacks to more than ${String(MOST_RATIO)} times its size, which no workbook of rows does. ${AS_CSV}.`,
  sizes: `This workbook says something else about its parts than they are. ${AGAIN}.`,
  cell: `A cell of this workbook holds more than ${ukNumber(LONGEST_CELL)} characters, which is more than Excel allows. Shorten it, and upload the workbook again.`,
  places: `A cell of this workbook lies so far from the others that its sheet has more than ${ukNumber(MOST_PLACES)} cells, empty ones counted. Delete it with its row and column, save the workbook, and upload it again.`,
  doctype: `This workbook defines markup of its own, which no spreadsheet program writes. ${AGAIN}.`,
  nested: `The markup of this workbook is nested deeper than any spreadsheet program writes. ${AGAIN}.`,
  time: `This workbook takes more than ${minutes(ROWS_MS)} to read, or more than ${minutes(COLUMNS_MS)} to find its columns. ${divide('fewer rows')}.`,
  memory: `This workbook takes more than ${megabytes(DECODING_MEMORY)} of memory to read. ${divide('fewer rows')}.`,
}

const PREFIX = 'workbook-'

/**
 * Makes the error by which a workbook is refused.
 * @param code - why
 * @param where - the cell that is meant, as `Sheet!A1`, where it is known
 * @returns a SeamarkError (422) with a code of its own
 */
export function refusedWorkbook(code: RefusalCode, where = ''): SeamarkError {
  const said =
    where === '' ? words[code] : words[code].replace('A cell of this workbook', `The cell ${where}`)
  return new SeamarkError('invalid', PREFIX + code, said, { status: 422 })
}

/**
 * Reads the words of a refusal from its code, as an import keeps it.
 * @param code - of an error
 * @returns the words, or null when it is no refusal of a workbook
 */
export function wordsOfRefusal(code: string): string | null {
  const own = code.startsWith(PREFIX) ? code.slice(PREFIX.length) : ''
  return Object.hasOwn(words, own) ? words[own as RefusalCode] : null
}
