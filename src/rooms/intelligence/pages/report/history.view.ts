/** What happened to a report, as sentences. The ledger keeps facts; the words are made here. */
import { labelFrom, sentenceList } from '../../../../design/words.ts'
import { eventKind } from '../../../../wire/codes.ts'
import type { HistoryRow, VersionCheck } from '../../holders.ts'

export type Sentence = { at: Date; text: string; by: string | null }

/**
 * @returns the newest first. Reading is one line however often somebody looked in a row, and so is saving a
 *   draft: what was decided must not drown in it.
 */
export function historySentences(rows: readonly HistoryRow[]): Sentence[] {
  const sentences: (Sentence & { kind: string })[] = []
  for (const row of rows) {
    const text = sentenceOf(row)
    const by = whoOf(row)
    const kind = row.kind === 'consultation' && row.detail['accepted'] !== true ? 'reading' : text
    const last = sentences.at(-1)
    const joins = kind === 'reading' || row.detail['draft'] === true
    // Newest first: the newest of several in a row stands for all.
    if (last === undefined || !joins || last.kind !== kind || last.by !== by)
      sentences.push({ at: row.at, text, by, kind })
    else if (!last.text.includes(text)) last.text = `${last.text} ${text}`
  }
  return sentences.map(({ at, text, by }) => ({ at, text, by }))
}

/** Which version of a sanitised report was checked by whom. */
export const checkSentences = (checks: readonly VersionCheck[]): Sentence[] =>
  checks.map(({ version, writtenBy, checkedBy, at }) => ({
    at,
    by: checkedBy,
    text: `Checked version ${String(version)}, which ${writtenBy} wrote.`,
  }))

/** The label of another agency's person names the agency already. */
function whoOf({ who, agency }: HistoryRow): string | null {
  if (who === null) return agency?.name ?? null
  return agency === null || who.includes(agency.name) ? who : `${who}, ${agency.name}`
}

function sentenceOf({ kind, operation, recipients, detail }: HistoryRow): string {
  const version = typeof detail['version'] === 'number' ? String(detail['version']) : null
  const names = sentenceList(recipients.map(({ name }) => name))
  switch (kind) {
    case 'collection':
      if (detail['draft'] === true) return 'Began the draft.'
      return operation.includes('import') ? 'Brought in by an import.' : 'Filed.'
    case 'disclosure':
      if (detail['toAll'] === true) return `Released version ${version ?? ''} to all partners.`
      return `Released version ${version ?? ''} to ${names === '' ? 'partners' : names}.`
    case 'erasure':
      return detail['submitted'] === true ? 'The draft became the new version.' : 'Threw the draft away.'
    case 'consultation':
      return consultation(detail, version)
    case 'alteration':
      return alteration(detail, version)
    case 'combination':
    case 'refusal':
    case 'sign-in':
    case 'administration':
      return `${labelFrom(eventKind)(kind)}.`
  }
}

function consultation(detail: HistoryRow['detail'], version: string | null): string {
  if (detail['accepted'] === true) return `Accepted the conditions of version ${version ?? ''}.`
  if (detail['recallNotice'] === true) return 'Opened the recall.'
  if (detail['audience'] === true) return 'Looked at who sees which part.'
  if (detail['history'] === true) return 'Read this history.'
  if (detail['search'] === true || detail['export'] === true)
    return 'Found the report in a search that was exported.'
  if (detail['sight'] === 'conditions') return 'Saw the title and conditions.'
  return `Read version ${version ?? ''}.`.replace(' .', '.')
}

/** @param copies - what its agency did with them */
function acknowledged(copies: unknown): string {
  if (copies === 'destroyed') return 'Acknowledged the recall: copies destroyed.'
  if (copies === 'kept') return 'Acknowledged the recall: a copy is kept.'
  if (copies === 'none') return 'Acknowledged the recall: there were no copies.'
  return 'Acknowledged the recall.'
}

function alteration(detail: HistoryRow['detail'], version: string | null): string {
  if (detail['recallAcknowledged'] === true) return acknowledged(detail['copies'])
  if (detail['recalled'] === true) return 'Recalled the report.'
  if (detail['sanitised'] === true) return sanitised(detail['state'], version)
  if (detail['evaluated'] === true) return `Graded it, as version ${version ?? ''}.`
  if (detail['submitted'] === true) return 'Filed it.'
  if (detail['left_out'] !== undefined) return 'Left out what was found in the text.'
  if (detail['draft'] === true) return 'Saved the draft.'
  return version === null ? 'Changed it.' : `Wrote version ${version}.`
}

/** @param version - of the next version of a sanitised report */
function sanitised(state: unknown, version: string | null): string {
  if (version !== null) {
    if (state === 'awaiting-check') return `Sent version ${version} to a second officer.`
    if (state === 'approved') return `Approved version ${version}.`
    return `Returned version ${version} to its writer.`
  }
  if (state === 'awaiting-check') return 'Sent the sanitised version to a second officer.'
  if (state === 'approved') return 'Approved the sanitised version.'
  if (state === 'returned') return 'Returned the sanitised version.'
  return 'Worked on the sanitised version.'
}
