/** What happened to a record, as sentences. The ledger keeps facts; the words are made here. */
import { labelFrom, sentenceList } from '../../../../design/words.ts'
import { eventKind } from '../../../../wire/codes.ts'
import type { RecordEvent, RecordKind } from '../../../../platform/rooms/record-kind.ts'
import { keptWords, lookedAtWords } from './kept-words.ts'

export type Sentence = { at: Date; text: string; by: string | null }

/**
 * Writes the history of a record as sentences.
 * @param kind - of the record, for its words and its own sentences
 * @param rows - the newest first
 * @returns the newest first. Reading is one line however often somebody looked in a row, and so is saving a draft:
 *   what was decided must not drown in it.
 */
export function historySentences(
  kind: Pick<RecordKind, 'words' | 'sentenceOf'>,
  rows: readonly RecordEvent[],
): Sentence[] {
  const sentences: (Sentence & { sort: string })[] = []
  for (const row of rows) {
    const text = kind.sentenceOf?.(row) ?? sentenceOf(kind, row)
    const by = whoOf(row)
    const sort = row.kind === 'consultation' && row.detail['accepted'] !== true ? 'reading' : text
    const last = sentences.at(-1)
    const joins = sort === 'reading' || row.detail['draft'] === true
    // Newest first: the newest of several in a row stands for all.
    if (last === undefined || !joins || last.sort !== sort || last.by !== by)
      sentences.push({ at: row.at, text, by, sort })
    else if (!last.text.includes(text)) last.text = `${last.text} ${text}`
  }
  return sentences.map(({ at, text, by }) => ({ at, text, by }))
}

/** The label of another agency's person names the agency already. */
function whoOf({ who, agency }: RecordEvent): string | null {
  if (who === null) return agency?.name ?? null
  return agency === null || who.includes(agency.name) ? who : `${who}, ${agency.name}`
}

function sentenceOf(
  { words }: Pick<RecordKind, 'words'>,
  { kind, operation, recipients, detail }: RecordEvent,
): string {
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
      return consultation(words.one, detail, version)
    case 'alteration':
      return alteration(words.one, detail, version)
    case 'combination':
    case 'refusal':
    case 'sign-in':
    case 'administration':
      return `${labelFrom(eventKind)(kind)}.`
  }
}

function consultation(one: string, detail: RecordEvent['detail'], version: string | null): string {
  const looked = lookedAtWords(detail)
  if (looked !== null) return looked
  if (detail['accepted'] === true) return `Accepted the conditions of version ${version ?? ''}.`
  if (detail['recallNotice'] === true) return 'Opened the recall.'
  if (detail['audience'] === true) return 'Looked at who sees which part.'
  if (detail['history'] === true) return 'Read this history.'
  if (detail['search'] === true || detail['export'] === true)
    return `Found the ${one} in a search that was exported.`
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

function alteration(one: string, detail: RecordEvent['detail'], version: string | null): string {
  const kept = keptWords(detail)
  if (kept !== null) return kept
  if (detail['recallAcknowledged'] === true) return acknowledged(detail['copies'])
  if (detail['recalled'] === true) return `Recalled the ${one}.`
  if (detail['submitted'] === true) return 'Filed it.'
  if (detail['draft'] === true) return 'Saved the draft.'
  return version === null ? 'Changed it.' : `Wrote version ${version}.`
}
