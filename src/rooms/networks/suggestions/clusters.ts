/** Which reports hang together by which values. Pure; it knows reports and values, and weighs nobody. */
import type { RecordId, SubjectId } from '../../../wire/ids.ts'

/** One report names a value; or a person of it was decided or confirmed to be one of another report. */
export type Thread = {
  record: RecordId
  subject: SubjectId
  how: 'value' | 'same' | 'confirmed'
  /** the other report, where it is no value */
  also: RecordId | null
  /** on so many reports that it connects nothing */
  hub: boolean
}

export type Cluster = {
  records: RecordId[]
  /** what at least two of the reports have in common */
  by: SubjectId[]
}

/** Fewer reports are a match, and stand there. */
const FEWEST_RECORDS = 3
/** More are no group any more, but what a value of everyday does. */
export const MOST_RECORDS = 200

/**
 * Finds clusters.
 * @param threads - of one viewer's sight
 * @returns those of three reports or more, in the order of their first report's id; `tooLarge`: how many were left out
 *   because they were too large
 */
export function clustersOf(threads: readonly Thread[]): { clusters: Cluster[]; tooLarge: number } {
  const parent = new Map<RecordId, RecordId>()
  const root = (of: RecordId): RecordId => {
    let at = of
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) {
      parent.set(at, parent.get(up) ?? up)
      at = up
    }
    return at
  }
  const tie = (one: RecordId, other: RecordId) => {
    const [x, y] = [root(one), root(other)]
    if (x !== y) parent.set(x, y)
  }
  const firstOf = new Map<SubjectId, RecordId>()
  for (const { record, subject, how, also, hub } of threads) {
    if (hub) continue
    if (also !== null) tie(record, also)
    if (how !== 'value') continue
    const first = firstOf.get(subject)
    if (first === undefined) firstOf.set(subject, record)
    else tie(first, record)
  }
  const members = new Map<RecordId, { records: Set<RecordId>; by: Set<SubjectId> }>()
  for (const { record, subject, also, hub } of threads) {
    if (hub) continue
    const of = members.get(root(record)) ?? { records: new Set(), by: new Set() }
    of.records.add(record)
    if (also !== null) of.records.add(also)
    of.by.add(subject)
    members.set(root(record), of)
  }
  const all = [...members.values()].filter(({ records }) => records.size >= FEWEST_RECORDS)
  const fitting = all.filter(({ records }) => records.size <= MOST_RECORDS)
  return {
    clusters: fitting
      .map(({ records, by }) => ({ records: [...records].sort(), by: [...by].sort() }))
      .sort((one, other) => (one.records[0] ?? '').localeCompare(other.records[0] ?? '')),
    tooLarge: all.length - fitting.length,
  }
}
