/** What the shapes hand to the one place that makes a report: cells, whatever file they came from. */
import type { FieldName } from './mapping.ts'

/** A Date is a spreadsheet's date cell: a wall-clock time without a zone, held in the UTC fields. */
export type Cell = string | Date | null

/** The parts of one subject as the agency wrote them. `kind` is set where the column decides it. */
export type Entry = {
  kind?: string | undefined
  type?: Cell | undefined
  value?: Cell | undefined
  name?: Cell | undefined
  forename?: Cell | undefined
  surname?: Cell | undefined
  born?: Cell | undefined
  status?: Cell | undefined
  /** of a thing: where it is from; two letters, a vehicle's sign or an English name */
  country?: Cell | undefined
  /** the column that `value` stands in, as a person finds it */
  column?: string | undefined
  /** the same of `born`, where it has a column of its own */
  bornColumn?: string | undefined
  /** the line it stands in, where that is not the report's */
  line?: number | undefined
}

export const ENTRY_PARTS = [
  'type',
  'value',
  'name',
  'forename',
  'surname',
  'born',
  'status',
  'country',
] as const
export type EntryPart = (typeof ENTRY_PARTS)[number]

export type Fields = Partial<Record<FieldName, Cell>>

/** One report as it stands in the file, or why it cannot be taken from it. */
export type Found = { line: number; raw: string; reference: string | null } & (
  { fields: Fields; entries: Entry[] } | { refused: string }
)

/**
 * Reads the text of a cell.
 * @param cell - from any shape of file
 * @returns the text, trimmed; empty for a missing cell and for a date
 */
export function textOf(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell.trim() : ''
}
