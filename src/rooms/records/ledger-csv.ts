/** The ledger as a file for a spreadsheet, with its marking in it. */
import { BYTE_ORDER_MARK, csvRow } from '../../wire/csv.ts'
import type { LedgerLine } from './read-ledger.ts'

/** Of the page as of the file: what people do, in one place, and the purposes they typed. */
export const MARKING = 'OFFICIAL-SENSITIVE'

/** With a byte order mark, so that spreadsheets read it as UTF-8. */
export function ledgerCsv(lines: readonly LedgerLine[]): string {
  const rows = [
    [
      MARKING,
      'Use only to verify lawfulness, for self-monitoring, integrity and security, or criminal proceedings (DPA 2018 s.62(4))',
    ],
    ['time (UTC)', 'kind', 'what happened', 'who', 'purpose', 'agencies concerned'],
    ...lines.map((line) => [
      line.at.toISOString(),
      line.kind,
      line.sentence,
      line.who,
      line.purpose ?? '',
      line.recipients.join('; '),
    ]),
    [MARKING],
  ]
  return BYTE_ORDER_MARK + rows.map(csvRow).join('')
}
