/** A list of disruptions as a file for a spreadsheet, with its marking in it. Its shape is in docs/api.md. */
import { highest } from '../../design/highest-marking.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { BYTE_ORDER_MARK, csvRow } from '../../wire/csv.ts'
import { noteExported } from './found-disruptions.ts'
import { disruptionsOf, type DisruptionRow } from './list-disruptions.ts'

/** Rows of one file: a file is a copy that nobody can recall. */
const MOST_ROWS = 5_000

const HEAD = [
  ...['reference', 'title', 'owner', 'classification', 'happened on', 'what was done', 'state'],
  ...['level proposed', 'level accepted', 'effect due on', 'claimed by us', 'recalled'],
]

/**
 * Writes one of the lists as CSV (RFC 4180, UTF-8 with a byte order mark), the newest first. Its first and last line carry the highest
 * classification in it. Codes stand as the API gives them.
 * @param whose - this agency's own, or those of partners that it reads
 * @returns the file
 */
export async function exportDisruptions(scope: MemberScope, whose: 'ours' | 'partners'): Promise<string> {
  const found = await disruptionsOf(scope, whose, null, MOST_ROWS + 1)
  const rows = found.slice(0, MOST_ROWS)
  await noteExported(
    scope,
    rows.map(({ id }) => id),
  )
  scope.record({ kind: 'consultation', detail: { results: rows.length, exported: true } })
  const more = found.length > MOST_ROWS ? ', the first of more' : ''
  const marking = highest(rows)
  const lines = [
    [marking, `${String(rows.length)} disruptions${more}, as seen at ${scope.now.toISOString()}`],
    HEAD,
    ...rows.map(cellsOf),
    [marking],
  ]
  return BYTE_ORDER_MARK + lines.map(csvRow).join('')
}

const cellsOf = (row: DisruptionRow): string[] => [
  ...[row.reference, row.title, row.owner.name, row.classification, row.happenedOn, row.done, row.state],
  ...[row.levelProposed, row.level ?? '', row.effectDueOn ?? ''],
  ...[row.claimed ? 'yes' : 'no', row.isRecalled ? 'yes' : 'no'],
]
