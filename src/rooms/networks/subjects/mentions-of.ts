/** What one version of a report says of whom and what, as rows. Pure. */
import { hash } from 'node:crypto'
import { keysHeld } from '../../../library/identifiers/index.ts'
import { asWritten, personFolds } from '../../../library/matchable/index.ts'
import type { PersonCategory, SubjectKind } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'

/** As much of a version's document as is read here; a sanitised or an imported one has the same form. */
export type VersionDocument = {
  items: readonly { source_evaluation: string; intelligence_assessment: string; basis: string }[]
  subjects: readonly DocumentSubject[]
}

export type DocumentSubject = {
  number: number
  kind: SubjectKind
  item: number
  names?: readonly string[]
  value?: string
  born?: string
  category?: PersonCategory
  country?: string
  note?: string
  belongs_to?: number
}

export type MentionRow = {
  record: RecordId
  number: number
  kind: SubjectKind
  /** canonical, where the value has one: then it is one subject wherever it is written */
  key: string | null
  /** of what has none: a digest of how this report writes it */
  word: string | null
  written: string[]
  born: string | null
  category: PersonCategory | null
  country: string | null
  note: string | null
  belongs_to: number | null
  item: number
  /** of the person, or of the person whose it is: by these the owner's keeping is asked whether they are kept apart */
  folds: string[]
  source_evaluation: string
  intelligence_assessment: string
  basis: string
}

/**
 * Reads who and what a version names. Victims, witnesses, children and what belongs to them are not in a document.
 * @param record - id of the report
 * @param document - of the version
 * @returns one row for each subject whose item is there
 */
export function mentionsOf(record: RecordId, document: VersionDocument): MentionRow[] {
  const people = new Map(
    document.subjects.filter(({ kind }) => kind === 'person').map((one) => [one.number, one]),
  )
  const seen = new Map<string, number>()
  return document.subjects.flatMap((subject) => {
    const item = document.items[subject.item - 1]
    if (item === undefined) return []
    const { kind, number } = subject
    const written = kind === 'person' ? [...(subject.names ?? [])] : [subject.value ?? '']
    const key = kind === 'person' ? null : keyOf(kind, subject.value ?? '', subject.country)
    const owner = subject.belongs_to === undefined ? undefined : people.get(subject.belongs_to)
    const known = kind === 'person' ? subject : owner
    return [
      {
        record,
        number,
        kind,
        key,
        word: key === null ? nextWord(seen, kind, written) : null,
        written,
        born: subject.born ?? null,
        category: subject.category ?? null,
        country: subject.country ?? null,
        note: subject.note ?? null,
        belongs_to: subject.belongs_to ?? null,
        item: subject.item,
        folds: known === undefined ? [] : personFolds(known.names ?? [], known.born ?? null),
        source_evaluation: item.source_evaluation,
        intelligence_assessment: item.intelligence_assessment,
        basis: item.basis,
      },
    ]
  })
}

/** What is certain comes first; a value that may be read in two ways is one subject, by the first. */
function keyOf(kind: SubjectKind, value: string, country: string | undefined): string | null {
  const keys = keysHeld(kind, value, country)
  return (keys.find(({ certainty }) => certainty === 'valid') ?? keys[0])?.key ?? null
}

/** The same words twice in one report are two subjects, told apart by their order. */
function nextWord(seen: Map<string, number>, kind: SubjectKind, written: readonly string[]): string {
  // Without the birth: a birth that is corrected is said of the same person.
  const fold = kind === 'person' ? asWritten(written, null)?.fold : undefined
  const plain = written.map((one) => one.toLowerCase().replace(/\s+/g, ' ').trim()).sort()
  const text = `${kind} ${fold ?? plain.join('|')}`
  const before = seen.get(text) ?? 0
  seen.set(text, before + 1)
  return hash('sha256', `${text}#${String(before)}`, 'base64url').slice(0, 27)
}
