/** The ledger as a file for a spreadsheet, with its marking in it. */
import { BYTE_ORDER_MARK, csvRow } from '../../wire/csv.ts'
import type { LedgerLine } from './read-ledger.ts'

/** Of the page as of the file: what people do, in one place, and the purposes they typed. */
export const MARKING = 'OFFICIAL-SENSITIVE'

/**
 * Writes lines of the ledger as CSV, with a byte order mark, so that spreadsheets read it as UTF-8.
 * @param lines - in the order in which they are to stand
 * @returns the file: the marking and its condition, the heads, the lines, the marking again
 */
export function ledgerCsv(lines: readonly LedgerLine[]): string {
  const rows = [
    [
      MARKING,
      'Use only to verify lawfulness, for self-monitoring, integrity and security, or criminal proceedings (DPA 2018 s.62(4))',
    ],
    [
      ...['time (UTC)', 'how exact the time is', 'kind', 'what happened', 'record', 'who', 'purpose'],
      ...['agencies concerned', 'place in the ledger’s tree'],
    ],
    ...lines.map((line) => [
      line.at.toISOString(),
      line.byHour ? 'some time in the hour that began then' : 'exact',
      line.kind,
      line.sentence,
      line.record?.reference ?? '',
      line.who,
      line.purpose ?? '',
      line.recipients.join('; '),
      line.place === null ? '' : String(line.place),
    ]),
    [MARKING],
  ]
  return BYTE_ORDER_MARK + rows.map(csvRow).join('')
}
