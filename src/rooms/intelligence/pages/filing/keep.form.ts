/** A sanitised version's list of subjects as boxes: what is not ticked goes, all of it with one press. */
import type { DraftDocument, DraftSubject } from '../../drafts.ts'
import { namedInText } from '../../named-in-text.ts'
import { writtenOf } from './document-lines.ts'
import { withoutSubject } from './subjects.form.ts'
import { typedList, typedText, type Typed } from '../../../../platform/http/typed-form.ts'

/**
 * Names a subject as the form does: with its place and its words, so that another in that place is never meant.
 * @param subject - of the draft
 * @param number - its place, from 1
 * @returns the token
 */
export function keepToken(subject: DraftSubject, number: number): string {
  return JSON.stringify([number, subject.kind ?? '', writtenOf(subject)])
}

/**
 * Takes out the subjects whose boxes were shown and not ticked. A button beside the list (`do`) takes none out: whoever
 * goes to add a person has not come to the end of the list.
 * @param typed - `listed`: the tokens of all that were shown; `keep`: of those that were ticked
 * @param document - of the draft, before
 * @param today - YYYY-MM-DD
 * @returns the draft without them; a ticked subject that the text does not name is marked as kept all the same
 */
export function keepTicked(typed: Typed, document: DraftDocument, today: string): DraftDocument {
  const listed = new Set(typedList(typed, 'listed'))
  const subjects = document.subjects ?? []
  if (listed.size === 0 || subjects.length === 0) return document
  const ticked = new Set(typedList(typed, 'keep'))
  const naming = namedInText(document, today)
  const tokens = subjects.map((subject, index) => keepToken(subject, index + 1))
  const decided = subjects.map((subject, index): DraftSubject => {
    const token = tokens[index] ?? ''
    if (!listed.has(token) || !ticked.has(token)) return subject
    const { kept_without_text: _before, ...others } = subject
    return naming[index]?.inText === true ? others : { ...others, kept_without_text: true }
  })
  const next = { ...document, subjects: decided }
  if (typedText(typed, 'do') !== undefined) return next
  return tokens.reduceRight(
    (left, token, index) =>
      listed.has(token) && !ticked.has(token) ? withoutSubject(left, index + 1) : left,
    next as DraftDocument,
  )
}
