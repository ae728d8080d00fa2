/** The ledger as a file for a spreadsheet, with its marking in it. */
import type { LedgerLine } from './read-ledger.ts'

/** Of the page as of the file: what people do, in one place, and the purposes they typed. */
export const MARKING = 'OFFICIAL-SENSITIVE'

/** RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. */
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
  return '\uFEFF' + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

/** A cell that begins like a formula would be run by a spreadsheet: an apostrophe makes it text. */
function cell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
