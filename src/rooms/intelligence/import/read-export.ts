/** Reads an agency's export, whatever its shape, report by report. It knows nothing of a database. */
import type { Report } from '../report.ts'
import type { Found } from './cells.ts'
import { faultOfText, type OnBytes } from './lines.ts'
import { makeReport, prepareReader, type Reader, type UnreadValue } from './make-report.ts'
import type { Mapping } from './mapping.ts'
import { seenReferences } from './seen-references.ts'
import { readCsv } from './shapes/csv.ts'
import { readCsvSubjectRows } from './shapes/csv-subject-rows.ts'
import { readDelimited } from './shapes/delimited.ts'
import { readJsonLines } from './shapes/json-lines.ts'
import { readXlsx } from './shapes/xlsx.ts'

/** One report of an export: what it becomes, or why it is refused. */
export type ImportRow = {
  /** Line of the file (row of the sheet) where the report begins, from 1. */
  line: number
  /** The agency's own reference, as far as it can be read. */
  reference: string | null
  /** The original, enough of it to put right and import again; JSON for a workbook. */
  raw: string
  /** UTC ISO 8601; null where it cannot be read. */
  createdAt: string | null
  /** True for grades of an older system: a person must look at the report again. */
  needsEvaluation: boolean
} & ({ report: Report; unread: UnreadValue[] } | { refused: string })

export type ReadOptions = {
  /** YYYY-MM-DD, from which review dates that are past are counted; today where nothing is said. */
  today?: string
  /** Told after each piece of a text file how many bytes were read, for a progress bar. */
  onBytes?: OnBytes
}

/**
 * Reads an export. Text files of any size take constant memory; a workbook is read whole. A bad row is
 * refused and never stops the file.
 * @param file - path of the export
 * @param mapping - how this agency's system writes it
 * @param options - the day of the reading, and who is told how far it is
 * @returns every report in the order of the file, good or refused
 * @throws SeamarkError `mapping-does-not-fit` when the header is not the mapping's; the file system's error when
 *   the file cannot be read
 */
export async function* readExport(
  file: string,
  mapping: Mapping,
  options: ReadOptions = {},
): AsyncGenerator<ImportRow> {
  const reader = prepareReader(mapping, options.today ?? new Date().toISOString().slice(0, 10))
  const seen = seenReferences()
  const subjectRows = mapping.shape === 'csv-subject-rows'
  for await (const batch of foundIn(file, mapping, options.onBytes)) {
    for (const found of batch) {
      const row = rowOf(found, reader)
      // A refused row may be put right further down, but the rows of one report stand together.
      const noted = subjectRows || 'report' in row
      if (row.reference === null || !noted || !seen(row.reference)) yield row
      else
        yield refuse(
          row,
          subjectRows ? 'rows of this report are not next to each other' : 'reference occurs twice',
        )
    }
  }
}

function foundIn(file: string, mapping: Mapping, onBytes?: OnBytes): AsyncGenerator<Found[]> {
  switch (mapping.shape) {
    case 'csv':
      return readCsv(file, mapping, onBytes)
    case 'csv-subject-rows':
      return readCsvSubjectRows(file, mapping, onBytes)
    case 'delimited':
      return readDelimited(file, mapping, onBytes)
    case 'json-lines':
      return readJsonLines(file, mapping, onBytes)
    case 'xlsx':
      return readXlsx(file, mapping)
  }
}

function rowOf(found: Found, reader: Reader): ImportRow {
  const { line, raw, reference } = found
  const head = {
    line,
    raw,
    reference: reference !== null && /^\P{C}{1,100}$/u.test(reference) ? reference : null,
  }
  const fault = reader.mapping.shape === 'xlsx' ? null : faultOfText(raw, reader.mapping.encoding)
  const unread = { createdAt: null, needsEvaluation: false }
  if (fault !== null) return { ...head, ...unread, refused: fault }
  if ('refused' in found) return { ...head, ...unread, refused: found.refused }
  return { ...head, ...makeReport(found.fields, found.entries, reader) }
}

function refuse(row: ImportRow, refused: string): ImportRow {
  const { line, reference, raw, createdAt } = row
  return { line, reference, raw, createdAt, needsEvaluation: false, refused }
}
