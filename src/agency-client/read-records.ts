/** Turns the rows of an export into records to seal, and counts what is left out. */
import { notUnderstoodIn, type NamedSubject } from '../library/matchable/index.ts'
import { MOST_RECORDS, composeInputs } from '../library/sealing/index.ts'
import type { RecordToSeal } from './seal-records.ts'

/** A row of an export, as far as sealing looks at it. */
export type Row = { reference: string | null } & (
  | {
      report: {
        classification: string
        discoverable: boolean
        review_on: string
        subjects: readonly NamedSubject[]
      }
    }
  | { refused: string }
)

export type Reading = {
  records: RecordToSeal[]
  counts: {
    read: number
    /** rows that cannot be read, or have no reference of their own */
    refused: number
    /** records in which nothing can be sealed */
    empty: number
    /** values that are not understood: sealed as they are written, or not at all */
    notUnderstood: number
    /** subjects left out: victims, witnesses, children, and what belongs to them */
    protectedSubjects: number
    /** values left out because they are common everywhere, or in this file */
    common: number
    /** tokens that will be made, by kind */
    tokens: Record<string, number>
  }
}

/**
 * Reads all rows; the file is small beside what sealing it takes.
 * @param rows - of the export, as the import reads them
 * @param limits - `today`: the day of sealing, by which a child is a child; `most`: tokens that the node
 *   takes of a record; `lastDay`: YYYY-MM-DD, up to which the node keeps tokens
 * @returns the records to seal, and counts of what is left out and why
 */
export async function readRecords(
  rows: AsyncIterable<Row>,
  { today, most, lastDay }: { today: Date; most: number; lastDay: string },
): Promise<Reading> {
  const records: RecordToSeal[] = []
  const holders = new Map<string, number>()
  const counts: Reading['counts'] = {
    read: 0,
    refused: 0,
    empty: 0,
    notUnderstood: 0,
    protectedSubjects: 0,
    common: 0,
    tokens: {},
  }
  for await (const row of rows) {
    counts.read += 1
    if ('refused' in row || row.reference === null) {
      counts.refused += 1
      continue
    }
    const { classification, discoverable, review_on: review, subjects } = row.report
    const composed = composeInputs(subjects, today, most)
    counts.notUnderstood += notUnderstoodIn(subjects).length
    counts.protectedSubjects += composed.protectedSubjects
    counts.common += composed.common
    for (const { x } of composed.inputs) holders.set(x, (holders.get(x) ?? 0) + 1)
    // What must be looked at again earlier, its tokens end earlier.
    const soon = review < lastDay && review > today.toISOString().slice(0, 10)
    records.push({
      ...{ reference: row.reference, classification, discoverable, inputs: composed.inputs },
      expiresOn: soon ? review : lastDay,
    })
  }
  const sealed = records.flatMap((record) => {
    const inputs = record.inputs.filter(({ x }) => (holders.get(x) ?? 0) <= MOST_RECORDS)
    counts.common += record.inputs.length - inputs.length
    if (inputs.length === 0) counts.empty += 1
    for (const { kind } of inputs) counts.tokens[kind] = (counts.tokens[kind] ?? 0) + 1
    return inputs.length === 0 ? [] : [{ ...record, inputs }]
  })
  return { records: sealed, counts }
}
