/** Why a workbook is refused as a whole, in words that say what to do. */
import { SeamarkError } from '../../../../platform/errors.ts'
import type { RefusalCode } from './decoder/refuse.ts'

const INSTEAD = 'Save the sheet as CSV and upload that, or divide the workbook into smaller ones'
const AGAIN = 'Open it in Excel or LibreOffice, save it anew as .xlsx, and upload that'

const words: Record<RefusalCode, string> = {
  'too-large': `This workbook is larger than 50 MB. ${INSTEAD}.`,
  broken: `This workbook cannot be read: it is damaged, or no workbook. ${AGAIN}.`,
  protected: `This workbook is protected with a password, or in the format that Excel used before 2007. Take the password off, save it as .xlsx, and upload that.`,
  parts: `This workbook is made of more than 100 parts. Copy the sheets that are needed into a new workbook, and upload that.`,
  sheets: `This workbook has more than 20 sheets. Copy the sheets that are needed into a new workbook, and upload that.`,
  unpacked: `This workbook unpacks to more than 100 MB. ${INSTEAD}.`,
  ratio: `This workbook unpacks to more than a hundred times its size, which no honest one does. ${INSTEAD}.`,
  sizes: `This workbook says something else about its parts than they are. ${AGAIN}.`,
  cell: `A cell of this workbook holds more than 32,767 characters, which is more than Excel allows. Shorten it, and upload the workbook again.`,
  places: `A cell of this workbook lies very far from the others. Delete it with its row and column, save the workbook, and upload it again.`,
  doctype: `This workbook defines markup of its own, which no spreadsheet program writes. ${AGAIN}.`,
  nested: `The markup of this workbook is nested deeper than any spreadsheet program writes. ${AGAIN}.`,
  time: `This workbook takes too long to read. ${INSTEAD}.`,
  memory: `This workbook takes too much memory to read. ${INSTEAD}.`,
}

const PREFIX = 'workbook-'

/**
 * @param where - the cell that is meant, as `Sheet!A1`, where it is known
 * @returns a SeamarkError (422) with a code of its own
 */
export function refusedWorkbook(code: RefusalCode, where = ''): SeamarkError {
  const said =
    where === '' ? words[code] : words[code].replace('A cell of this workbook', `The cell ${where}`)
  return new SeamarkError('invalid', PREFIX + code, said, { status: 422 })
}

/** @returns the words for the code of such an error, or null when it is none */
export function wordsOfRefusal(code: string): string | null {
  const own = code.startsWith(PREFIX) ? code.slice(PREFIX.length) : ''
  return Object.hasOwn(words, own) ? words[own as RefusalCode] : null
}
