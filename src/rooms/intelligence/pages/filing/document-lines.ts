/** A draft in words, part by part: for comparing two versions and for the second officer. */
import { eventWords } from '../../../../design/event-words.ts'
import { gradeWords, labelFrom } from '../../../../design/words.ts'
import { ukDate } from '../../../../design/dates.ts'
import { birthWords } from '../../../../wire/births/known-birth.ts'
import { readBirth } from '../../../../wire/births/read-birth.ts'
import * as codes from '../../../../wire/codes.ts'
import type { DraftDocument, DraftItem, DraftSubject } from '../../drafts.ts'
import { itemsOf } from './text.form.ts'

export type DocumentLine = { label: string; text: string }

/**
 * Writes a draft in words. The labels are the same for the same part.
 * @param document - of the draft
 * @returns every part that has something in it, in the order in which a report is written
 */
export function documentLines(document: DraftDocument): DocumentLine[] {
  const lines: DocumentLine[] = [
    { label: 'Title', text: document.title ?? '' },
    { label: 'Classification', text: document.classification ?? '' },
    { label: 'Your own reference', text: document.agency_reference ?? '' },
    { label: 'Grade it came with', text: document.original_grade ?? '' },
    ...itemsOf(document).flatMap((item, index) => [
      { label: `Item ${String(index + 1)}`, text: item.text ?? '' },
      { label: `Grade of item ${String(index + 1)}`, text: gradeText(item) },
      {
        label: `Where and when of item ${String(index + 1)}`,
        text: (item.events ?? []).map(eventWords).join('\n'),
      },
    ]),
    { label: 'Who and what it names', text: subjectLines(document).join('\n') },
    { label: 'Handling', text: withCode(codes.handling, document.handling) },
    { label: 'Conditions', text: document.conditions ?? '' },
    { label: 'Action', text: withCode(codes.actionCode, document.action_code) },
    { label: 'Sanitisation', text: withCode(codes.sanitisationCode, document.sanitisation_code) },
    { label: 'Discoverable', text: document.discoverable === false ? 'No, silent' : 'Yes' },
    { label: 'Review', text: document.review_on ? ukDate(document.review_on) : '' },
  ]
  return lines.filter(({ text }) => text !== '')
}

/**
 * Writes a grade as far as it was chosen, in words with the codes before them.
 * @param item - with its grade
 * @returns the grade; empty unless source and assessment were chosen
 */
export function gradeText(item: DraftItem): string {
  const { source_evaluation: source, intelligence_assessment: assessment, basis } = item
  if (!source || !assessment) return ''
  const said = basis ? `. ${labelFrom(codes.statementBasis)(basis)}` : ''
  return `${source} ${assessment}: ${gradeWords(source, assessment)}${said}`
}

function withCode(list: Readonly<Record<string, string>>, code: string | null | undefined): string {
  return code ? `${code}: ${labelFrom(list)(code)}` : ''
}

/**
 * Writes the subjects in words.
 * @param document - of the draft
 * @returns one line for each, in their order
 */
export function subjectLines(document: DraftDocument): string[] {
  return (document.subjects ?? []).map((subject) => {
    const kind = labelFrom(codes.subjectKind)(subject.kind)
    const more = [
      subject.category ?? '',
      subject.born ? `born ${birthAsRead(subject.born)}` : '',
      subject.country ?? '',
      subject.item === undefined ? '' : `item ${String(subject.item)}`,
      subject.belongs_to === undefined ? '' : `belongs to subject ${String(subject.belongs_to)}`,
      subject.note ?? '',
    ].filter((one) => one !== '')
    return `${kind}: ${writtenOf(subject)}${more.length === 0 ? '' : ` (${more.join(', ')})`}`
  })
}

/** In words where it is kept already, or can be read; else as it was typed. */
function birthAsRead(born: string): string {
  const read = readBirth(born, new Date().toISOString().slice(0, 10))
  return birthWords('fault' in read ? born : read.born)
}

/**
 * Says how a subject was written.
 * @param subject - of the draft
 * @returns a person's names, or a thing's value
 */
export function writtenOf(subject: DraftSubject): string {
  return subject.kind === 'person' ? (subject.names ?? []).join(', also ') : (subject.value ?? '')
}
